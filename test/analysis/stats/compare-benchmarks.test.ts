import { describe, expect, test } from 'vitest';
import { compareBenchmarks } from '../../../src/analysis/stats/compare-benchmarks.ts';
import { baseUnit, betterOf, isBinaryUnit } from '../../../src/analysis/stats/units.ts';
import { readBenchmarkText } from '../../../src/profile/read-benchmark-text.ts';
import { unitConflict } from '../../../src/view/benchmark-words.ts';

const input = (label: string, text: string): { label: string; text: ReturnType<typeof readBenchmarkText> } => ({
  label,
  text: readBenchmarkText(Buffer.from(text)),
});

describe('comparing benchmarks', () => {
  test('an input without results is an error that says how many lines looked like one', () => {
    expect(() => compareBenchmarks([input('a', 'BenchmarkX 1 1 ns/op\n'), input('b', 'BenchmarkX oops 1 ns/op\nBenchmarkY 1\n')])).toThrow(
      expect.objectContaining({ name: 'UserError', code: 'benchmark-no-results', args: { label: 'b', faults: 2, failed: [] } }),
    );
  });

  test('0 ns/op stays in the table of its benchmark', () => {
    const { tables } = compareBenchmarks([input('a', 'BenchmarkX 1 0 ns/op\nBenchmarkX 1 2 ns/op\n')]);
    expect(tables.map(({ unit, rows }) => [unit, rows[0]?.cells[0]?.values])).toEqual([['sec/op', [0, 2e-9]]]);
  });

  test('metadata holds for all inputs; what contradicts it is named and does not count', () => {
    const { tables, conflicts } = compareBenchmarks([
      input('a', 'BenchmarkX 1 3 score\n'),
      input('b', 'Unit score assume=exact better=higher\nBenchmarkX 1 4 score\n'),
      input('c', '\nUnit score better=lower\nBenchmarkX 1 5 score\n'),
    ]);
    expect(tables.map(({ assume, better, columns }) => ({ assume, better, columns }))).toEqual([
      { assume: 'exact', better: 'higher', columns: ['a', 'b', 'c'] },
    ]);
    expect(conflicts.map(unitConflict)).toEqual(['c:2: better=lower for score, which was higher before']);
  });

  test('a configuration that differs parts results, unless its key is left out', () => {
    const inputs = [input('a', 'commit: 1\npkg: p\nBenchmarkX 1 3 ns/op\n'), input('b', 'commit: 2\npkg: p\nBenchmarkX 1 4 ns/op\n')];
    expect(compareBenchmarks(inputs).tables.map(({ config, columns }) => [config, columns])).toEqual([
      [
        [
          ['commit', '1'],
          ['pkg', 'p'],
        ],
        ['a'],
      ],
      [
        [
          ['commit', '2'],
          ['pkg', 'p'],
        ],
        ['b'],
      ],
    ]);
    expect(compareBenchmarks(inputs, { ignore: ['commit'] }).tables.map(({ config, columns }) => [config, columns])).toEqual([
      [[['pkg', 'p']], ['a', 'b']],
    ]);
  });

  test('a thing compared with itself has not changed', () => {
    const text = Array.from({ length: 10 }, (_, run) => `BenchmarkX 1 ${run} ns/op 16 B/op\n`).join('');
    const { tables } = compareBenchmarks([input('a', text), input('b', text)]);
    expect(tables.map(({ rows }) => rows[0]?.cells[1]?.comparison)).toEqual([
      { p: 1, sizes: [10, 10], change: 'unclear', warnings: [] },
      { p: 1, sizes: [10, 10], change: 'unclear', warnings: [{ code: 'all-equal' }] },
    ]);
  });
});

test.each([
  ['ns/op', 'sec/op', 1e-9],
  ['MB/s', 'B/s', 1e6],
  ['ns', 'sec', 1e-9],
  ['op/ns', 'op/ns', 1],
  ['p50-ns/op', 'p50-sec/op', 1e-9],
  ['x/MB*ns', 'x/MB*sec', 1e-9],
  ['ns-MB', 'sec-B', 1e-3],
  ['insns/op', 'insns/op', 1],
])('%s is %s × %d', (unit, base, factor) => {
  const found = baseUnit(unit);
  expect(found.unit).toBe(base);
  expect(found.factor / factor).toBeCloseTo(1, 12);
});

test('bytes above the line are scaled by 1024', () => {
  expect(['B/op', 'text-bytes', 'MB', 'op/B', 'allocs/op', 'B', 's/op*B'].map(isBinaryUnit)).toEqual([
    true,
    true,
    true,
    false,
    false,
    true,
    true,
  ]);
  expect(['B/op', 'MB/s', 'score'].map(betterOf)).toEqual(['lower', 'higher', undefined]);
});
