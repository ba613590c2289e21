import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pureBuiltins } from '../support/architecture/table.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { run } from '../support/run.ts';

// A rule of a plugin that is not listed, or a misspelt one, is silently absent. So each rule relied upon has a violation planted here,
// and one run of the linter over all of them must tell exactly these.
const planted: readonly (readonly [rule: string, file: string, text: string])[] = [
  ['typescript/no-floating-promises', 'src/engine/floating.ts', 'export function f(p: () => Promise<void>): void { p(); }'],
  ['typescript/no-misused-promises', 'src/engine/misused.ts', 'export function f(p: Promise<boolean>): number { return p ? 1 : 2; }'],
  ['typescript/await-thenable', 'src/engine/await.ts', 'export async function f(n: number): Promise<void> { await n; }'],
  [
    'typescript/switch-exhaustiveness-check',
    'src/model/switch.ts',
    `export function f(k: 'a' | 'b'): number { switch (k) { case 'a': return 1; } return 0; }`,
  ],
  ['typescript/no-explicit-any', 'src/model/any.ts', 'export type T = { x: any };'],
  ['typescript/no-unsafe-assignment', 'src/model/unsafe.ts', `export const n: number = JSON.parse('1');`],
  ['typescript/no-unsafe-return', 'src/model/unsafe-return.ts', `export function f(): number { return JSON.parse('1'); }`],
  ['typescript/ban-ts-comment', 'src/model/comment.ts', '// @ts-ignore\nexport const n = 1;'],
  ['typescript/no-non-null-assertion', 'src/model/non-null.ts', 'export function f(n: number | undefined): number { return n!; }'],
  ['typescript/only-throw-error', 'src/model/throw.ts', `export function f(): never { throw 'text'; }`],
  ['typescript/consistent-type-imports', 'src/model/types.ts', `import { T } from './any.ts';\nexport type U = T;`],
  ['typescript/no-namespace', 'src/model/namespace.ts', 'export namespace N { export const n = 1; }'],
  ['import/no-cycle', 'src/base/cycle-a.ts', `import { b } from './cycle-b.ts';\nexport const a = (): number => b();`],
  ['import/no-cycle', 'src/base/cycle-b.ts', `import { a } from './cycle-a.ts';\nexport const b = (): number => a();`],
  ['import/no-default-export', 'src/model/default.ts', 'export default 1;'],
  ['eslint/no-restricted-imports', 'src/toolchain/fs.ts', `import { readFile } from 'node:fs/promises';\nexport const f = readFile;`],
  ['eslint/no-restricted-imports', 'src/cli/http.ts', `import { get } from 'node:http';\nexport const f = get;`],
  ['eslint/no-restricted-globals', 'src/engine/process.ts', 'export const f = (): unknown => process.env;'],
  ['eslint/no-console', 'src/report/console.ts', `console.log('x');`],
  ['eslint/no-unused-vars', 'src/model/unused.ts', 'export function f(a: number): void {}'],
  ['eslint/eqeqeq', 'src/model/equal.ts', 'export const f = (a: unknown): boolean => a == 1;'],
  ['oxc/erasing-op', 'src/model/erasing.ts', 'export const f = (a: number): number => a * 0;'],
  [
    'promise/no-callback-in-promise',
    'src/engine/callback.ts',
    'export const f = (p: Promise<void>, callback: () => void): Promise<void> => p.then(callback);',
  ],
  ['unicorn/filename-case', 'src/model/CamelCase.ts', 'export const n = 1;'],
  ['unicorn/prefer-node-protocol', 'test/protocol.test.ts', `import path from 'path';\npath.join('a');`],
  ['typescript/no-floating-promises', 'tools/floating.mjs', 'async function f() {}\nf();'],
];

/** What the overrides allow: nothing must be told here. */
const allowed: readonly (readonly [file: string, text: string])[] = [
  ['src/host/files.ts', `import { readFile } from 'node:fs/promises';\nexport const f = (): unknown => [readFile, process.env];`],
  ['src/cli/out.ts', `console.log(process.argv);`],
  ['src/object/hot.ts', 'export const f = (bytes: Uint8Array): number => bytes[0]!;'],
  [
    'src/analysis/pure.ts',
    `import { createHash } from 'node:crypto';\nimport path from 'node:path/posix';\nexport const f = [createHash, path];`,
  ],
  ['test/world.test.ts', `import { readFileSync } from 'node:fs';\nconsole.log(readFileSync(process.cwd()));`],
  ['tools/world.mjs', `import fs from 'node:fs';\nconsole.log(fs, process.argv);`],
];

// Outside, since what git ignores is not linted.
const scratch = outsideFolder('lint');
afterAll(scratch.remove);
let told: string[];

beforeAll(async () => {
  mkdirSync(path.join(scratch.path, 'test'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'test/tsconfig.json'])
    cpSync(path.join(root, name), path.join(scratch.path, name));
  symlinkSync(path.join(root, 'node_modules'), path.join(scratch.path, 'node_modules'), 'junction');
  for (const [file, text] of [...planted.map(([, ...rest]) => rest), ...allowed]) {
    mkdirSync(path.dirname(path.join(scratch.path, file)), { recursive: true });
    writeFileSync(path.join(scratch.path, file), `${text}\n`);
  }
  const { stdout } = await run(path.join(root, 'node_modules/.bin/oxlint'), ['-f', 'json', 'src', 'test', 'tools'], { cwd: scratch.path });
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
  told = diagnostics.map(({ code, filename }) => `${code.replace(/^(\S+)\((.*)\)$/, '$1/$2')} ${filename.replaceAll('\\', '/')}`);
});

test.each(planted)('%s is told for %s', (rule, file) => {
  expect(told).toContain(`${rule} ${file}`);
});

test('nothing else is told', () => {
  const expected = new Set(planted.map(([rule, file]) => `${rule} ${file}`));
  expect(told.filter((one) => !expected.has(one))).toEqual([]);
});

test('the built-ins that may be imported anywhere are those of the architecture table', () => {
  const text = readFileSync(path.join(root, '.oxlintrc.json'), 'utf8');
  const group = /"group": (\[.*\])/.exec(text)?.[1] ?? '[]';
  expect(JSON.parse(group)).toEqual(['node:*', 'node:*/*', ...pureBuiltins.map((name) => `!node:${name}`)]);
});
