import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeHost } from '../../src/host/node-host.ts';
import { readCoverage } from '../../src/profile/read-coverage.ts';
import { convertCoverage } from '../../src/toolchain/convert-coverage.ts';
import { run } from '../support/run.ts';

const files = {
  'go.mod': 'module example.com/m\n\ngo 1.22\n',
  'main.go':
    'package main\n\nimport (\n\t"os"\n\n\t"example.com/m/p"\n)\n\nfunc main() {\n\tif len(os.Args) > 1 {\n\t\tprintln(p.F(len(os.Args)))\n\t}\n}\n',
  'p/p.go':
    'package p\n\nfunc F(n int) int {\n\tif n > 2 {\n\t\treturn 1\n\t}\n\tfor i := 0; i < n; i++ {\n\t\tif i > 5 {\n\t\t\treturn i\n\t\t}\n\t}\n\treturn 0\n}\n\nfunc Unused() int { return 2 }\n',
  'p/p_test.go': 'package p\n\nimport "testing"\n\nfunc TestF(t *testing.T) { F(1) }\n',
};
const host = createNodeHost();
const env = { ...process.env, GOFLAGS: '', GOTOOLCHAIN: 'local' };
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'stackward-coverage-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function go(args: readonly string[], more: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await run('go', args, { cwd: folder, env: { ...env, ...more } });
  expect(code, stderr).toBe(0);
  return stdout;
}

/** The share of statements that `go tool cover -func` gives, and that of our blocks. */
async function shares(file: string): Promise<[string, string]> {
  const total = /total:\s+\(statements\)\s+(\S+)%/.exec(await go(['tool', 'cover', `-func=${file}`]))?.[1] ?? '';
  const blocks = readCoverage(readFileSync(path.join(folder, file))).files.flatMap((one) => one.blocks);
  const sum = (some: typeof blocks): number => some.reduce((all, { statements }) => all + statements, 0);
  return [((100 * sum(blocks.filter(({ count }) => count > 0))) / sum(blocks)).toFixed(1), total];
}

test('the profile of tests in two packages that cover each other has the total of `go tool cover`', async () => {
  await go(['test', '-coverprofile=c.txt', '-coverpkg=./...', './...']);
  const [ours, theirs] = await shares('c.txt');
  expect(theirs).not.toBe('');
  expect(ours).toBe(theirs);
});

test('two runs of a program with GOCOVERDIR are one profile', async () => {
  const data = path.join(folder, 'data');
  mkdirSync(data);
  await go(['build', '-cover', '-covermode=count', '-coverpkg=./...', '-o', 'prog.exe', '.']);
  for (const args of [[], ['x']]) {
    const { code } = await run(path.join(folder, 'prog.exe'), args, { cwd: folder, env: { ...env, GOCOVERDIR: data } });
    expect(code).toBe(0);
  }
  await convertCoverage(host, { cwd: folder, env }, data, path.join(folder, 'd.txt'));
  const { mode, files: covered } = readCoverage(readFileSync(path.join(folder, 'd.txt')));
  expect(mode).toBe('count');
  const main = covered.find(({ file }) => file === 'example.com/m/main.go');
  expect(main?.blocks.map(({ line, count }) => [line, count])).toEqual([
    [9, 2],
    [10, 1],
  ]);
  const [ours, theirs] = await shares('d.txt');
  expect(ours).toBe(theirs);
});

test('a folder without data is told from one that is missing', async () => {
  const empty = path.join(folder, 'empty');
  mkdirSync(empty);
  await convertCoverage(host, { cwd: folder, env }, empty, path.join(folder, 'e.txt'));
  expect(() => readCoverage(readFileSync(path.join(folder, 'e.txt')))).toThrow(expect.objectContaining({ code: 'coverage-not' }));
  await expect(convertCoverage(host, { cwd: folder, env }, path.join(folder, 'none'), path.join(folder, 'e.txt'))).rejects.toThrow(
    expect.objectContaining({ code: 'go-failed' }),
  );
});
