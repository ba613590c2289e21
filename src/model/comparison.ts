/**
 * A comparison of two builds, matched site by site: what `gate` and `diff` say. A gate is a comparison with findings. What did not change is
 * counted and not listed. Within a major number of `schema` fields are only added.
 */
import type { BaselineCounts } from './baseline.ts';
import type { Amount } from './bench.ts';
import type { BenchComparison } from './benchmark-comparison.ts';
import type { Change, WorseHow } from './change.ts';
import type { MeasurementHead } from './cost.ts';
import type { Counts } from './counts.ts';
import type { SiteAnswer } from './explanation.ts';
import type { Finding } from './finding.ts';
import type { Build, Problem } from './report.ts';
import type { Site } from './site.ts';
import type { Span } from './span.ts';

export const comparisonSchemaName = 'stackward/comparison/1';

export interface Comparison {
  readonly schema: typeof comparisonSchemaName;
  readonly base: Side;
  readonly head: Side;
  /** Why the two cannot be judged against each other; then nothing is a finding. Absent when they can. */
  readonly incomparable?: readonly Incomparable[];
  /** What the change touches besides Go files: each may explain sites that no edit explains. */
  readonly causes: readonly ChangeCause[];
  /** Each place that changed, once: new first, then worse, other-reason, moved, fixed; within these in the order of their importance. */
  readonly places: readonly ComparedPlace[];
  /** Places by state, unchanged ones too. */
  readonly states: Readonly<Record<Change, number>>;
  readonly findings: readonly Finding[];
  /** Of a gate: files that differ, and those among them that a build reads. None of these: nothing was built. */
  readonly files?: { readonly changed: number; readonly read: number };
  /** The file whose policy judged it; absent where whatever is new or worse is an error. */
  readonly policy?: string;
  /** How the sites of the head stand to a baseline. */
  readonly baseline?: BaselineCounts;
  /** Of a gate with results of benchmarks: how they differ. Times are in it, and are never judged. */
  readonly benchmarks?: ComparedBenchmarks;
  /** What costs of the head's sites are held against. */
  readonly measurements?: readonly MeasurementHead[];
  readonly problems: readonly Problem[];
}

/** What is missing in it stands among the problems of the comparison. */
export type ComparedBenchmarks = Omit<BenchComparison, 'schema' | 'problems'>;

/** One of the two builds. */
export interface Side {
  /** `merge base of main`, `working tree`, the name of a file. */
  readonly label: string;
  /** The full hash of the commit; absent for a working tree and saved bundles. */
  readonly revision?: string;
  /** Absent where nothing had to be built. */
  readonly build?: Build;
  readonly counts?: Counts;
}

/** `key-version` is of baselines. */
export const incomparableWhats = [
  'go',
  'goos',
  'goarch',
  'experiment',
  'tags',
  'gcflags',
  'goflags',
  'race',
  'cgo',
  'tests',
  'deps',
  'pgo',
  'key-version',
] as const;
export type IncomparableWhat = (typeof incomparableWhats)[number];

/** What differs between two builds that must be equal for a judgement, with both values. */
export interface Incomparable {
  readonly what: IncomparableWhat;
  readonly base: string;
  readonly head: string;
}

export const changeCauseKinds = ['go-line', 'toolchain-line', 'pgo', 'dependency'] as const;

/** A change that is a cause of its own. `from` is '' where it was not there before, `to` where it is gone. */
export interface ChangeCause {
  readonly kind: (typeof changeCauseKinds)[number];
  /** The module of a dependency, the file of a profile. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** How a pair was found; the most specific first. See analysis/difference. */
export const matchedBys = ['id', 'place', 'text', 'renamed-file', 'renamed-function', 'moved-package', 'inlining'] as const;
export type MatchedBy = (typeof matchedBys)[number];

export interface ComparedPlace {
  readonly state: Change;
  /** Absent of new places, and of those that moved here by inlining. */
  readonly base?: Site;
  /** Absent of fixed places, and of those that moved out of sight since they are inlined no more. */
  readonly head?: Site;
  readonly matchedBy?: MatchedBy;
  /** Of worse places: what is worse. */
  readonly how?: readonly WorseHow[];
  /** The change in the code that brought it, where that is known and elsewhere than the place. */
  readonly because?: Because;
  /** Of worse places that are called where they were inlined: these calls. */
  readonly callers?: readonly Span[];
  /** Of new and worse places in the text of another module: the own lines that have it inlined; none where these are not known. Such places stand behind the module's own. */
  readonly broughtAt?: readonly Span[];
  /** What it allocates in one operation of a benchmark, of the one in which that is most; where benchmarks were measured with their places. */
  readonly perOp?: BenchmarkedPlace;
  /** Of new and worse places: how the value comes to the heap, and what would keep it from there. */
  readonly explained?: Omit<SiteAnswer, 'site'>;
}

export interface BenchmarkedPlace extends Amount {
  readonly package: string;
  /** Without `Benchmark` and without processors. */
  readonly benchmark: string;
}

/** What changed elsewhere and so changed a place. `only`: no edit of the module explains it, a {@link ChangeCause} does. */
export type Because =
  /** Another line of the same function. */
  | { readonly code: 'edited'; readonly at: Span }
  | { readonly code: 'callee-changed'; readonly callee: string; readonly at: Span }
  | {
      readonly code: 'inlining-lost' | 'inlining-gained';
      readonly callee: string;
      readonly at?: Span;
      readonly cost?: number;
      readonly budget?: number;
    }
  | { readonly code: 'type-grown'; readonly type: string; readonly from: number; readonly to: number; readonly at?: Span }
  | { readonly code: 'only'; readonly cause: ChangeCause };
