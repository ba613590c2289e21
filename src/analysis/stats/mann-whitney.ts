import { normalBelow } from './normal.ts';
import { chanceUpTo, tiedChanceUpTo } from './u-distribution.ts';

/** Largest samples whose distribution is computed and not taken for a normal one, without and with equal values: as in benchstat. */
const exactUpTo = 50;
const tiedExactUpTo = 25;

/**
 * The probability that two samples differ as much as these if they come from one distribution: the two-sided Mann-Whitney U test, as
 * benchstat's library does it (github.com/aclements/go-moremath/stats, MannWhitneyUTest). Both are ascending and hold no NaN.
 * Undefined where one is empty or all values are equal: the test says nothing.
 *
 * With equal values and samples of two sizes the distribution is not symmetric; the lower tail of the first sample's U is doubled all the
 * same, as there, so that both say the same of the same runs. What would be above 1 is 1.
 */
export function mannWhitney(first: readonly number[], second: readonly number[]): number | undefined {
  const [n1, n2] = [first.length, second.length];
  const { u, ties } = rank(first, second);
  if (n1 === 0 || n2 === 0 || ties.length === 1) return undefined;
  const isTied = ties.some((count) => count > 1);
  const pairs = n1 * n2;
  if (Math.max(n1, n2) <= (isTied ? tiedExactUpTo : exactUpTo)) {
    if (u === pairs - u) return 1;
    const least = Math.min(u, pairs - u);
    return Math.min(1, 2 * (isTied ? tiedChanceUpTo(least, n1, ties) : chanceUpTo(least, n1, n2)));
  }
  const size = n1 + n2;
  const correction = ties.reduce((sum, count) => sum + count ** 3 - count, 0) / (size * (size - 1));
  const deviation = Math.sqrt((pairs * (size + 1 - correction)) / 12);
  // The distribution is of whole numbers: half a step goes to the middle.
  const off = u - pairs / 2;
  const z = (off - Math.sign(off) * 0.5) / deviation;
  return 2 * Math.min(normalBelow(z), 1 - normalBelow(z));
}

/** U of the first sample: in how many pairs it has the larger value, ties counting half; and how many values share each place. */
function rank(first: readonly number[], second: readonly number[]): { u: number; ties: number[] } {
  const ties: number[] = [];
  let twiceU = 0;
  for (let a = 0, b = 0; a < first.length || b < second.length;) {
    const value = Math.min(first[a] ?? Infinity, second[b] ?? Infinity);
    const [fromA, fromB] = [a, b];
    while (first[a] === value) a++;
    while (second[b] === value) b++;
    twiceU += (a - fromA) * (2 * fromB + (b - fromB));
    ties.push(a - fromA + b - fromB);
  }
  return { u: twiceU / 2, ties };
}
