/** Benchmark results as text says them: the format of golang.org/design/14313-benchmark-format, as golang.org/x/perf/benchfmt reads it. */
export interface BenchmarkText {
  /** In the order of the text. */
  readonly results: readonly BenchmarkResult[];
  /** What `Unit` lines say, in the order of the text; an entry for each `key=value`. */
  readonly units: readonly UnitLine[];
  /** Lines that begin as a result or a `Unit` line does and cannot be read, in the order of the text: what stands on them is missing above. */
  readonly faults: readonly BenchmarkFault[];
  /** What `go test` says of benchmarks, tests and packages that have no results, in the order of the text. */
  readonly outcomes: readonly BenchmarkOutcome[];
}

/** One whose results are read as they are asked for, once; the other lists are whole after the last of them. */
export interface OpenBenchmarkText extends Omit<BenchmarkText, 'results'> {
  readonly results: Iterable<BenchmarkResult>;
}

/** One line of results. Many share the objects of `config` and `units`. */
export interface BenchmarkResult {
  /** From 1. */
  readonly line: number;
  /** Without `Benchmark`: base name, sub-benchmarks behind `/`, `-8` for GOMAXPROCS. */
  readonly name: string;
  /** `b.N`: of how many operations the values are the average. */
  readonly iterations: number;
  /** Finite, in the unit of the same place in `units`, as they were written: `ns/op` is not turned into seconds here. */
  readonly values: readonly number[];
  /** `ns/op`, `B/op`, `allocs/op`, or what the benchmark reports itself. */
  readonly units: readonly string[];
  /** The `key: value` lines that hold for this result, by key in the order in which keys came up. */
  readonly config: BenchmarkConfig;
}

export type BenchmarkConfig = ReadonlyMap<string, string>;

/** `Unit unit key=value`: known are `better=higher|lower` and `assume=nothing|exact`. */
export interface UnitLine {
  readonly line: number;
  readonly unit: string;
  readonly key: string;
  readonly value: string;
}

export interface BenchmarkFault {
  readonly line: number;
  readonly wrong: BenchmarkWrong;
  /** The field that is meant, else the start of the line; at most 200 characters. */
  readonly text: string;
}

/**
 * What a line lacks or holds instead. `iterations` and `value` are no number of Go's syntax, the `-range` ones too large for its type;
 * `value-unfit` is NaN or infinite: it cannot be ordered among others.
 */
export type BenchmarkWrong =
  | 'iterations-missing'
  | 'iterations'
  | 'iterations-range'
  | 'values-missing'
  | 'value'
  | 'value-range'
  | 'value-unfit'
  | 'unit-missing'
  | 'metadata-unit-missing'
  | 'metadata-pair';

/** A line `--- FAIL: NAME`, `--- SKIP: NAME` (written with -v alone), `panic: WORDS` or `FAIL PACKAGE [build failed]`. */
export interface BenchmarkOutcome {
  readonly line: number;
  readonly what: 'failed' | 'skipped' | 'panicked' | 'package-failed';
  /** Of the benchmark or test as it is printed, `BenchmarkA/b`, without GOMAXPROCS; else the words of the line; at most 200 characters. */
  readonly name: string;
  /** Where the end of its package is in the text. */
  readonly package?: string;
}
