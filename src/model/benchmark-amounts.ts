import type { Amount } from './bench.ts';
import type { Span } from './span.ts';

/** What is judged of benchmarks: what they allocate. Times are shown and never judged, since a machine has its moods. */
export const judgedUnits = ['allocs/op', 'B/op'] as const;
export type JudgedUnit = (typeof judgedUnits)[number];

/** What one benchmark says in one unit, on the sides that measured it. */
export interface BenchmarkAmounts {
  /** '' where the text does not say. */
  readonly package: string;
  /** Without `Benchmark`; with `-8` for GOMAXPROCS, as Go writes it. */
  readonly name: string;
  readonly unit: JudgedUnit;
  /** What the runs of the base said, ascending; empty where it has no such benchmark. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** How many runs there were of each; they may be more than what is known of them. */
  readonly runs: readonly [before: number, after: number];
  /** That both are of one distribution; absent with one side, and with too few runs for any difference to count. */
  readonly p?: number;
  /** Where it allocates in the head, the costliest first; empty where that was not measured. */
  readonly places: readonly AmountPlace[];
}

export interface AmountPlace {
  readonly at: Span;
  readonly function: string;
  /** Of one operation. */
  readonly now: Amount;
  /** By how much it is more than in the base; 0 where that is not known. */
  readonly more: Amount;
}
