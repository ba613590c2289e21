import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readModule } from '../support/architecture/read-module.ts';
import { root } from '../support/repo.ts';
import { fuzzTargets } from './targets/index.ts';

/** Folders whose files take bytes or text from outside. */
const folders = ['compiler', 'object', 'profile', 'source', 'toolchain', 'store', 'config', 'query', 'model/tables'].map(
  (name) => `src/${name}/`,
);
const reads = /export (?:async )?function\*? (?:(?:read|parse|scan|open|split|load|locate)[A-Z]\w*|create\w*(?:Splitter|Stream|Reader))\(/;
/** A whole run reaches every reader there is, so what only it reaches counts as not fuzzed. */
const closed = 'src/engine/session.ts';

type Sources = ReadonlyMap<string, string>;

function sourcesBelow(folder: string): [string, string][] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .map((name) => [name, readFileSync(path.join(root, name), 'utf8')]);
}

/** Files of readers that no target reaches by imports, but through a whole run. */
function unreached(sources: Sources): string[] {
  const seen = new Set<string>([closed]);
  const open = [...sources.keys()].filter((file) => file.startsWith('test/fuzz/targets/') || file === 'test/fuzz/world.ts');
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    const text = sources.get(file);
    if (text === undefined || seen.has(file)) continue;
    seen.add(file);
    for (const { specifier } of readModule(file, text).imports)
      if (specifier.startsWith('.')) open.push(path.posix.join(path.posix.dirname(file), specifier));
  }
  return [...sources].flatMap(([file, text]) =>
    folders.some((folder) => file.startsWith(folder)) && reads.test(text) && !seen.has(file) ? file : [],
  );
}

const sources = new Map([...sourcesBelow('src'), ...sourcesBelow('test/fuzz')]);

test('every reader of outside bytes is reached by a target', () => {
  expect(unreached(sources)).toEqual([]);
});

test('a reader without a target is seen', () => {
  const planted = new Map([
    ...sources,
    ['src/store/read-planted.ts', 'export function readPlanted(bytes: Uint8Array): number { return bytes.length; }\n'],
  ]);
  expect(unreached(planted)).toEqual(['src/store/read-planted.ts']);
});

test('targets have names of their own, and docs/limits.md has a row for each', () => {
  const names = fuzzTargets.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const text = readFileSync(path.join(root, 'docs/limits.md'), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  expect(names.filter((name) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
});
