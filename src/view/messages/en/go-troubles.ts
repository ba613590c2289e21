import type { GoTrouble } from '../../../model/go-trouble.ts';

/** In plain words what Go met, as the end of a sentence after `because`, and what to do. */
interface TroubleWords {
  readonly because: string;
  readonly next: string;
}

/** One row for each kind of trouble: one that is missing does not compile. */
const troubleWords: Readonly<Record<GoTrouble, TroubleWords>> = {
  'disk-full': {
    because: 'no space is left',
    next: 'Make room, or move the folders: GOCACHE for what is built, GOTMPDIR for temporary files.',
  },
  'no-memory': { because: 'the memory did not suffice', next: 'Name fewer packages, or build fewer at a time: GOFLAGS=-p=1.' },
  platform: { because: 'Go does not know the platform', next: '`go tool dist list` shows the pairs of --goos and --goarch.' },
  experiment: { because: 'Go does not know an experiment', next: 'Mend or unset GOEXPERIMENT; releases know different ones.' },
  goroot: { because: 'GOROOT leads nowhere', next: 'Unset GOROOT: the go command finds its own.' },
  'no-home': {
    because: 'Go finds no folder of its own',
    next: 'Set HOME, or both GOCACHE and GOPATH to folders that can be written, for instance GOCACHE=/tmp/go-build.',
  },
  'build-cache': { because: 'Go cannot use its build cache', next: 'Set GOCACHE to an absolute path of a folder that can be written.' },
  'module-cache': {
    because: 'Go cannot use its module cache',
    next: 'Set GOMODCACHE to an absolute path of a folder that can be written.',
  },
  'temp-folder': {
    because: 'Go can make no temporary folder',
    next: 'Set GOTMPDIR (or TMPDIR) to a folder that is there and can be written.',
  },
  'toolchain-name': {
    because: 'the name of a Go release is not one',
    next: 'Mend GOTOOLCHAIN, or the `go` and `toolchain` lines of go.mod: 1.26, go1.26.8.',
  },
  'toolchain-unavailable': {
    because: 'the Go release that is asked for could not be fetched',
    next: 'Allow the network and the module proxy (GOPROXY), or use the installed Go: GOTOOLCHAIN=local, if go.mod allows it.',
  },
  'go-too-old-for-module': {
    because: 'it needs a newer Go',
    next: 'Update Go, or let it fetch that release: GOTOOLCHAIN=auto, or --go VERSION (both need the module proxy).',
  },
  'proxy-off': {
    because: 'a module is not in the module cache and GOPROXY=off',
    next: 'Run `go mod download` where GOPROXY allows it, or vendor the modules: `go mod vendor`.',
  },
  network: {
    because: 'a module could not be fetched',
    next: 'Check the network and GOPROXY; without network: `go mod download` beforehand, or `go mod vendor`.',
  },
  checksum: {
    because: 'a module is not what go.sum says',
    next: 'Find out which is right before you build it: `go mod verify`; see `go help module-auth`.',
  },
  'sum-missing': { because: 'go.sum lacks a module', next: 'Run `go mod tidy`, or `go mod download` for what go.mod names.' },
  vendor: {
    because: 'the vendor folder does not fit go.mod',
    next: 'Run `go mod vendor` (`go work vendor` in a workspace), or pass by that folder: --mod mod.',
  },
  'work-file': { because: 'go.work is out of order', next: 'Mend go.work (`go work use`), or leave it out: GOWORK=off.' },
  'mod-outdated': { because: 'go.mod is out of step', next: 'Run `go mod tidy`.' },
  'mod-file': { because: 'go.mod cannot be read', next: 'Mend go.mod; `go mod edit -json` says whether Go can read it.' },
  goflags: {
    because: 'GOFLAGS holds what cannot be used here',
    next: 'Look at `go env GOFLAGS`; mend it there, or with `go env -u GOFLAGS`.',
  },
  'compiler-flag': {
    because: 'the compiler does not know a flag',
    next: 'Mend the flags in GOFLAGS or --gcflags; `go tool compile -help` lists them.',
  },
  'import-cycle': {
    because: 'imports form a cycle',
    next: 'Take one import out of the cycle; a part that both need can become a package.',
  },
  'c-compiler': {
    because: 'cgo needs a C compiler',
    next: 'Install one (gcc or clang) or name it in CC; CGO_ENABLED=0 leaves files with cgo out.',
  },
  constraints: {
    because: 'build constraints exclude all of its files',
    next: 'Give what they ask for: --tags, --goos, --goarch, or CGO_ENABLED=1.',
  },
  'no-go-files': { because: 'there are no Go files', next: 'Name a folder with Go files, or all below it: DIR/...' },
  'outside-module': {
    because: 'it belongs to another module',
    next: 'Run it there: -C DIR; `go work init` and `go work use` join modules.',
  },
  'several-packages': { because: 'a folder holds files of two packages', next: 'Give all files of the folder one package name.' },
  'dependency-missing': {
    because: 'a package that it imports is not there',
    next: 'Run `go get` for what is missing, or `go mod tidy`; check the spelling of the import.',
  },
  permission: { because: 'Go may not read or write a file', next: 'Mend the permissions of what Go names.' },
  'compiler-bug': {
    because: 'the compiler failed',
    next: 'Does `go build` fail too? Then report it at go.dev/issue/new; else please report it here.',
  },
};

/** What to do about it; `otherwise` where Go's words are not known. */
export function troubleNext(trouble: string | undefined, otherwise: string): string {
  return wordsOf(trouble)?.next ?? otherwise;
}

export function troubleBecause(trouble: string | undefined, otherwise: string): string {
  return wordsOf(trouble)?.because ?? otherwise;
}

/** A document of a later version may name one that is not known here. */
function wordsOf(trouble: string | undefined): TroubleWords | undefined {
  return trouble !== undefined && Object.hasOwn(troubleWords, trouble) ? troubleWords[trouble as GoTrouble] : undefined;
}
