import type { Int64Column } from '../base/int64-column.ts';

/**
 * A profile as tables of numbers: no object for a sample, a location or a line. A row of one table names rows of another; texts are rows of
 * `strings`, where row 0 is ''.
 *
 * ```
 * samples ──locations──▶ locations ──lines──▶ lines ──functions──▶ functions ──▶ strings
 * ```
 */
export interface Profile {
  /** What each sample counts, in the file's order. */
  readonly types: readonly ValueType[];
  /** The row of `types` that is shown where none is asked for: the one that the file names, else the last. */
  readonly defaultType: number;
  readonly strings: readonly string[];
  readonly samples: Samples;
  readonly locations: Locations;
  readonly lines: Lines;
  readonly functions: Functions;
  readonly mappings: readonly Mapping[];
  /** What one sample stands for: bytes per sample of a heap profile. Undefined where the file does not say. */
  readonly periodType: ValueType | undefined;
  readonly period: bigint;
  /** When it was taken, in nanoseconds since 1970; 0 where the file does not say. */
  readonly timeNanos: bigint;
  /** 0 for a profile that is no delta. */
  readonly durationNanos: bigint;
  readonly comments: readonly string[];
  /** Regular expressions of functions whose frames are not meant to be shown; '' for none. */
  readonly dropFrames: string;
  readonly keepFrames: string;
  readonly docUrl: string;
}

export interface ValueType {
  readonly type: string;
  readonly unit: string;
}

export interface Samples {
  readonly count: number;
  /** Row `sample * types.length + type`. Negative in deltas. */
  readonly values: Int64Column;
  /** `count + 1` offsets: the stack of a sample is `locations[stackStarts[sample]]` up to `stackStarts[sample + 1]`, innermost first. */
  readonly stackStarts: Uint32Array;
  /** Rows of {@link Locations}. */
  readonly locations: Uint32Array;
  /** `count + 1` offsets into {@link Labels}. */
  readonly labelStarts: Uint32Array;
  readonly labels: Labels;
}

/** A label is a text, or a number with a unit: it is a number where `texts` has row 0. */
export interface Labels {
  readonly keys: Uint32Array;
  readonly texts: Uint32Array;
  readonly numbers: Int64Column;
  readonly units: Uint32Array;
}

export interface Locations {
  readonly count: number;
  /** `count + 1` offsets: a location's rows of {@link Lines}. Several are inlined calls, the last is the outermost caller. */
  readonly lineStarts: Uint32Array;
  /** In the address space of the process, before `mappings` are taken off. */
  readonly addresses: BigUint64Array;
  /** Rows of `mappings`; -1 for none. */
  readonly mappings: Int32Array;
  /** 1 where other locations may have been folded into this one. */
  readonly isFolded: Uint8Array;
}

export interface Lines {
  readonly count: number;
  /** Rows of {@link Functions}. */
  readonly functions: Uint32Array;
  /** From 1; 0 where it is not known. */
  readonly numbers: Int64Column;
  /** From 1; 0 where it is not known, as in all profiles of Go's runtime. */
  readonly columns: Int64Column;
}

export interface Functions {
  readonly count: number;
  /** Rows of `strings`. */
  readonly names: Uint32Array;
  readonly systemNames: Uint32Array;
  readonly files: Uint32Array;
  /** Where the function begins; 0 where it is not known. */
  readonly startLines: Int64Column;
}

/** Functions with their names, files and first lines, whether a profile names them or a linked program has them. */
export interface NamedFunctions {
  readonly functions: Pick<Functions, 'count' | 'names' | 'files' | 'startLines'>;
  readonly strings: readonly string[];
}

/** A file that was mapped into the process: first of all its binary. */
export interface Mapping {
  readonly start: bigint;
  readonly limit: bigint;
  readonly offset: bigint;
  readonly file: string;
  /** The GNU build id of the binary, in hexadecimal. */
  readonly buildId: string;
  readonly hasFunctions: boolean;
  readonly hasFileNames: boolean;
  readonly hasLineNumbers: boolean;
  readonly hasInlineFrames: boolean;
}

/** `runtime.MemStats` as `heap?debug=1` prints it, by Go's names of its fields. Counters are exact: total bytes pass 2⁵³ within months. */
export interface MemStats {
  /** Single numbers: `Alloc`, `TotalAlloc`, `HeapObjects`, `StackInuse`, `StackSys`, `LastGC` (nanoseconds since 1970), `MaxRSS` (bytes) … */
  readonly counters: ReadonlyMap<string, bigint>;
  /** Nanoseconds, a circle of 256: the pause of collection n stands at `(n + 255) % 256`. */
  readonly pauseNs: readonly bigint[];
  /** The ends of these pauses, in nanoseconds since 1970. */
  readonly pauseEnd: readonly bigint[];
  /** The share of the processor that the collector took since the program began, 0 to 1. */
  readonly gcCpuFraction: number;
}
