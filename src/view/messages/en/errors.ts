import type { UserErrorCode, UserErrorCodes } from '../../../model/codes.ts';
import { bytes, count, grouped } from '../../numbers.ts';
import { quoted, type Message, type Messages } from '../message.ts';
import { troubleNext } from './go-troubles.ts';
import { failedWords } from '../../benchmark-words.ts';
import { baselineErrors } from './baseline-errors.ts';
import { coverageErrors } from './coverage-errors.ts';
import { executableErrors } from './executable-errors.ts';
import { profileErrors } from './profile-errors.ts';
import { syntaxWords, systemReason, valueWords } from './reasons.ts';

const tryNear = (near: string | undefined, otherwise: string): string => (near === undefined ? otherwise : `Did you mean \`${near}\`?`);

const compareWords = { text: 'benchmark text', bench: 'a result of `bench`', revision: 'a revision' } as const;

const pgoNext = 'PGO takes a CPU profile: /debug/pprof/profile of the running program, or `go test -cpuprofile FILE`.';

const errors: Messages<UserErrorCodes> = {
  'bench-none': ({ bench, packages, with: some }) => ({
    what:
      some === 0
        ? `No benchmark stands in ${packages === 1 ? 'this package' : `these ${grouped(packages)} packages`}.`
        : `No benchmark matches \`--bench ${bench}\`; ${count(some, 'package')} of ${grouped(packages)} ${some === 1 ? 'has' : 'have'} some.`,
    next:
      some === 0
        ? 'A benchmark is `func BenchmarkX(b *testing.B)` in a file named *_test.go.'
        : "`go test -list '^Benchmark' ./...` lists them.",
  }),
  'unknown-command': ({ command, near }) => ({
    what: `There is no command \`${command}\`.`,
    next: tryNear(near, '`stackward --help` lists the commands.'),
  }),
  'unknown-flag': ({ flag, command, near }) => ({
    what: `\`stackward ${command}\` has no flag \`${flag}\`.`,
    next: tryNear(near, `\`stackward ${command} --help\` lists its flags.`),
  }),
  'flag-needs-value': ({ flag }) => ({ what: `\`${flag}\` needs a value.`, next: `Write \`${flag}=VALUE\`.` }),
  'flag-value': ({ flag, value, expected }) => ({ what: `\`${flag}\` cannot be \`${value}\`.`, next: `Expected: ${expected}.` }),
  'unexpected-argument': ({ argument, command }) => ({
    what: `\`stackward ${command}\` takes no argument \`${argument}\`.`,
    next: `\`stackward ${command} --help\` shows what it takes.`,
  }),
  'missing-argument': ({ argument, command }) => ({
    what: `\`stackward ${command}\` needs ${argument}.`,
    next: `\`stackward ${command} --help\` shows what it takes.`,
  }),
  'unknown-rule': ({ rule, near }) => ({
    what: `There is no rule \`${rule}\`.`,
    next: tryNear(near, '`stackward rules` lists them.'),
  }),
  'flags-together': ({ one, other }) => ({ what: `\`${one}\` and \`${other}\` contradict each other.`, next: 'Leave one of them out.' }),
  'formats-together': ({ one, other, file }) => ({
    what: `${one} and ${other} would both go to ${file ?? 'standard output'}.`,
    next: `Give each a file of its own: -f ${other}=FILE.`,
  }),
  'several-builds': ({ what, builds }) => ({
    what: `\`${what}\` takes one build, and several were asked for: ${builds}.`,
    next: 'Give one --goarch, one --goos and --tags once; `stackward check` shows several builds side by side.',
  }),
  'installation-damaged': ({ missing }) => ({
    what: `A part of stackward is not there: ${missing}.`,
    next: 'Install it again: npm install --global stackward, or `npm ci` in a clone.',
  }),
  'cwd-missing': () => ({
    what: 'The working directory is not there any more.',
    next: 'Change into a folder that is there, or name one with -C DIR.',
  }),
  'folder-missing': ({ folder }) => ({ what: `There is no folder ${folder}.`, next: 'Check the path after -C.' }),
  'config-missing': ({ file }) => ({ what: `There is no configuration file ${file}.`, next: 'Check the path after --config.' }),
  'config-two': ({ folder, files }) => ({
    what: `${folder} holds more than one configuration file: ${files}.`,
    next: 'Keep one of them, or name one with --config FILE.',
  }),
  'config-encoding': ({ file }) => ({ what: `${file} is not UTF-8 text.`, next: 'Save it as UTF-8.' }),
  'config-syntax': ({ file, line, column, wrong }) => ({
    what: `${file}:${line}:${column}: this is not JSON with comments: ${syntaxWords[wrong] ?? wrong}.`,
    next: 'Mend the file, or leave it out with --no-config.',
  }),
  'config-key': ({ file, line, column, key, known, near }) => ({
    what: `${file}:${line}:${column}: there is no setting \`${key}\`.`,
    next: tryNear(near, `Settings are ${known}.`),
  }),
  'config-key-twice': ({ file, line, column, key }) => ({
    what: `${file}:${line}:${column}: \`${key}\` stands here a second time.`,
    next: 'Keep one of them.',
  }),
  'config-key-missing': ({ file, line, column, path, key }) => ({
    what: `${file}:${line}:${column}: \`${path}\` lacks \`${key}\`.`,
    next: 'Add it; `stackward rules` says what a rule takes.',
  }),
  'config-query': ({ file, line, column, path, code, args }) => {
    const { what, next } = errorMessage(code, args);
    return { what: `${file}:${line}:${column}: \`${path}\`: ${what}`, ...(next === undefined ? {} : { next }) };
  },
  'config-value': ({ file, line, column, path, found, expected, least, most, zero, choices }) => ({
    what: `${file}:${line}:${column}: ${path === '' ? 'the file' : `\`${path}\``} cannot be ${shortened(found)}.`,
    next: `Expected: ${valueWords[expected] ?? expected}${least === undefined ? '' : ` from ${least} to ${most}`}${zero ? ', or 0' : ''}${choices === undefined ? '' : `: ${choices}`}.`,
  }),
  'file-unreadable': ({ file, reason }) => ({
    what: `Cannot read ${file}: ${systemReason(reason)}.`,
    next: 'Check the path and its permissions.',
  }),
  'port-taken': ({ port, reason }) => ({
    what: `port ${port} of this machine cannot be listened on (${systemReason(reason)})`,
    next: 'Leave --port out: then a free one is taken.',
  }),
  'output-needed': ({ format }) => ({
    what: `-f ${format} makes a page for a browser, not for a terminal`,
    next: `Name a file for it: -o report.${format}`,
  }),
  'file-unwritable': ({ file, reason }) => ({
    what: `Cannot write ${file}: ${systemReason(reason)}.`,
    next: 'Choose another place, or make room and permissions there.',
  }),
  'watch-incomplete': ({ reason }) => ({
    what: `Not all files can be watched (${reason}): a save of the others is not noticed.`,
    next: 'Raise the limit (on Linux the sysctl fs.inotify.max_user_watches, or `ulimit -n`) and start again.',
  }),
  'file-too-large': ({ file, bytes: size, limit }) => ({
    what: `${file} has ${bytes(size)}; at most ${bytes(limit)} are read.`,
    next: 'If this file is what you meant, please report it.',
  }),
  'go-missing': ({ command, reason }) => ({
    what: `The \`${command}\` command could not be started: ${reason === 'ENOENT' ? 'there is none on PATH' : systemReason(reason)}.`,
    next:
      reason === 'ENOENT'
        ? 'Install Go 1.22 or newer from your package manager or go.dev/dl, and put it on PATH.'
        : reason === 'EINVAL' || reason === 'E2BIG'
          ? 'Look at the values of the flags, and at those in stackward.jsonc.'
          : 'Look at what stands on PATH under this name: `which -a go`.',
  }),
  'go-too-old': ({ version, oldest }) => ({
    what: `This is ${version}; ${oldest} or newer is needed.`,
    next: 'Update Go, or choose a release with --go 1.26 (Go 1.21 and newer fetch it).',
  }),
  'go-failed': ({ command, code, output, trouble }) => ({
    what: `\`${command}\` failed with code ${code}.${quoted(output)}`,
    next: troubleNext(trouble, 'Mend what Go reports; `go build ./...` should get past it.'),
  }),
  'go-killed': ({ signal }) => ({
    what: `The Go command was ended by ${signal}.`,
    next: signal === 'SIGKILL' ? 'The system may have run out of memory: try fewer packages, or GOMAXPROCS=1.' : 'Run it again.',
  }),
  'go-timeout': ({ seconds }) => ({
    what: `The Go command did not end within ${seconds} s.`,
    next: 'Raise --timeout, or see what `go build -x` hangs on.',
  }),
  'go-version': ({ asked, output }) => ({
    what: `There is no Go release \`${asked}\` to be had.${quoted(output)}`,
    next: 'Write it as 1.26 or 1.26.8. Fetching one needs the module proxy.',
  }),
  'go-answer': ({ command, near }) => ({
    what: `\`${command}\` answered something that could not be read${near === '' ? '' : `, near: ${near}`}.`,
    next: 'Is a wrapper named `go` on PATH? Please report this with `go version`.',
  }),
  'not-a-module': ({ folder, isOff }) =>
    isOff
      ? { what: `GO111MODULE=off: Go takes ${folder} for no module.`, next: 'Unset GO111MODULE; only modules are analysed.' }
      : {
          what: `${folder} is not inside a Go module: there is no go.mod or go.work here or above.`,
          next: 'Change into a module, or name one with -C DIR. `go mod init NAME` starts a new one.',
        },
  'no-packages': ({ patterns, output, near, trouble }) => ({
    what: `No package matches ${patterns}.${quoted(output)}`,
    next: tryNear(near, patternNext(trouble)),
  }),
  'gcflags-unreadable': ({ value }) => ({
    what: `The compiler flags \`${value}\` are not of the form [PATTERN=]FLAGS.`,
    next: 'See `go help build`, under -gcflags and GOFLAGS.',
  }),
  cancelled: () => ({ what: 'Cancelled.' }),
  'git-missing': ({ reason }) => ({
    what: `Cannot run \`git\`: ${systemReason(reason)}.`,
    next: 'Install git, or put the folder that holds it into PATH.',
  }),
  'git-failed': ({ command, code, output }) => ({
    what: `\`${command}\` ended with ${code}.${quoted(output)}`,
    next: 'Git itself says what is wrong; run it in the repository.',
  }),
  'git-ended': ({ command, by }) => ({
    what: by === 'timeout' ? `\`${command}\` took longer than it may.` : `\`${command}\` was ended by ${by}.`,
    next: 'Run it in the repository; --timeout gives it more time.',
  }),
  'not-a-repository': ({ folder }) => ({
    what: `${folder} is in no git repository with a working tree.`,
    next: 'Change into one, or name one with -C DIR. Two saved reports are compared with `stackward diff`.',
  }),
  'repository-distrusted': ({ folder }) => ({
    what: `Git does not look into ${folder}, which another user owns.`,
    next: `git config --global --add safe.directory ${folder}`,
  }),
  'submodule-missing': ({ path, commit }) => ({
    what: `The submodule ${path} has no commit ${commit.slice(0, 12)} here.`,
    next: `git submodule update --init --recursive && git -C ${path} fetch origin ${commit}`,
  }),
  'repository-empty': ({ folder }) => ({
    what: `The repository ${folder} has no commit yet, so there is nothing to compare with.`,
    next: 'Commit first.',
  }),
  'revision-unknown': ({ revision, mend }) => ({
    what: `This clone has no revision \`${revision}\`.`,
    next: mend === '' ? '`git branch --all` and `git tag` list what there is.' : mend,
  }),
  'revision-lacks': ({ revision, folder }) => ({
    what: `The revision ${revision} has no folder ${folder || '.'}, where you stand.`,
    next: 'Run it from the top of the module as that revision has it, or name another revision.',
  }),
  'compare-lists': ({ flags }) => ({
    what: `Several flags ask for more than one build each: ${flags}. Which of them made a difference could not be told.`,
    next: 'Give several values to one flag, and one to each other: that then holds for all builds.',
  }),
  'compare-one-build': () => ({
    what: 'This is one build, and there is nothing to compare it with.',
    next: 'Say what varies: --go 1.24,1.26, --race, --pgo FILE, --tags LIST, --goarch ARCH, --gcflags FLAGS or --rev REV.',
  }),
  'compare-many': ({ builds, limit }) => ({
    what: `${builds} builds were asked for, and at most ${limit} are compared.`,
    next: 'Compare them in groups.',
  }),
  'pgo-unusable': ({ file, code, args }) => ({
    what: `${file} cannot be used for PGO: ${errorMessage(code, args).what}`,
    next: pgoNext,
  }),
  'pgo-not-cpu': ({ file, types }) => ({ what: `${file} cannot be used for PGO: it counts ${types}.`, next: pgoNext }),
  'pgo-other-program': ({ file }) => ({
    what: `No function in ${file} belongs to these packages: it is a profile of another program, and PGO would change nothing.`,
    next: 'Name the packages of the program that wrote it, or its own profile.',
  }),
  'build-command': ({ command, reason }) => ({
    what: `\`${command}\` is no command that builds a program: ${reason}.`,
    next: "Give the command alone, in one pair of quotes: --production 'CGO_ENABLED=0 go build -trimpath -tags=netgo ./cmd/app'.",
  }),
  'compare-twice': ({ label }) => ({ what: `${label} was asked for twice.`, next: 'Leave one of them out.' }),
  'no-merge-base': ({ revision, mend }) => ({
    what: `This clone knows no common ancestor of HEAD and ${revision}.`,
    next: mend === '' ? 'Their histories have nothing in common: name another revision with --base.' : mend,
  }),
  'base-unknown': ({ mend }) => ({
    what: 'Nothing says what the working tree is to be compared with: no --base, no variables of a CI, and no branch main or master.',
    next: mend === '' ? 'Name a revision: --base REV.' : `\`${mend}\`, or name a revision: --base REV.`,
  }),
  'side-failed': ({ side, label, code, args }) => {
    const { what, next } = errorMessage(code, args);
    return {
      what: `${side === 'base' ? `The base (${label})` : `The ${label}`} cannot be built: ${what}`,
      ...(next === undefined ? {} : { next }),
    };
  },
  'self-test-nowhere': () => ({
    what: 'No package of HEAD is built with these patterns and flags, so nothing can be planted.',
    next: '`stackward check` shows what is built.',
  }),
  'checkouts-nowhere': () => ({
    what: 'There is no folder to check the base out in: STACKWARD_CACHE is off, or there is no home folder.',
    next: 'Name one: STACKWARD_CACHE=/path/to/folder.',
  }),
  'checkouts-busy': ({ folder }) => ({
    what: `All places for revisions in ${folder} are in use.`,
    next: 'Wait for the other runs, or end them.',
  }),
  'bundle-exists': ({ folder }) => ({
    what: `${folder} exists already and is not empty; nothing was written.`,
    next: 'Name a new folder with -o, or remove that one.',
  }),
  'bundle-missing': ({ folder }) => ({
    what: `${folder} holds no bundle: there is no manifest.json.`,
    next: '`stackward debug gather -o DIR` makes one.',
  }),
  'bundle-damaged': ({ file, reason }) => ({ what: `The bundle is damaged: ${file}: ${reason}.`, next: 'Gather it again.' }),
  'bundle-version': ({ found, known }) => ({
    what: `This bundle says \`${found}\`; this version reads \`${known}\`.`,
    next: 'Use the stackward that made it, or gather it again.',
  }),
  'document-empty': ({ file }) => ({
    what: `${file} is empty.`,
    next: 'Was the command that should have written it stopped, or the disk full? Write it again: stackward check -f json -o FILE.',
  }),
  'document-no-json': ({ file, begins }) => ({
    what: `${file} is not JSON; it begins with ${shortened(begins)}`,
    next: 'Saved documents are written by `stackward check -f json` and `stackward explain -f json`.',
  }),
  'document-truncated': ({ file }) => ({
    what: `${file} ends too early: a part of it is missing.`,
    next: 'Copy or write it again; nothing of a part is shown.',
  }),
  'document-foreign': ({ file, found, known }) => ({
    what: `${file} is no document of stackward that can be shown: ${found === '' ? 'it has no `schema`' : `its schema is \`${found}\``}.`,
    next: `Shown are ${known}, and the folders of \`stackward debug gather\`.`,
  }),
  'document-newer': ({ file, found, known }) => ({
    what: `${file} was written by a newer stackward: \`${found}\`; this version knows ${known}.`,
    next: 'Update stackward, or write it again with this one.',
  }),
  'document-damaged': ({ file, where, reason }) => ({
    what: `${file} is damaged${where === '' ? '' : `, at ${where}`}: ${reason}.`,
    next: 'Write it again; nothing of a damaged document is shown.',
  }),
  'document-flag': ({ flag, schema, fits }) => ({ what: `\`${flag}\` does not go with a document of \`${schema}\`.`, next: fits }),
  'release-sources': ({ go, file }) => ({
    what: `${go} is not a release that this version knows, and its ${file} cannot be read.`,
    next: 'Update stackward, or choose a known release with --go 1.27.',
  }),
  'text-line-too-long': ({ limit }) => ({
    what: `A line of the compiler's text is longer than ${bytes(limit)}.`,
    next: 'Please report the module; meanwhile name fewer packages.',
  }),
  'text-block-too-large': ({ limit }) => ({
    what: `The compiler's text of one package is larger than ${bytes(limit)}.`,
    next: 'Please report the module; meanwhile name fewer packages.',
  }),
  'archive-not-go': () => ({ what: 'this is no Go package archive.', next: 'Run `go clean -cache` and try again.' }),
  'archive-version': ({ magic }) => ({
    what: `the object format \`${magic}\` is not known.`,
    next: 'Update stackward, or choose a known release with --go 1.27.',
  }),
  'archive-release': ({ goVersion }) => ({
    what: `it was compiled by ${goVersion}, a release without tables.`,
    next: 'Update stackward, or choose a known release with --go 1.27.',
  }),
  'archive-architecture': ({ goarch }) => ({
    what: `archives for ${goarch} are not read.`,
    next: 'Analyse for another architecture: --goarch amd64.',
  }),
  'archive-truncated': ({ at }) => ({ what: `it ends too early, at byte ${at}.`, next: 'Run `go clean -cache` and try again.' }),
  'archive-corrupt': ({ at, what }) => ({
    what: `it contradicts itself at byte ${at} (${what}).`,
    next: 'Run `go clean -cache` and try again.',
  }),
  'archive-limit': ({ what, limit }) => ({ what: `it holds more ${what} than ${grouped(limit)}.`, next: 'Please report the module.' }),
  'source-too-large': ({ file, bytes: size, limit }) => ({
    what: `${file} has ${bytes(size)}; at most ${bytes(limit)} of Go source are read.`,
    next: 'Leave its package out, or split the file.',
  }),
  ...executableErrors,
  ...profileErrors,
  'benchmark-text-too-large': ({ bytes: size, limit }) => ({
    what: `The benchmark text has ${bytes(size)}; at most ${bytes(limit)} are read.`,
    next: 'Keep the lines that begin with `Benchmark`, `Unit`, `goos:`, `goarch:`, `pkg:` and `cpu:`.',
  }),
  'benchmark-line-too-long': ({ line, limit }) => ({
    what: `Line ${grouped(line)} of the benchmark text is longer than ${bytes(limit)}.`,
    next: 'Take it out if it is no result; what `go test -bench` writes has shorter lines.',
  }),
  'benchmark-config-limit': ({ limit }) => ({
    what: `The configuration lines of the benchmark text make more than ${grouped(Math.floor(limit))} pairs of key and value.`,
    next: 'Take out the lines that look like `key: value` and describe no benchmark.',
  }),
  'benchmark-no-memory': ({ label }) => ({
    what: `${label} says nothing of allocs/op and B/op, and times are not judged.`,
    next: 'Run the benchmarks with -benchmem: `go test -bench=. -run=^$ -benchmem`.',
  }),
  'benchmark-no-results': ({ label, faults, failed }) => ({
    what: `${label} holds no benchmark result${faults === 0 ? '' : `, but ${count(faults, 'line')} that begin as one and cannot be read`}.`,
    next:
      failed.length === 0
        ? 'Give the output of `go test -bench=. -run=^$`.'
        : `It failed there: ${failed.map(failedWords).join(', ')}. Mend that and run again.`,
  }),
  'compare-ambiguous': ({ name }) => ({
    what: `\`${name}\` is a file here and a revision of the repository.`,
    next: `Write ./${name} for the file, or refs/heads/${name} (refs/tags/${name}) for the revision.`,
  }),
  'compare-unknown': ({ name }) => ({
    what: `\`${name}\` is neither a file nor a revision of the repository here.`,
    next: '`git log --oneline` and `git branch -a` list revisions; `stackward bench -f json -o FILE` and `go test -bench . > FILE` write files.',
  }),
  'compare-kinds': ({ one, is, other, otherIs }) => ({
    what: `${one} is ${compareWords[is]}, and ${other} ${compareWords[otherIs]}.`,
    next: 'Both have to be of one kind.',
  }),
  'compare-needs-two': ({ given }) => ({
    what: `--compare takes two names, and ${given === 0 ? 'none' : 'one'} is given.`,
    next: 'Write `stackward bench --compare old.txt new.txt`; `-` is standard input.',
  }),
  'compare-input-twice': () => ({
    what: 'Standard input can be one of the two, not both.',
    next: 'Save one of them to a file first.',
  }),
  ...baselineErrors,
  ...coverageErrors,
  'query-field': ({ field, column, near, known }) => ({
    what: `Query, column ${column}: there is no field \`${field}\`.`,
    next: near === undefined ? `Fields: ${known}. Text that holds such a sign is written in quotes.` : `Did you mean \`${near}\`?`,
  }),
  'query-value': ({ field, value, column, near, expected }) => ({
    what: `Query, column ${column}: \`${field}\` cannot be \`${value}\`.`,
    next: `${near === undefined ? '' : `Did you mean \`${near}\`? `}Expected: ${expected}.`,
  }),
  'query-operator': ({ field, operator, column }) => ({
    what: `Query, column ${column}: \`${field}\` is no number, so \`${operator}\` says nothing.`,
    next: `Write \`${field}:VALUE\`.`,
  }),
  'query-unbalanced': ({ sign, column }) => ({
    what: `Query, column ${column}: the ${/["']/.test(sign) ? 'quote' : 'parenthesis'} ${sign} has no other half.`,
    next: 'Text with blanks or parentheses is written in quotes: func:"(*Store).Get".',
  }),
  'query-term': ({ found, column }) => ({
    what: `Query, column ${column}: a term is expected, ${found === '' ? 'and the query ends' : `not \`${found}\``}.`,
    next: 'A term is text, or field:value as in outcome:allocates. Words such as `or` are text only in quotes.',
  }),
  'query-too-deep': ({ limit, column }) => ({
    what: `Query, column ${column}: parentheses stand in more than ${grouped(limit)} others.`,
    next: 'Write it flatter: field:a,b means any of them.',
  }),
  'query-too-long': ({ limit }) => ({
    what: `The query is longer than ${grouped(limit)} characters.`,
    next: 'Use `*` in a value for what its texts have in common: pkg:./store/*.',
  }),
};

/** What to do where a pattern met nothing; a file that `//go:build` leaves out is met by no pattern either. */
export function patternNext(trouble: string | undefined): string {
  // A missing package is not to be fetched when its name was mistyped.
  return troubleNext(
    trouble === 'dependency-missing' ? undefined : trouble,
    '`go list ./...` shows the packages of this module; files that a //go:build line leaves out need --tags or --goos.',
  );
}

/** The message of an error that stops a command. Unknown codes are shown raw. */
export function errorMessage(code: string, args: object): Message {
  const make = errors[code as UserErrorCode] as ((args: object) => Message) | undefined;
  return make ? make(args) : { what: `${code}: ${JSON.stringify(args)}` };
}

/** A value of a file, on one line and not longer than a glance. */
function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
