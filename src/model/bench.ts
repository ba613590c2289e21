/**
 * The document of `stackward bench`: what the benchmarks of some packages allocate in one operation, and where. Within a major number of `schema` fields are only
 * added; readers ignore what they do not know.
 */
import type { Position } from './facts.ts';
import type { Build, Problem } from './report.ts';
import type { Site, SiteId } from './site.ts';

export const benchSchema = 'stackward/bench/1';

export interface BenchResult {
  readonly schema: typeof benchSchema;
  readonly build: Build;
  /** What was asked of `--bench`. */
  readonly bench: string;
  /** Those that were looked at, sorted; packages without test files too. */
  readonly packages: readonly { readonly path: string; readonly benchmarks: number }[];
  /** Sorted by package, name, processors. */
  readonly benchmarks: readonly Benchmark[];
  /** The sites that benchmarks name, in the order of a report. */
  readonly sites: readonly Site[];
  readonly problems: readonly Problem[];
}

export type Benchmark = MeasuredBenchmark | UnmeasuredBenchmark;

interface NamedBenchmark {
  readonly package: string;
  /** Without `Benchmark` and without processors; sub-benchmarks behind `/`. */
  readonly name: string;
  /** GOMAXPROCS while it ran. */
  readonly procs: number;
}

/** Objects and bytes: of one operation where nothing else is said. */
export interface Amount {
  readonly objects: number;
  readonly bytes: number;
}

export interface MeasuredBenchmark extends NamedBenchmark {
  readonly state: 'measured';
  /** Operations of the two runs: what one operation costs is the difference of their profiles. */
  readonly operations: readonly [fewer: number, more: number];
  /** How often the two were run (`--count`); amounts are the mean of these. */
  readonly runs: number;
  /** What the benchmark itself reports without a profile, whole numbers that Go rounded down; the median of the runs. */
  readonly reported: Amount;
  /** The lowest and highest that was reported, where runs differ. */
  readonly between?: readonly [low: Amount, high: Amount];
  /** What the profiles say of one operation, inside and outside of the timer. */
  readonly profiled: Amount;
  /** What does not depend on the number of operations: set-up, the harness, the first growth of what is kept. For the whole run. */
  readonly setUp: Amount;
  /** How objects of less than 16 bytes without pointers were counted, which share blocks; absent where there was nothing to tell apart. */
  readonly tiny?: TinyMethod;
  /** The costliest first. */
  readonly sites: readonly BenchSite[];
  /** Calls of functions outside the module, with all that was allocated below them; the costliest first. */
  readonly calls: readonly BenchCall[];
  readonly rest: readonly BenchRest[];
}

/**
 * `executions`: each site allocates whenever it is executed, and that was counted in a run of its own. `race`: the race detector gives each of them a block. `blocks`: neither
 * told them apart, and blocks are counted where their first object was made.
 */
export const tinyMethods = ['executions', 'race', 'blocks'] as const;
export type TinyMethod = (typeof tinyMethods)[number];

export interface BenchSite extends Amount {
  readonly site: SiteId;
  /** Other sites of the line: the profile does not tell which of them it was, and the amount stands at the first only. */
  readonly among?: readonly SiteId[];
  /** Objects that share blocks of 16 bytes: the bytes are those of blocks that began here. */
  readonly tiny?: true;
  /** Go does not inline calls in the loop of `b.Loop` (1.24 and 1.25): elsewhere this call may be inlined, and its object need not be on the heap. */
  readonly artefact?: true;
}

export interface BenchCall extends Amount, Position {
  readonly package: string;
  /** The function in which the call is written. */
  readonly function: string;
  /** As the profile names it: `fmt.Sprintf`. */
  readonly callee: string;
  readonly tiny?: true;
}

/**
 * What is on no site and in no call. `tiny`: objects that share blocks with those of the places in `among`. `set-up`: what the timer counted and operations do not make. `growth`: what grows makes less of
 * these the more operations there are, and both were measured over other numbers of them. `harness`: the testing package. `runtime`, `outside`, `no-site`, `not-read`: as in a profile. `unexplained`: reported and in no profile. `outside-timer`, of which amounts are negative: in the profile and
 * not reported, between StopTimer and StartTimer or in goroutines that outlive the timer.
 */
export const benchRests = [
  'tiny',
  'set-up',
  'growth',
  'harness',
  'runtime',
  'outside',
  'no-site',
  'not-read',
  'unexplained',
  'outside-timer',
] as const;
export interface BenchRest extends Amount {
  readonly reason: (typeof benchRests)[number];
  readonly first?: Position;
  readonly among?: readonly SiteId[];
}

export interface UnmeasuredBenchmark extends NamedBenchmark {
  /** `no-result`: it ended well and printed no line of results. */
  readonly state: 'failed' | 'skipped' | 'panicked' | 'timed-out' | 'no-result';
  /** Its last words. */
  readonly output: string;
}
export type UnmeasuredState = UnmeasuredBenchmark['state'];
