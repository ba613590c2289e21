import type { Claim } from '../../model/build-comparison.ts';
import type { Site } from '../../model/site.ts';
import type { DraftRow } from './rows.ts';

/** By what a column is taken for true: the calls of its code, or what the compiler says of the heap, as those do who look for `escapes` in its output. */
export type ClaimBy = Claim['by'];

/**
 * How far what is said of one build is true of another, the first column, which is shipped: places that are reported, those among them that do not allocate there, and those that allocate
 * there and are not reported.
 */
export function countClaims(
  rows: readonly Pick<DraftRow, 'cells'>[],
  shipped: number,
  columns: readonly { build: number; by: ClaimBy }[],
): Claim[] {
  return columns.map(({ build, by }) => {
    let [reported, untrue, missed] = [0, 0, 0];
    for (const { cells } of rows) {
      const [claim, truth] = [cells[build], cells[shipped]];
      const isReported = typeof claim === 'object' && (by === 'calls' ? allocates(claim) : isSaidHeap(claim));
      const isTrue = typeof truth === 'object' && allocates(truth);
      if (isReported) reported++;
      if (isReported && !isTrue) untrue++;
      if (isTrue && !isReported) missed++;
    }
    return { build, by, reported, untrue, missed };
  });
}

function allocates(site: Site): boolean {
  return site.outcome === 'allocates';
}

function isSaidHeap({ places }: Site): boolean {
  return places.some(({ verdicts }) => verdicts.some(({ kind }) => kind === 'escapes-to-heap' || kind === 'moved-to-heap'));
}
