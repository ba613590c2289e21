import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mannWhitney } from '../../../src/analysis/stats/mann-whitney.ts';
import { normalBelow, normalQuantile } from '../../../src/analysis/stats/normal.ts';

const ascending = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
const sample = (size: number, most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat({ max: most }), { minLength: size, maxLength: size }).map(ascending);

/** The plain way: every way to part all values into two samples of the same sizes, and in how many of them U is as small. */
function enumerated(first: readonly number[], second: readonly number[]): number {
  const all = [...first, ...second];
  const twiceU = (chosen: readonly number[], others: readonly number[]): number =>
    chosen.reduce((sum, a) => sum + others.reduce((part, b) => part + (a > b ? 2 : a === b ? 1 : 0), 0), 0);
  const seen = twiceU(first, second);
  const least = Math.min(seen, 2 * first.length * second.length - seen);
  if (2 * least === 2 * first.length * second.length) return 1;
  let asSmall = 0;
  let ways = 0;
  for (let mask = 0; mask < 1 << all.length; mask++) {
    const chosen = all.filter((_, index) => mask & (1 << index));
    if (chosen.length !== first.length) continue;
    ways++;
    if (
      twiceU(
        chosen,
        all.filter((_, index) => !(mask & (1 << index))),
      ) <= least
    )
      asSmall++;
  }
  return Math.min(1, (2 * asSmall) / ways);
}

describe('the U test', () => {
  test.each([1, 3, 1000])('counts as enumeration does, values up to %i', (most) => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }));
    const samples = sizes.chain(([n, m]) => fc.tuple(sample(n, most), sample(m, most)));
    fc.assert(
      fc.property(samples, ([first, second]) => {
        const p = mannWhitney(first, second);
        if (new Set([...first, ...second]).size === 1) expect(p).toBeUndefined();
        else expect(p).toBeCloseTo(enumerated(first, second), 12);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  test('an empty sample says nothing', () => {
    expect(mannWhitney([], [1])).toBeUndefined();
    expect(mannWhitney([1], [])).toBeUndefined();
  });

  test('is the same both ways for samples of one size without ties', () => {
    const pairs = fc.uniqueArray(fc.nat({ max: 100_000 }), { minLength: 20, maxLength: 120 });
    fc.assert(
      fc.property(pairs, (values) => {
        const half = values.length >> 1;
        const [first, second] = [ascending(values.slice(0, half)), ascending(values.slice(half, 2 * half))];
        expect(mannWhitney(first, second)).toBeCloseTo(mannWhitney(second, first) ?? Number.NaN, 12);
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  test('p is 0.05 to the bit for the first of 40 values, so that alpha 0.05 takes it for a difference as benchstat does', () => {
    const second = Array.from({ length: 39 }, (_, index) => index + 1);
    expect(mannWhitney([0], second)).toBe(0.05);
  });
});

test('the normal distribution: values of tables, and its quantile is its inverse', () => {
  expect(normalBelow(0)).toBe(0.5);
  expect(Math.abs(normalBelow(1.959963984540054) - 0.975)).toBeLessThan(1e-15);
  expect(Math.abs(normalBelow(-3) / 0.0013498980316300946 - 1)).toBeLessThan(1e-13);
  expect(Math.abs(normalBelow(-8) / 6.220960574271785e-16 - 1)).toBeLessThan(1e-12);
  for (const p of [1e-9, 0.005, 0.025, 0.3, 0.5, 0.9, 0.999]) expect(Math.abs(normalBelow(normalQuantile(p)) / p - 1)).toBeLessThan(1e-12);
});
