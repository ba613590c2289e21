import { expect, test } from 'vitest';
import { createSampleTable } from '../../src/profile/sample-table.ts';

/** Rows of some words, many of them twice. */
function someRows(count: number): Uint32Array[] {
  return Array.from({ length: count }, (_, at) => Uint32Array.from({ length: 1 + (at % 5) }, (__, word) => (at % (count / 2)) * 31 + word));
}

/** What a Map of texts says: the same rows in another way. */
function expected(rows: readonly Uint32Array[]): number[] {
  const known = new Map<string, number>();
  return rows.map((row) => {
    const text = row.join();
    if (!known.has(text)) known.set(text, known.size);
    return known.get(text) ?? -1;
  });
}

test.each([
  ['well spread hashes', undefined],
  ['hashes that are all alike', () => 7],
  ['hashes of four values', (key: Uint32Array) => (key[0] ?? 0) & 3],
])('rows are numbered as they come, with %s', (_, hash) => {
  const rows = someRows(6000);
  const table = createSampleTable(hash);
  const since = process.cpuUsage().user;
  expect(rows.map((row) => table.row(row, row.length))).toEqual(expected(rows));
  // 9 million looks and comparisons would take longer.
  expect(process.cpuUsage().user - since).toBeLessThan(2e6);
  expect(table.count()).toBe(new Set(expected(rows)).size);
  for (const [at, row] of expected(rows).entries())
    expect([...table.words().subarray(table.starts()[row], table.starts()[row + 1])]).toEqual([...(rows[at] ?? [])]);
});
