import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// The words of a real Go, which the scripted one only repeats: each case is one small module.
const scratch = outsideFolder('real-weather');
afterAll(scratch.remove);
const at = (...parts: string[]): string => path.join(scratch.path, ...parts);
const env = { ...process.env, STACKWARD_CACHE: 'off' };
const allocates = 'package a\n\nfunc New() *int { x := 1; return &x }\n';

function module(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries({ 'go.mod': 'module ex.test/m\n\ngo 1.22\n', ...files })) {
    mkdirSync(path.dirname(at(name, file)), { recursive: true });
    writeFileSync(at(name, file), text);
  }
  return at(name);
}

describe('trouble that a real Go tells', () => {
  test.concurrent.each<[string, Readonly<Record<string, string>>, readonly string[], NodeJS.ProcessEnv, number, readonly RegExp[]]>([
    [
      'an import cycle beside a sound package',
      { 'a/a.go': allocates, 'b/b.go': 'package b\n\nimport _ "ex.test/m/c"\n', 'c/c.go': 'package c\n\nimport _ "ex.test/m/b"\n' },
      [],
      {},
      3,
      [/imports ex\.test\/m\/c\n\s*imports ex\.test\/m\/b: import cycle/, /→ Take one import out/, /a\/a\.go:3/],
    ],
    [
      'a missing dependency',
      { 'a/a.go': 'package a\n\nimport _ "example.com/nothing"\n' },
      [],
      { GOFLAGS: '', GOPROXY: 'off' },
      3,
      [/because a package that it imports is not there/],
    ],
    [
      'a pattern that is mistyped',
      { 'internal/a/a.go': allocates },
      ['./intenral/...'],
      {},
      2,
      [/→ Did you mean `\.\/internal\/\.\.\.`\?/],
    ],
    [
      'an import path that is mistyped',
      { 'internal/a/a.go': allocates },
      ['ex.test/m/intrnal/a'],
      {},
      2,
      [/→ Did you mean `ex\.test\/m\/internal\/a`\?/],
    ],
    [
      'a newer Go than this',
      { 'go.mod': 'module ex.test/m\n\ngo 1.99\n', 'a/a.go': allocates },
      [],
      { GOTOOLCHAIN: 'local' },
      3,
      [/→ Update Go, or let it fetch/],
    ],
    [
      'no home',
      { 'a/a.go': allocates },
      [],
      { HOME: undefined, GOCACHE: undefined, GOPATH: undefined, GOMODCACHE: undefined, XDG_CACHE_HOME: undefined, GOENV: 'off' },
      3,
      [/→ Set HOME/],
    ],
    [
      'vendoring out of step',
      { 'go.mod': 'module ex.test/m\n\ngo 1.22\n\nrequire example.com/x v1.0.0\n', 'vendor/modules.txt': '', 'a/a.go': allocates },
      [],
      { GOFLAGS: '' },
      3,
      [/→ Run `go mod vendor`/],
    ],
    ['GOFLAGS=-n, with which nothing would be compiled', { 'a/a.go': allocates }, [], { GOFLAGS: '-n' }, 0, [/1 say heap/]],
    ['GOFLAGS=-cover', { 'a/a.go': allocates }, [], { GOFLAGS: '-cover' }, 0, [/GOFLAGS -cover\n/, /note: GOFLAGS holds -cover/]],
    [
      '--allow-broken',
      { 'a/a.go': allocates, 'b/b.go': 'package b\n\nvar x int = ""\n' },
      ['--allow-broken'],
      {},
      0,
      [/^stackward [^\n]*\nnote: 1 package did not compile/, /a\/a\.go:3/],
    ],
    [
      'a folder with spaces, quotes, a semicolon and an arrow',
      { 'sub/a.go': allocates },
      [],
      {},
      0,
      [/note: the module's path holds ;/, /sub\/a\.go:3/],
    ],
  ])('%s', async (name, files, args, more, code, says) => {
    const folder = module(name.startsWith('a folder with') ? `sp a'c"e;x=>ü` : name.replaceAll(/\W/g, '-'), files);
    const { stdout, stderr, ...ended } = await runCli(['check', '-q', ...args], { cwd: folder, env: { ...env, ...more } });
    expect([ended.code, stdout + stderr]).toEqual([code, expect.any(String)]);
    for (const pattern of says) expect(stdout + stderr).toMatch(pattern);
  });
});

test('the same module behind a symbolic link gives the same report', async () => {
  const folder = module('linked', { 'a/a.go': allocates, 'a/inner/go.mod': 'module ex.test/inner\n', 'a/inner/i.go': 'package inner\n' });
  symlinkSync(folder, at('link'));
  const check = async (cwd: string): Promise<Report> =>
    JSON.parse((await runCli(['check', '-q', '-f', 'json'], { cwd, env })).stdout) as Report;
  const [straight, linked] = [await check(folder), await check(at('link'))];
  expect(linked).toEqual(straight);
  // What has a go.mod of its own is another module.
  expect(straight.packages.map((pkg) => pkg.path)).toEqual(['ex.test/m/a']);
});
