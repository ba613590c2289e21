import type { ComparedBuild, ComparedRow } from '../../model/build-comparison.ts';

/**
 * The two builds in which benchmarks are worth to be run: the first and the last; of several that are each compared with the first, the one in which most is gained. Undefined where fewer than two
 * were built.
 */
export function worthRunning(
  builds: readonly ComparedBuild[],
  rows: readonly ComparedRow[],
): { readonly from: number; readonly to: number } | undefined {
  const [from, ...others] = builds.flatMap(({ state }, build) => (state === 'built' ? [build] : []));
  const last = others.at(-1);
  if (from === undefined || last === undefined) return undefined;
  const isStar = others.every((build) => builds[build]?.against === from);
  const gains = (build: number): number =>
    rows.filter(({ steps }) =>
      steps.some(({ to, kinds, callers }) => to === build && (kinds.includes('gained') || (callers?.gained.length ?? 0) > 0)),
    ).length;
  return { from, to: isStar ? (others.toSorted((a, b) => gains(b) - gains(a))[0] ?? last) : last };
}
