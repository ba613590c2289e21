/**
 * The probability that U is at most `most` for samples without equal values. With p(n, m, u) that of u, the largest of all n + m
 * values is in the first sample with n / (n + m), and then above all m of the other (Mann and Whitney 1947):
 * p(n, m, u) = (n p(n − 1, m, u − m) + m p(n, m − 1, u)) / (n + m). The terms are computed in benchstat's order, so that a p on the edge of
 * alpha falls on the same side.
 */
export function chanceUpTo(most: number, n1: number, n2: number): number {
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
  const twice = 2 * most;
  // ways[k][w]: to have picked k values so far with twice their U being w. Values below that were not picked count two, equal ones one.
  let ways = [new Float64Array(twice + 1)];
  for (const start of ways) start[0] = 1;
  let below = 0;
  for (const count of ties) {
    const next = Array.from({ length: Math.min(n, below + count) + 1 }, () => new Float64Array(twice + 1));
    for (const [picked, row] of ways.entries())
      for (let more = 0; more <= Math.min(count, n - picked); more++) {
        const step = more * (2 * (below - picked) + (count - more));
        const choices = choose(count, more);
        const target = next[picked + more];
        if (target !== undefined)
          for (let w = 0; w + step <= twice; w++) target[w + step] = (target[w + step] ?? 0) + (row[w] ?? 0) * choices;
      }
    ways = next;
    below += count;
  }
  return total(ways[n]) / choose(below, n);
}

function total(row: Float64Array = new Float64Array()): number {
  return row.reduce((sum, each) => sum + each, 0);
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let taken = 1; taken <= k; taken++) result = (result * (n - taken + 1)) / taken;
  return result;
}
