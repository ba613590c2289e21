import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkArchitecture, rowOf } from './support/architecture/check.ts';
import { nevers, table, worldlyGlobals } from './support/architecture/table.ts';
import { root } from './support/repo.ts';

function readSources(): Map<string, string> {
  const sources = new Map<string, string>();
  for (const folder of ['src', 'web', 'action']) {
    for (const name of listFiles(folder)) if (/\.tsx?$/.test(name)) sources.set(name, readFileSync(path.join(root, name), 'utf8'));
  }
  return sources;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.posix.join(folder, name.replaceAll('\\', '/')),
    );
  } catch {
    return []; // a member that does not exist yet
  }
}

test('the sources keep to the table', () => {
  const sources = readSources();
  expect(sources.size).toBeGreaterThan(0);
  expect(checkArchitecture(sources).join('\n\n')).toBe('');
});

/** Checks made-up sources and gives the violations of the files named `planted.ts`. */
function plant(files: Readonly<Record<string, string>>): string[] {
  return checkArchitecture(new Map(Object.entries(files)));
}

/** A file of the row's folder: the row itself where the row is one file. */
function fileIn(folder: string, name = 'planted.ts'): string {
  return folder.endsWith('.ts') ? folder : `${folder}/${name}`;
}

function importOf(from: string, to: string): string {
  const relative = path.posix.relative(path.posix.dirname(from), to);
  return `import { x } from '${relative.startsWith('.') ? relative : `./${relative}`}';`;
}

describe.each(table.map((row) => [row.folder, row] as const))('%s', (folder, row) => {
  const file = fileIn(folder);

  test('may import what its row names, and its own files', () => {
    for (const allowed of [...row.may, ...(folder.endsWith('.ts') ? [] : [folder])]) {
      const target = fileIn(allowed, 'other.ts');
      expect(plant({ [file]: importOf(file, target), [target]: '' })).toEqual([]);
    }
    for (const name of row.packages) expect(plant({ [file]: `import '${name}';` })).toEqual([]);
  });

  test('is told when it imports any other folder', () => {
    for (const other of table) {
      const target = fileIn(other.folder, 'other.ts');
      if (other === row || row.may.includes(other.folder)) continue;
      const found = plant({ [file]: importOf(file, target), [target]: '' });
      expect(found[0]).toContain(`${file}:1 imports ${target}`);
      expect(found[0]).toContain(`chain: ${file} → ${target}`);
      expect(found[0]).toContain(`why: ${row.why}`);
    }
  });

  test('is told when it imports another package or built-in, or reaches for a global', () => {
    expect(plant({ [file]: `import 'left-pad/sub';` })[0]).toContain(`${file}:1 imports the package left-pad`);
    const effects = plant({ [file]: `import 'node:fs/promises';` });
    if (row.builtins === 'all') expect(effects).toEqual([]);
    else expect(effects[0]).toContain(`${file}:1 imports node:fs/promises`);
    const pure = plant({ [file]: `import 'node:path';` });
    if (row.builtins === 'none') expect(pure[0]).toContain(`${file}:1 imports node:path`);
    else expect(pure).toEqual([]);
    for (const name of worldlyGlobals) {
      const found = plant({ [file]: `use(${name === 'new Date' ? 'new Date()' : name});` });
      if (row.globals.includes(name)) expect(found).toEqual([]);
      else expect(found[0]).toContain(`${file}:1 uses ${name}`);
    }
  });
});

test.each(nevers)('$from must never reach $to, however long the chain', ({ from, to, why }) => {
  for (const folder of from) {
    const [first, second] = [fileIn(folder, 'first.ts'), fileIn(folder, 'second.ts')];
    const target = to === 'node:' ? 'node:path' : `${to}/end.ts`;
    const last = to === 'node:' ? { [second]: `import 'node:path';` } : { [second]: importOf(second, target), [target]: '' };
    const found = plant({ [first]: importOf(first, second), ...last });
    expect(found.at(-1)).toBe(`${first} must never reach ${to}\n  chain: ${first} → ${second} → ${target}\n  why: ${why}`);
  }
});

test('a rule may import what rules share, and no other rule', () => {
  const shared = { 'src/rules/kind.ts': '', 'src/rules/b/rule.ts': '' };
  expect(plant({ ...shared, 'src/rules/a/rule.ts': `import '../kind.ts';` })).toEqual([]);
  expect(plant({ ...shared, 'src/rules/a/rule.ts': `import '../b/rule.ts';` })[0]).toContain('imports src/rules/b/rule.ts');
  expect(plant({ ...shared, 'src/rules/table.ts': `import './b/rule.ts';` })).toEqual([]);
});

test.each([
  [`import { x } from '../engine/e.ts';`, 'static'],
  [`import type { X } from '../engine/e.ts';`, 'type-only'],
  [`import '../engine/e.ts';`, 'for its effect'],
  [`export { x } from '../engine/e.ts';`, 're-export'],
  [`export {} from '../engine/e.ts';`, 're-export of nothing'],
  [`export type { X } from '../engine/e.ts';`, 'type re-export'],
  [`export * from '../engine/e.ts';`, 'star'],
  [`export const x = async () => (await import('../engine/e.ts')).x;`, 'dynamic'],
  [`export type X = readonly import('../engine/e.ts').X[];`, 'in a type'],
  [`import e = require('../engine/e.ts');`, 'require'],
])('sees %s (%s)', (text) => {
  expect(plant({ 'src/view/v.ts': `// one line above\n${text}`, 'src/engine/e.ts': '' })[0]).toContain(
    'src/view/v.ts:2 imports src/engine/e.ts',
  );
});

test('the chain starts at the entry that leads to the file', () => {
  const found = plant({
    'src/cli/main.ts': `import '../report/render.ts';`,
    'src/report/render.ts': `import '../view/v.ts';`,
    'src/view/v.ts': `import '../host/h.ts';`,
    'src/host/h.ts': '',
  });
  expect(found[0]).toContain('chain: src/cli/main.ts → src/report/render.ts → src/view/v.ts → src/host/h.ts');
});

test.each([
  ['import(`./${name}.ts`)', 'must be a literal'],
  [`import './gone.ts';`, 'which is no source file'],
  [`import './there';`, 'which is no source file'],
  [`import '../../test/support/repo.ts';`, 'which is no source file'],
  [`import 'path';`, 'write node:path'],
  ['import {', 'src/object/o.ts:1'],
])('cannot be led astray: %s', (text, message) => {
  expect(plant({ 'src/object/o.ts': text, 'src/object/there.ts': '' })[0]).toContain(message);
});

test('a folder without a row is told, a row without a folder is fine', () => {
  expect(plant({ 'src/util/misc.ts': '' })[0]).toContain('src/util/misc.ts:1 lies in a folder without a row');
  expect(rowOf('src/model/schema/report.ts')?.folder).toBe('src/model/schema');
  expect(plant({})).toEqual([]);
});

test.each([
  'function f(process: Process) { return process.env; }',
  'const { console } = io; console.log(1);',
  'for (const process of list) use(process);',
  'try { go(); } catch (process) { use(process); }',
  'use(io.console, { console: 1 }, host.process?.env);',
  'export type P = typeof process; let p: typeof console | undefined; use(p);',
  'class A { console = 1; process() { return this.console; } }',
  `import { process } from './own.ts'; use(process);`,
  'const f = ({ io: { process = 1 } }) => process; switch (f) { case 1: const console = 2; use(console); }',
  'use(new Date(0), Date.parse(text), Math.max(1, 2));',
])('a name of its own is no global: %s', (text) => {
  expect(plant({ 'src/model/m.ts': text, 'src/model/own.ts': '' })).toEqual([]);
});

test.each([
  ['{ const process = 1; use(process); } use(process);', 'process'],
  ['const f = (console) => 1; console.log(f);', 'console'],
  ['const o = { process };', 'process'],
  ['use(process as unknown);', 'process'],
  ['use(globalThis.process);', 'globalThis'],
  ['const { env = process.env } = io;', 'process'],
  ['const now = Date.now;', 'Date.now'],
  ['`${Date()}`', 'new Date'],
])('a global is one in spite of a namesake: %s', (text, name) => {
  expect(plant({ 'src/model/m.ts': text })[0]).toContain(`src/model/m.ts:1 uses ${name}`);
});
