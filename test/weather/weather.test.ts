import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { goSettings, writeScriptedGo, type ScriptedAnswer } from '../support/scripted-go.ts';

// Bad weather as a user meets it: the built command line with a `go` that is scripted. Each case names the exit code, what is said and the next step.
const scratch = outsideFolder('weather');
afterAll(scratch.remove);

interface Case {
  readonly name: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Of `go env -json`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly go?: readonly ScriptedAnswer[];
  readonly files?: Readonly<Record<string, string>>;
  readonly code: number;
  readonly says: readonly RegExp[];
  readonly never?: RegExp;
}

const json = (...values: readonly object[]): string => values.map((value) => `${JSON.stringify(value, undefined, '\t')}\n`).join('');
const listing = (...values: readonly object[]): ScriptedAnswer => ({ when: ['-export'], stdout: json(...values) });
const pkg = (name: string, more: object = {}): object => ({
  ImportPath: `ex.test/m/${name}`,
  Name: name,
  Match: ['./...'],
  GoFiles: [`${name}.go`],
  Module: { Path: 'ex.test/m' },
  ...more,
});
/** A package that compiled and has nothing in it. */
const fine = pkg('fine', { GoFiles: [] });
const broken = (name: string, Err: string, more: object = {}): object => pkg(name, { Error: { Err }, ...more });
const failing = (stderr: string, code = 1): ScriptedAnswer => ({ when: ['list', '-m'], stderr, code });

const cases: readonly Case[] = [
  // The toolchain
  {
    name: 'a Go older than 1.22',
    settings: { GOVERSION: 'go1.21.13' },
    code: 3,
    says: [/This is go1\.21\.13; go1\.22 or newer/, /→ Update Go/],
  },
  { name: 'a Go older than GOVERSION itself', settings: { GOVERSION: '' }, code: 3, says: [/older than go1\.16/] },
  {
    name: 'a Go newer than known whose sources are missing',
    settings: { GOVERSION: 'go1.99.1' },
    go: [listing(pkg('p', { Export: '/nowhere/archive' }))],
    code: 3,
    says: [/go1\.99\.1 is not a release that this version knows/, /→ Update stackward/],
  },
  {
    name: 'go.mod asks for a newer Go and GOTOOLCHAIN=local',
    go: [failing('go: go.mod requires go >= 1.99 (running go 1.26.8; GOTOOLCHAIN=local)')],
    code: 3,
    says: [/requires go >= 1\.99/, /→ Update Go, or let it fetch that release: GOTOOLCHAIN=auto/],
  },
  {
    name: 'a toolchain that cannot be fetched',
    go: [
      {
        when: ['env'],
        stderr: 'go: downloading go1.99.0 (linux/amd64)\ngo: download go1.99.0 for linux/amd64: toolchain not available',
        code: 1,
      },
    ],
    code: 3,
    says: [/toolchain not available/, /→ Allow the network and the module proxy/],
  },
  {
    name: 'a GOTOOLCHAIN that is no name',
    go: [{ when: ['env'], stderr: 'go: invalid GOTOOLCHAIN "bogus"', code: 1 }],
    code: 3,
    says: [/invalid GOTOOLCHAIN "bogus"/, /→ Mend GOTOOLCHAIN/],
  },
  {
    name: 'a `go` that is another program',
    go: [{ when: ['env'], stdout: 'Let us play Go!\n' }],
    code: 3,
    says: [/could not be read, near: Let us play Go!/, /wrapper named `go`/],
  },
  {
    name: 'a `go` that fails at once',
    go: [{ when: ['env'], stderr: 'go: 1: garbage: not found', code: 127 }],
    code: 3,
    says: [/failed with code 127/, /garbage/],
  },
  {
    name: 'a `go` that is killed',
    go: [{ when: ['-export'], ends: 'SIGKILL' }],
    code: 3,
    says: [/ended by SIGKILL/, /→ The system may have run out of memory/],
  },
  { name: 'a `go` that crashes', go: [{ when: ['-export'], ends: 'SIGSEGV' }], code: 3, says: [/ended by SIGSEGV/] },
  {
    name: 'a `go` that hangs',
    args: ['--timeout', '0.5'],
    go: [{ when: ['-export'], ends: 'hang' }],
    code: 3,
    says: [/did not end within 0\.5 s/, /→ Raise --timeout/],
  },
  {
    name: 'a listing that is cut off',
    go: [{ when: ['-export'], stdout: '{"ImportPath": "ex.test/m/p", "Na' }],
    code: 3,
    says: [/`go list[^`]*` answered something that could not be read/],
  },

  // The module
  {
    name: 'not a module',
    settings: { GOMOD: '/dev/null' },
    code: 3,
    says: [/is not inside a Go module/, /→ Change into a module, or name one with -C DIR/],
  },
  {
    name: 'an empty module',
    go: [{ when: ['-export'], stderr: 'go: warning: "./..." matched no packages\n' }],
    code: 2,
    says: [/No package matches \.\/\.\.\./, /--tags/],
  },
  {
    name: 'a bad go.mod',
    go: [failing('go: errors parsing go.mod:\ngo.mod:5: usage: require module/path v1.2.3')],
    code: 3,
    says: [/go\.mod:5/, /→ Mend go\.mod/],
  },
  {
    name: 'a module path that is none',
    go: [failing('go: malformed module path "ex.test/ü": invalid char \'ü\'')],
    code: 3,
    says: [/invalid char 'ü'/, /→ Mend go\.mod/],
  },
  {
    name: 'a go.work that names what is not there',
    go: [failing('go: cannot load module m9 listed in go.work file: open m9/go.mod: no such file')],
    code: 3,
    says: [/→ Mend go\.work/, /GOWORK=off/],
  },
  {
    name: 'vendoring out of step',
    go: [
      failing(
        'go: inconsistent vendoring in /m:\n\tgolang.org/x/text@v0.14.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt',
      ),
    ],
    code: 3,
    says: [/inconsistent vendoring/, /→ Run `go mod vendor`/, /--mod mod/],
  },

  {
    name: 'GO111MODULE=off',
    settings: { GOMOD: '' },
    env: { GO111MODULE: 'off' },
    code: 3,
    says: [/GO111MODULE=off/, /→ Unset GO111MODULE/],
  },
  {
    name: 'a GOWORK that is not there',
    go: [failing('go: reading go.work: open /x/go.work: no such file or directory')],
    code: 3,
    says: [/→ Mend go\.work/],
  },
  {
    name: 'a GOROOT that is not there',
    go: [{ when: ['env'], stderr: 'go: cannot find GOROOT directory: /x', code: 2 }],
    code: 3,
    says: [/→ Unset GOROOT/],
  },
  {
    name: 'a platform that is none',
    args: ['--goos', 'plan10'],
    go: [{ when: ['-export'], stderr: 'go: unsupported GOOS/GOARCH pair plan10/amd64\n', code: 2 }],
    code: 3,
    says: [/→ `go tool dist list`/],
  },
  {
    name: 'a profile that is not there',
    args: ['--pgo', 'nope.pprof'],
    go: [listing(fine)],
    code: 2,
    says: [/Cannot read nope\.pprof: there is no such file/],
  },
  {
    name: 'a configuration with a text that no argument can hold',
    files: { 'stackward.jsonc': '{"tags": ["a\\u0000b"]}' },
    go: [listing(fine)],
    code: 3,
    says: [/→ Look at the values of the flags, and at those in stackward\.jsonc/],
  },
  { name: 'a configuration without end', args: ['--config', '/dev/zero'], code: 2, says: [/at most 256/] },

  // Patterns
  {
    name: 'a pattern that is mistyped',
    args: ['./intenral/...'],
    files: { 'internal/b/b.go': 'package b\n' },
    go: [
      listing({
        ImportPath: './intenral/...',
        Match: ['./intenral/...'],
        Error: { Err: 'pattern ./intenral/...: lstat ./intenral/: no such file or directory' },
      }),
    ],
    code: 2,
    says: [/No package matches \.\/intenral\/\.\.\.\./, /→ Did you mean `\.\/internal\/\.\.\.`\?/],
  },
  {
    name: 'an import path that is mistyped',
    args: ['net/htpp'],
    go: [
      listing({ ImportPath: 'net/htpp', Match: ['net/htpp'], Error: { Err: 'package net/htpp is not in std' } }),
      { when: ['list', 'std'], stdout: 'fmt\nnet/http\nnet/url\n' },
    ],
    code: 2,
    says: [/→ Did you mean `net\/http`\?/],
  },
  {
    name: 'one pattern of two that meets nothing',
    args: ['./...', './nope'],
    go: [listing(fine, { ImportPath: './nope', Match: ['./nope'], Error: { Err: 'stat nope: directory not found' } })],
    code: 2,
    says: [/incomplete: no package matches \.\/nope/, /→ `go list \.\/\.\.\.` shows/],
  },
  {
    name: 'a folder of another module',
    args: ['../other/...'],
    go: [
      listing({
        ImportPath: '../other/...',
        Match: ['../other/...'],
        Error: { Err: 'pattern ../other/...: directory prefix ../other does not contain main module or its selected dependencies' },
      }),
    ],
    code: 2,
    says: [/→ Run it there: -C DIR/],
  },

  // Packages
  {
    name: 'one package with a type error',
    go: [listing(fine, broken('b', 'b/b.go:3:23: undefined: y'))],
    code: 3,
    says: [/failed: ex\.test\/m\/b does not compile/, /undefined: y/, /1 package failed: nothing is known of it/],
  },
  {
    name: 'several broken packages',
    go: [listing(fine, broken('b', 'b/b.go:3:23: undefined: y'), broken('c', 'c/c.go:1:1: syntax error: unexpected {'))],
    code: 3,
    says: [/m\/b does not compile/, /m\/c does not compile/, /2 packages failed: nothing is known of them/],
  },
  {
    name: 'all packages broken',
    go: [listing(broken('b', 'undefined: y'))],
    code: 3,
    says: [/1 package failed/],
    never: /0 verdicts|allocate/,
  },
  {
    name: 'a package below a broken one, which is quoted once',
    go: [listing(broken('b', 'b/b.go:3:23: undefined: y'), pkg('c', { DepsErrors: [{ Err: 'b/b.go:3:23: undefined: y' }] }))],
    code: 3,
    says: [/m\/c was not compiled, because a dependency does not compile/, /as above/],
    never: /undefined: y[^]*undefined: y/,
  },
  {
    name: 'an import cycle',
    go: [
      listing(
        broken('a', 'import cycle not allowed', {
          Error: { Err: 'import cycle not allowed', ImportStack: ['ex.test/m/a', 'ex.test/m/b', 'ex.test/m/a'] },
        }),
      ),
    ],
    code: 3,
    says: [/imports ex\.test\/m\/b\n\s+imports ex\.test\/m\/a: import cycle not allowed/, /→ Take one import out of the cycle/],
  },
  {
    name: 'a missing dependency',
    go: [
      listing(
        pkg('a', {
          DepsErrors: [
            {
              Pos: 'a/a.go:3:8',
              Err: 'no required module provides package github.com/nobody/nothing; to add it:\n\tgo get github.com/nobody/nothing',
            },
          ],
        }),
      ),
    ],
    code: 3,
    says: [/because a package that it imports is not there/, /→ Run `go get`/],
  },
  {
    name: 'a dependency that GOPROXY=off keeps away',
    go: [listing(pkg('a', { DepsErrors: [{ Err: 'golang.org/x/text@v0.14.0: module lookup disabled by GOPROXY=off' }] }))],
    code: 3,
    says: [/a module is not in the module cache and GOPROXY=off/, /→ Run `go mod download`/],
  },
  {
    name: 'a dependency without network',
    go: [listing(pkg('a', { DepsErrors: [{ Err: 'Get "https://h.test/x.zip": dial tcp 127.0.0.1:1: connect: connection refused' }] }))],
    code: 3,
    says: [/→ Check the network and GOPROXY/],
  },
  {
    name: 'go.sum lacks a module',
    go: [listing(pkg('a', { DepsErrors: [{ Err: 'missing go.sum entry for module providing package x' }] }))],
    code: 3,
    says: [/→ Run `go mod tidy`/],
  },
  {
    name: 'cgo without a C compiler',
    go: [
      listing(
        fine,
        pkg('a', {
          DepsErrors: [{ Err: '# runtime/cgo\ncgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH' }],
        }),
      ),
    ],
    code: 3,
    says: [/because cgo needs a C compiler/, /→ Install one .* CGO_ENABLED=0/],
  },
  {
    name: 'build constraints exclude all files of a named package',
    args: ['./a'],
    go: [listing(pkg('a', { Match: ['./a'], Error: { Err: 'build constraints exclude all Go files in a' } }))],
    code: 3,
    says: [/→ Give what they ask for: --tags/],
  },
  {
    name: 'the disk is full while Go builds',
    go: [listing(fine, broken('a', 'write /b/x-d: no space left on device'))],
    code: 3,
    says: [/→ Make room/],
  },
  {
    name: 'no home folder',
    go: [
      {
        when: ['-export'],
        stderr:
          'build cache is required, but could not be located: GOCACHE is not defined and neither $XDG_CACHE_HOME nor $HOME are defined\n',
        code: 1,
      },
    ],
    code: 3,
    says: [/→ Set HOME/],
  },
  {
    name: 'a temporary folder that cannot be written',
    go: [{ when: ['-export'], stderr: 'go: creating work dir: mkdir /x/go-build1: permission denied\n', code: 1 }],
    code: 3,
    says: [/→ Set GOTMPDIR/],
  },
  {
    name: 'a build cache that cannot be written',
    go: [{ when: ['-export'], stderr: 'failed to initialize build cache at /root/x: mkdir /root/x: permission denied\n', code: 1 }],
    code: 3,
    says: [/→ Set GOCACHE/],
  },
  {
    name: 'a read-only module cache that lacks a module',
    go: [listing(pkg('a', { DepsErrors: [{ Err: 'open /mod/cache/x.lock: read-only file system' }] }))],
    code: 3,
    says: [/→ Mend the permissions/],
  },
  {
    name: 'the compiler itself fails',
    go: [listing(fine, broken('a', '# a\na.go:1:1: internal compiler error: panic'))],
    code: 3,
    says: [/go\.dev\/issue\/new/],
  },
  {
    name: 'a very long complaint is cut, and says so',
    go: [listing(broken('a', Array.from({ length: 500 }, (_, line) => `a.go:${line}: undefined`).join('\n')))],
    code: 3,
    says: [/… \(470 more lines\)/],
  },

  // --allow-broken
  {
    name: '--allow-broken says first what is missing, and then judges by the others',
    args: ['--allow-broken'],
    go: [listing(fine, broken('b', 'undefined: y'))],
    code: 0,
    says: [
      /^stackward [^\n]*\nnote: 1 package did not compile and is not in this report \(--allow-broken\): ex\.test\/m\/b\./,
      /failed: ex\.test\/m\/b does not compile/,
    ],
  },
  {
    name: '--allow-broken does not excuse a pattern that meets nothing',
    args: ['--allow-broken', './...', './nope'],
    go: [
      listing(fine, broken('b', 'undefined: y'), {
        ImportPath: './nope',
        Match: ['./nope'],
        Error: { Err: 'stat nope: directory not found' },
      }),
    ],
    code: 2,
    says: [/--allow-broken/, /no package matches/],
  },
  {
    name: '--allow-broken does not excuse Go itself',
    args: ['--allow-broken'],
    go: [failing('go: errors parsing go.mod:')],
    code: 3,
    says: [/errors parsing go\.mod/],
  },
  {
    name: '--allow-broken says nothing where nothing is broken',
    args: ['--allow-broken'],
    go: [listing(fine)],
    code: 0,
    says: [/^stackward /],
    never: /allow-broken/,
  },

  // GOFLAGS
  ...['-cover', '-asan', '-msan', '-linkshared', '-toolexec=/bin/time', '-buildmode=plugin'].map((flag): Case => ({
    name: `GOFLAGS=${flag}`,
    settings: { GOFLAGS: flag },
    go: [listing(fine)],
    code: 0,
    says: [new RegExp(`^stackward [^\\n]* GOFLAGS ${flag}`), new RegExp(`note: GOFLAGS holds ${flag}: `), /→ GOFLAGS= before the command/],
  })),
  {
    name: 'GOFLAGS=-gcflags=-N',
    settings: { GOFLAGS: '-gcflags=-N' },
    go: [listing(fine)],
    code: 0,
    says: [/· gcflags -N/, /note: GOFLAGS holds compiler flags \(-N\)[^\n]*nothing is optimised/],
  },
  {
    name: '--gcflags=-l',
    args: ['--gcflags=-l'],
    go: [listing(fine)],
    code: 0,
    says: [/· gcflags -l/, /note: -l was given: nothing is inlined/],
  },
  {
    name: 'GOFLAGS=-race=false changes nothing',
    settings: { GOFLAGS: '-race=false -mod=mod' },
    go: [listing(fine)],
    code: 0,
    says: [/^stackward /],
    never: /note:/,
  },
  {
    name: 'GOFLAGS=-n is switched off',
    settings: { GOFLAGS: '-n' },
    go: [{ when: ['-export', '-n=false'], stdout: json(fine) }],
    code: 0,
    says: [/^stackward /],
  },
  {
    name: 'GOFLAGS that Go does not know',
    go: [failing('go: parsing $GOFLAGS: unknown flag -bogus')],
    code: 3,
    says: [/→ Look at `go env GOFLAGS`/],
  },
  {
    name: 'a compiler flag that the compiler does not know',
    args: ['--gcflags=-bogus'],
    go: [listing(broken('a', 'flag provided but not defined: -bogus\nusage: compile [options] file.go...'))],
    code: 3,
    says: [/→ Mend the flags in GOFLAGS or --gcflags/],
  },

  // Hostile words
  {
    name: 'control characters and a fake heading in Go’s words',
    go: [listing(fine, broken('b', '\u001b[2J\u0007b.go:1:1: \u202enope\r'))],
    code: 3,
    says: [/does not compile/],
    never: /[\u001b\u0007\u202e\r]/,
  },
];

function world(one: Case, index: number): { folder: string; env: NodeJS.ProcessEnv } {
  const at = path.join(scratch.path, String(index));
  const folder = path.join(at, 'm');
  const files = { 'go.mod': 'module ex.test/m\n\ngo 1.22\n', ...one.files };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  writeScriptedGo(path.join(at, 'bin'), [
    ...(one.go ?? []),
    { when: ['env'], stdout: JSON.stringify(goSettings(folder, one.settings)) },
    { when: ['list', '-m'], stdout: json({ Path: 'ex.test/m', Dir: folder }) },
  ]);
  return { folder, env: { PATH: path.join(at, 'bin'), STACKWARD_CACHE: 'off', TMPDIR: at, ...one.env } };
}

describe.skipIf(process.platform === 'win32')('bad weather', () => {
  test.concurrent.each(cases.map((one, index) => [one.name, one, index] as const))('%s', async (_, one, index) => {
    const { folder, env } = world(one, index);
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await runCli(['check', '-q', ...(one.args ?? [])], { cwd: folder, env });
    const said = stdout + stderr;
    expect([code, said]).toEqual([one.code, expect.any(String)]);
    for (const pattern of one.says) expect(said).toMatch(pattern);
    if (one.never) expect(said).not.toMatch(one.never);
    // A trouble is no bug of ours, whatever it is, and says what to do.
    expect(said).not.toMatch(/this is a bug|undefined is not|\[object Object\]/);
    if (one.code !== 0) expect(said).toContain('→');
    // Nothing is left behind, neither with the user nor among temporary files.
    expect(readdirSync(folder)).toEqual(before);
    expect(readdirSync(path.dirname(folder)).toSorted()).toEqual(['bin', 'm']);
  });
});
