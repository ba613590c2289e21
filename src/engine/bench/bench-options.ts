/** What `stackward bench` was asked, besides how to build. */
export interface BenchOptions {
  /** A regular expression of Go, as for `go test -bench`; default `.`. */
  readonly bench?: string;
  /** Operations of the first of two runs (`100x`), or how long one may take (`2s`) of which the number follows. */
  readonly benchtime?: string;
  /** How often each pair of runs is made; default 1. */
  readonly count?: number;
  /** Values of GOMAXPROCS, each measured; default: the machine's own. */
  readonly cpu?: readonly number[];
  /** Do not build with the race detector, which tells objects apart that share blocks. */
  readonly noRace?: boolean;
  /** Longest time for one process of a benchmark, in milliseconds; default {@link defaultRunMs}. */
  readonly runMs?: number;
}

/** What a benchmark may take that does not hang: the slowest in std have some 10 s for an operation. */
export const defaultRunMs = 120_000;

/** How many operations fit; `x` fixes the number. */
export type Benchtime = { readonly operations: number } | { readonly milliseconds: number };

/** Long enough for thousands of operations of a microsecond though each allocation is recorded, which takes about one more. */
export const defaultBenchtime = '500ms';
const units: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Reads it as `go test` does (testing/benchmark.go, `durationOrCountFlag`); undefined for what is neither a number of operations nor a duration above 0. */
export function readBenchtime(text: string = defaultBenchtime): Benchtime | undefined {
  const operations = /^(\d{1,9})x$/.exec(text)?.[1];
  if (operations !== undefined) return Number(operations) > 0 ? { operations: Number(operations) } : undefined;
  if (!/^(?:\d+(?:\.\d*)?(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined;
  let milliseconds = 0;
  for (const [, value, unit] of text.matchAll(/(\d+(?:\.\d*)?)(ns|us|µs|μs|ms|s|m|h)/g))
    milliseconds += Number(value) * (units[unit ?? ''] ?? 0);
  return milliseconds > 0 ? { milliseconds } : undefined;
}
