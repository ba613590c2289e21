/**
 * The probability that U is at most `most` for samples without equal values. With p(n, m, u) that of u, the largest of all n + m
 * values is in the first sample with n / (n + m), and then above all m of the other (Mann and Whitney 1947):
 * p(n, m, u) = (n p(n − 1, m, u − m) + m p(n, m − 1, u)) / (n + m). The terms are computed in benchstat's order, so that a p on the edge of
 * alpha falls on the same side.
 */
export function chanceUpTo(most: number, n1: number, n2: number): number {
  // Sizes are those of `-count`: the same for thousands of benchmarks.
  const key = (most * 64 + n1) * 64 + n2;
  const found = known.get(key) ?? computeChance(most, n1, n2);
  known.set(key, found);
  return found;
}

/** At most 50 × 50 sizes with 1250 values of U each. */
const known = new Map<number, number>();

function computeChance(most: number, n1: number, n2: number): number {
  const [less, more] = [Math.min(n1, n2), Math.max(n1, n2)];
  const width = most + 1;
  // rows[n] is p(n, m, ·) for the m at hand; p(n, m) = p(m, n), so only n ≤ m are kept.
  const rows = Array.from({ length: less + 1 }, () => new Float64Array(width));
  for (const row of rows.slice(0, 1)) row[0] = 1;
  for (let m = 1; m <= more; m++)
    for (let n = 1; n <= Math.min(less, m); n++) {
      const row = rows[n] ?? new Float64Array(width);
      const fewer = rows[n - 1] ?? row;
      const before = n < m ? row : fewer;
      // Downwards: what is read of this row is still that of m − 1.
      for (let u = Math.min(most, n * m); u >= 0; u--) row[u] = ((u >= m ? n * (fewer[u - m] ?? 0) : 0) + m * (before[u] ?? 0)) / (n + m);
    }
  return total(rows[less]);
}

/**
 * The same where values are equal: `ties` says how many values share each place, in ascending order. All ways to pick the first sample's
 * n values are counted by their U; up to 25 + 25 values the counts are exact integers (C(50, 25) is 1.3e14).
 */
export function tiedChanceUpTo(most: number, n: number, ties: readonly number[]): number {
  const width = 2 * most + 1;
  // At k * width + w: the ways to have picked k values so far with twice their U being w. Values below that were not picked count two, equal ones one.
  const ways = new Float64Array((n + 1) * width);
  ways[0] = 1;
  let below = 0;
  for (const count of ties) {
    // Downwards, so that what is read is still without this place: one buffer for all of them.
    for (let picked = Math.min(n, below + count); picked > 0; picked--)
      for (let more = Math.max(1, picked - below); more <= Math.min(count, picked); more++) {
        const step = more * (2 * (below - picked + more) + count - more);
        const choices = choose(count, more);
        const from = (picked - more) * width;
        const to = picked * width + step;
        for (let w = 0; w + step < width; w++) ways[to + w] = (ways[to + w] ?? 0) + (ways[from + w] ?? 0) * choices;
      }
    below += count;
  }
  return total(ways.subarray(n * width)) / choose(below, n);
}

function total(row: Float64Array = new Float64Array()): number {
  return row.reduce((sum, each) => sum + each, 0);
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let taken = 1; taken <= k; taken++) result = (result * (n - taken + 1)) / taken;
  return result;
}
