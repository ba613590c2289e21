import { sumOf } from '../../analysis/bench/explain-benchmark.ts';
import type { Amount } from '../../model/bench.ts';
import type { Profile } from '../../model/profile.ts';
import { totalsOf } from '../../model/profile-values.ts';
import { heapValues } from '../../profile/heap-values.ts';
import type { Runs } from './measure-benchmark.ts';

/** How many operations the difference of the profiles is of. */
export function operationsOf({ operations: [fewer, more], runs }: Runs): number {
  return (more - fewer) * runs;
}

/** What the shorter run has besides its operations. */
export function setUpOf({ fewer, difference, operations, runs }: Runs, between: number): Amount {
  const [first, more] = [totals(fewer), totals(difference)];
  const part = operations[0] / between;
  return { objects: first.objects / runs - more.objects * part, bytes: first.bytes / runs - more.bytes * part };
}

function totals(profile: Profile): Amount {
  if (profile.samples.count === 0) return sumOf([]);
  const { allocObjects, allocSpace } = heapValues(profile, 'profile');
  const sums = totalsOf(profile);
  return { objects: Number(sums[allocObjects] ?? 0n), bytes: Number(sums[allocSpace] ?? 0n) };
}

export function medianOf(amounts: readonly Amount[]): Amount {
  const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  return { objects: middle(amounts.map(({ objects }) => objects)), bytes: middle(amounts.map(({ bytes }) => bytes)) };
}

export function spreadOf(amounts: readonly Amount[]): { between?: readonly [Amount, Amount] } {
  const [objects, bytes] = [amounts.map((one) => one.objects), amounts.map((one) => one.bytes)];
  const low = { objects: Math.min(...objects), bytes: Math.min(...bytes) };
  const high = { objects: Math.max(...objects), bytes: Math.max(...bytes) };
  return low.objects === high.objects && low.bytes === high.bytes ? {} : { between: [low, high] };
}
