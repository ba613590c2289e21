import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { knownReleases } from '../src/model/tables/index.ts';
import { architectureOf, tellsTypes } from '../src/object/architectures.ts';
import { root } from './support/repo.ts';

// The tables of docs/platforms.md against the code and the recordings.
const text = readFileSync(path.join(root, 'docs/platforms.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const recordings = readdirSync(path.join(root, 'test/recordings')).flatMap((name) => {
  const [, release = '', goarch = ''] = /^go(1\.\d+)-\w+-(\w+)$/.exec(name) ?? [];
  return release === '' ? [] : [{ release, goarch }];
});
const architectures = '386 amd64 arm arm64 loong64 mips mipsle mips64 mips64le ppc64 ppc64le riscv64 s390x wasm'.split(' ');

function rowOf(goarch: string): readonly string[] {
  return rows.find(([, names = '']) => names.split(', ').includes(goarch)) ?? [];
}

test.each(architectures)('%s: types, calls through registers, recordings', (goarch) => {
  const [, , , types = '', indirect = '', recorded = ''] = rowOf(goarch);
  expect(types.startsWith('from the code')).toBe(tellsTypes(goarch));
  expect(indirect).toMatch(architectureOf(goarch).indirectCallsVisible ? /^(counted|as their twins)$/ : /^(not visible|as their twins)$/);
  const releases = recordings.filter((one) => one.goarch === goarch).map(({ release }) => release);
  expect(recorded).toBe(releases.length === knownReleases.length ? 'each release' : releases.length === 0 ? '–' : releases.join(', '));
});

test('the known releases have a row, and each is recorded', () => {
  expect(rows.some(([, name]) => name === knownReleases.join(', '))).toBe(true);
  expect(new Set(recordings.map(({ release }) => release))).toEqual(new Set(knownReleases));
  for (const { goarch } of recordings) expect(architectures).toContain(goarch);
});
