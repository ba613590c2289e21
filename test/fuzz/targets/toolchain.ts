import { describeRun } from '../../../src/engine/about.ts';
import { chooseTables } from '../../../src/engine/release-tables.ts';
import { readBuildCommand } from '../../../src/toolchain/build-command.ts';
import { createDependencyTest } from '../../../src/toolchain/dependency-test.ts';
import { readGoEnvironment, releaseOf, type GoEnvironment } from '../../../src/toolchain/go-environment.ts';
import { goflagsValues, joinQuoted, readPatternFlags, splitQuoted } from '../../../src/toolchain/go-flags.ts';
import { createFileFinder, createFileNamer, createWordsNamer } from '../../../src/toolchain/name-files.ts';
import { rewritePatterns } from '../../../src/toolchain/patterns.ts';
import { readJsonStream } from '../../../src/toolchain/read-json-stream.ts';
import { selectRelease } from '../../../src/toolchain/select-release.ts';
import { locateWorkspace, type Workspace } from '../../../src/toolchain/workspace.ts';
import { rewriteRules } from '../../../src/toolchain/compiler-flags.ts';
import { mustHold, repeated, text, type FuzzTarget } from '../target.ts';
import { createWorld, edited, goMod, json, listed, runAndShow } from '../world.ts';
import { goAnswers } from '../../support/go-answers.ts';

const call = { cwd: '/mod', env: {} };
const workspaces: readonly Workspace[] = [
  { root: '/mod', modules: [{ path: 'ex.com/m', dir: '/mod', isMain: true }], isWork: false, prefix: '' },
  { root: 'C:/Users/a b/mod', modules: [{ path: 'ex.com/m', dir: 'C:/Users/a b/other', isMain: true }], isWork: true, prefix: 'x' },
];
const go: GoEnvironment = {
  version: 'go1.28-custom',
  release: [1, 28],
  goos: 'linux',
  goarch: 'amd64',
  hostPlatform: 'linux-amd64',
  goroot: '/go',
  modcache: '/cache',
  gocache: '/build',
  tmpdir: '',
  gomod: '/mod/go.mod',
  gowork: '',
  goflags: '',
  experiment: '',
  cgo: true,
};

const builtinlist =
  'package goobj\n\nvar builtins = [...]struct {\n\tname string\n\tabi  int\n}{\n\t{"runtime.newobject", 1},\n\t{"runtime.growslice", 1},\n}\n';
const reloctype =
  'package objabi\n\nconst (\n\tR_ADDR RelocType = 1 + iota\n\t// R_ADDRPOWER is one.\n\tR_ADDRPOWER\n\tR_CALL\n\tR_WEAK = -1 << 15\n)\n';
const symkind = 'package objabi\n\nconst (\n\tSxxx SymKind = iota\n\t// Executable.\n\tSTEXT\n\tSNOPTRDATA // data\n)\n';
const separator = '\n-- next --\n';

function lines(...texts: readonly string[]): Uint8Array[] {
  return texts.map((one) => Buffer.from(one));
}

export const fuzzTargets: readonly FuzzTarget[] = [
  {
    name: 'go-list',
    of: 'the objects of `go list -json`, through a whole run',
    form: 'json',
    words: ['"ImportPath"', '"Match": null', '\n}\n', '{\n', '"Error"', '"DepsErrors"', 'ex.com/p [ex.com/p.test]'],
    seeds: () => [
      json(listed),
      json(listed, { ...listed, ImportPath: 'fmt', Standard: true, DepOnly: true, Match: null, Export: '/none' }),
      json({
        ...listed,
        ImportPath: 'ex.com/q [ex.com/q.test]',
        ForTest: 'ex.com/q',
        Error: { Pos: 'q.go:1:1', Err: '# ex.com/q\nq.go:1:1: bad' },
      }),
      json({ ...listed, DepsErrors: [{ ImportStack: ['a'], Err: 'no' }], CgoFiles: ['c.go'], TestGoFiles: ['a_test.go'] }),
    ],
    read: (list) => runAndShow({ list }),
    grow: (bytes) => repeated(json({ ...listed, ImportPath: 'std/p', Match: null, DepOnly: true, Standard: true }), bytes),
  },
  {
    name: 'go-json-stream',
    of: 'objects behind each other',
    form: 'json',
    words: ['\n}\n', '{\n', '}', '"'],
    seeds: () => [json(listed), json({ a: [1, '\n}'] }, {}, { Path: 'x' })],
    read: (bytes) => [...readJsonStream(text(bytes))],
    grow: (bytes) => repeated(json(listed), bytes),
  },
  {
    name: 'go-env',
    of: 'the answer of `go env -json`, through a whole run',
    form: 'json',
    words: ['"GOVERSION"', 'go1.21.3', 'devel go1.28-abc', 'go1.26.8 X:simd', '/dev/null', 'off', 'wasm', '-gcflags=', "all='-l -N'"],
    seeds: () => [
      json(goAnswers),
      json({ ...goAnswers, GOFLAGS: '-gcflags=all=-l -tags=a,b -mod=mod', GOWORK: '/mod/go.work', GOARCH: 'wasm' }),
    ],
    read: (env) => runAndShow({ env }),
  },
  {
    name: 'go-env-alone',
    of: 'the answer of `go env -json`',
    form: 'json',
    words: ['"GOVERSION"', 'go1.21.3', 'devel go1.28-abc'],
    seeds: () => [json(goAnswers)],
    async read(env) {
      const run = { stackward: '0.0.0', node: '20', machine: 'linux x64', command: 'check' } as const;
      const about = await describeRun(createWorld({ env }), '/mod', run);
      return [about, await readGoEnvironment(createWorld({ env }), call)];
    },
  },
  {
    name: 'go-flags',
    of: 'GOFLAGS and values of -gcflags',
    form: 'text',
    words: ['-gcflags=', 'all=', './...=', '"', "'", '-l -N', '--tags=', ' ', '\t', '=', '-pgo=off'],
    seeds: () => lines('-gcflags=all=-l -tags=a', './p=-m "-trimpath=a b"', '-l -N', `'a "b' c`),
    read(bytes) {
      const flags = text(bytes);
      const words = splitQuoted(flags);
      const joined = joinQuoted(words);
      if (joined !== undefined) mustHold(JSON.stringify(splitQuoted(joined)) === JSON.stringify(words), 'joined words are split again');
      return [goflagsValues(flags, 'gcflags'), goflagsValues(flags, 'pgo'), readPatternFlags(flags), words];
    },
  },
  {
    name: 'build-command',
    of: 'the command that builds a program, as it stands in a script',
    form: 'text',
    words: ['CGO_ENABLED=0 ', 'go build ', ' -tags=', ' -ldflags="', "'", '\\', ' --', ' ./cmd/app', '$', '=', '\n', '-race=false'],
    seeds: () => lines('CGO_ENABLED=0 go build -trimpath -tags netgo ./cmd/app', `go install -ldflags="-s -X 'a.b=c'" .`, '-race -pgo=off'),
    read(bytes) {
      const command = readBuildCommand(text(bytes));
      mustHold(command.packages[0]?.startsWith('-') !== true || text(bytes).includes('--'), 'a flag is no package');
      return command;
    },
  },
  {
    name: 'go-modules',
    of: 'the listing of modules, go.mod and the answer of `go mod edit -json`',
    form: 'json',
    words: ['"Path"', '"Dir"', 'replace a => ../b', '"Replace": null', '\n}\n'],
    seeds: () => [
      Buffer.concat([
        json({ Path: 'ex.com/probe', Dir: '/mod' }, { Path: 'ex.com/other', Dir: 'C:\\other' }),
        Buffer.from(separator),
        json(edited),
        Buffer.from(separator),
        Buffer.from(goMod),
      ]),
    ],
    read(bytes) {
      const [modules = '', edit = '', mod = ''] = text(bytes).split(separator);
      const host = createWorld({ modules: Buffer.from(modules), edit: Buffer.from(edit), goMod: Buffer.from(mod || goMod) });
      return locateWorkspace(host, go, call).then((workspace) => rewriteRules(workspace, '/cache'));
    },
  },
  {
    name: 'go-tables',
    of: 'tables of an unknown release in its own sources',
    form: 'text',
    words: ['R_ADDR RelocType = 1 + iota', 'Sxxx SymKind = iota', '\t{"runtime.mallocgc", 1},\n', '\tR_NEW\n', '//', ')', separator],
    seeds: () => lines([builtinlist, reloctype, symkind].join(separator)),
    read(bytes) {
      const [builtins = '', relocations = '', kinds = ''] = text(bytes).split(separator);
      const tables = {
        'goobj/builtinlist.go': Buffer.from(builtins),
        'objabi/reloctype.go': Buffer.from(relocations),
        'objabi/symkind.go': Buffer.from(kinds),
      };
      return chooseTables(createWorld({ tables }), go);
    },
  },
  {
    name: 'go-versions',
    of: 'names of releases, and the list of those that can be had',
    form: 'text',
    words: ['go1.26', 'v0.0.1-go1.24.13.linux-amd64', 'rc1', 'beta2', 'devel ', '-devel_', ' X:', '1.24', '-custom'],
    seeds: () =>
      lines('golang.org/toolchain v0.0.1-go1.24.1.linux-amd64 v0.0.1-go1.24.13.linux-amd64\n1.24', 'x\ngo1.26.8 X:simd', '\n1.27rc1'),
    async read(bytes) {
      const [versions = '', asked = ''] = text(bytes).split('\n');
      releaseOf(asked);
      return selectRelease(createWorld({ versions: Buffer.from(versions) }), asked, call, { ...go, version: 'go1.26.8', release: [1, 26] });
    },
  },
  {
    name: 'file-names',
    of: 'names of files in text and archives',
    form: 'text',
    words: [
      '@root/',
      '@m0/',
      '@mod/',
      '$GOROOT/',
      '$WORK/b001/',
      '/tmp/go-build12/b001/',
      'C:\\',
      '/mod/',
      '../',
      './',
      '<autogenerated>',
      '//',
      '\\\\server\\share\\',
      '/private/v/',
    ],
    seeds: () =>
      lines(
        '@root/p/p.go',
        '$GOROOT/src/fmt/print.go',
        'C:\\Users\\a b\\mod\\p.go',
        '/cache/x@v1/x.go',
        '/tmp/go-build1/b001/_cgo_gotypes.go',
        './p.go:1:2: no, /mod/p.go',
      ),
    read(bytes) {
      const name = text(bytes);
      return workspaces.map((workspace) => {
        const shown = createFileNamer(workspace, go)(name);
        return [shown, createFileFinder(workspace, go)(shown), createWordsNamer(workspace, go)(name)];
      });
    },
  },
  {
    name: 'package-patterns',
    of: 'patterns of packages, and paths that they are tried on',
    form: 'text',
    words: ['./...', '...', 'all', 'std', 'cmd', '/vendor/', '../', 'C:\\m\\...', '.go', '\\', '(', '+'],
    seeds: () => lines('./...\nex.com/m/p', 'ex.com/.../internal/...\nex.com/a/internal/b', '/mod/p\nx', 'vendor/...\na/vendor/b'),
    read(bytes) {
      const [pattern = '', path = ''] = text(bytes).split('\n');
      return workspaces.map((workspace) => {
        const isMeant = createDependencyTest([pattern], workspace.root);
        return [
          rewritePatterns([pattern], workspace, workspace.root),
          isMeant({ ImportPath: path, Dir: path, Standard: path.length % 2 === 0 }),
        ];
      });
    },
  },
];
