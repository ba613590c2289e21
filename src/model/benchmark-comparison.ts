import type { Amount, BenchCall, BenchRest } from './bench.ts';
import type { Problem } from './report.ts';
import type { Site } from './site.ts';

export const benchComparisonSchema = 'stackward/bench-comparison/1';

/** What `stackward bench --compare OLD NEW` writes: how the benchmarks of two inputs differ. */
export interface BenchComparison {
  readonly schema: typeof benchComparisonSchema;
  /** The old one, then the new one. */
  readonly inputs: readonly ComparedInput[];
  /** Level of the intervals, and the p above which a difference is not one. */
  readonly confidence: number;
  readonly alpha: number;
  /** Empty where the inputs are results of `bench`, which hold no samples. */
  readonly tables: readonly BenchmarkTable[];
  /** Where differences of allocs/op and B/op come from; absent where it is not known where both sides allocate. */
  readonly allocations?: readonly AllocationDifference[];
  /** What is missing, and what was passed over. */
  readonly problems: readonly Problem[];
}

export const inputKinds = ['file', 'standard-input', 'revision', 'working-tree', 'bench'] as const;

export interface ComparedInput {
  /** What its columns are called. */
  readonly label: string;
  readonly from: (typeof inputKinds)[number];
  /** The commit of a revision. */
  readonly commit?: string;
  /** Lines of results in it; measured benchmarks in results of `bench`. */
  readonly results: number;
}

/** How what a benchmark allocates in one operation differs, place by place. */
export interface AllocationDifference {
  readonly package: string;
  /** Without `Benchmark` and without processors. */
  readonly name: string;
  readonly procs: number;
  /** What the benchmark itself reports on both sides. */
  readonly reported: readonly [before: Amount, after: Amount];
  /** Places whose part differs, the largest difference first. */
  readonly places: readonly PlaceDifference[];
  /** The difference that is reported without those of places: what Go rounds, and places that differ by less than can be told. */
  readonly remainder: Amount;
}

/** A place whose part is another one. `gained` and `lost`: one side has nothing of it. */
export type PlaceDifference = {
  readonly change: 'gained' | 'lost' | 'more' | 'fewer';
  readonly amounts: readonly [before: Amount, after: Amount];
} & (
  | {
      readonly of: 'site';
      /** As it is after the change, where it is there. */
      readonly site: Site;
    }
  | { readonly of: 'call'; readonly call: Pick<BenchCall, 'package' | 'function' | 'callee' | 'file' | 'line'> }
  | { readonly of: 'rest'; readonly reason: BenchRest['reason'] }
);

/** Results of one unit under one configuration. */
export interface BenchmarkTable {
  /** `goos`, `pkg`, … : pairs of key and value, by key in the order in which keys came up. */
  readonly config: readonly (readonly [string, string])[];
  /** A base unit: `sec/op`, `B/op`, `allocs/op`. All numbers of the table are in it. */
  readonly unit: string;
  /** Whether it measures bytes, so that it is scaled by 1024 where it is shown. */
  readonly isBinary: boolean;
  /** `nothing`: medians and the U test. `exact`: every measurement says the same. */
  readonly assume: 'nothing' | 'exact';
  /** Undefined where neither metadata nor the unit tell. */
  readonly better?: 'higher' | 'lower';
  /** Labels of the inputs that have results here; others are compared with the first. */
  readonly columns: readonly string[];
  /** In the order in which names came up. */
  readonly rows: readonly BenchmarkRow[];
  /** One for each column. */
  readonly summaries: readonly ColumnSummary[];
}

export interface BenchmarkRow {
  /** Without `Benchmark`. */
  readonly name: string;
  /** One for each column; null where the input has no such benchmark. */
  readonly cells: readonly (BenchmarkCell | null)[];
}

export interface BenchmarkCell {
  /** Ascending. */
  readonly values: readonly number[];
  /** The median; under `exact` the value that is there most often, of several the least. */
  readonly center: number;
  /** The interval's bounds are values of the sample; undefined where it has too few for the level. */
  readonly low?: number;
  readonly high?: number;
  /** The level that the interval has in truth: at least the one that was asked for. */
  readonly confidence: number;
  readonly warnings: readonly SampleWarning[];
  /** With the first column; not in it, and not where that has no such benchmark. */
  readonly comparison?: BenchmarkDifference;
}

export interface BenchmarkDifference {
  /** That both samples come from one distribution; 0 under `exact`. */
  readonly p: number;
  /** Sizes of the samples, that of the first column first. */
  readonly sizes: readonly [number, number];
  /** The change of the centers in percent; `unclear` where p is above alpha, `from-zero` where the old one is 0 and the new one is not. */
  readonly change: number | 'unclear' | 'from-zero';
  readonly warnings: readonly DifferenceWarning[];
}

export interface ColumnSummary {
  /** Geometric mean of the centers; undefined where one is not above 0. */
  readonly mean?: number;
  /** Geometric mean of the ratios to the first column; undefined there, and where it cannot be told. */
  readonly ratio?: number;
  readonly warnings: readonly SummaryWarning[];
}

export type SampleWarning =
  /** `more`: even so many are not enough. */
  | { readonly code: 'few-for-interval'; readonly need: number; readonly more: boolean; readonly level: number }
  | { readonly code: 'not-exact'; readonly low: number; readonly high: number };
export type DifferenceWarning =
  | { readonly code: 'few-for-difference'; readonly need: number; readonly more: boolean; readonly level: number }
  | { readonly code: 'all-equal' };
export interface SummaryWarning {
  /** `other-set`: the column has other benchmarks than the first. `mean`, `ratios`: there is one that is not above 0. */
  readonly code: 'other-set' | 'mean' | 'ratios';
}
