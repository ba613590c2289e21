import type { BenchmarkTable } from './benchmark-comparison.ts';

/** What benchmark results of several runs say beside each other: the numbers of golang.org/x/perf/cmd/benchstat. */
export interface BenchmarkTables {
  readonly tables: readonly BenchmarkTable[];
  /** How many results each input has. */
  readonly results: readonly number[];
  /** Level of the intervals, 0.95, and the p above which a difference is not one, 0.05. */
  readonly confidence: number;
  readonly alpha: number;
  /** Metadata that contradicts what was said before: the earlier holds. */
  readonly conflicts: readonly UnitConflict[];
}

export interface UnitConflict {
  /** Of which input, and where in it. */
  readonly label: string;
  readonly line: number;
  readonly unit: string;
  readonly key: string;
  readonly value: string;
  /** What was said before. */
  readonly before: string;
}
