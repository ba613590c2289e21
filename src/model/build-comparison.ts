/**
 * Several builds side by side: what `stackward compare` says. Rows are written places that the builds do not agree on, columns are builds; what is the same in all is
 * counted and not listed. Each row says for each step from one build to another that changes it what changed, and why as far as the evidence of that pair shows it.
 * Within a major number of `schema` fields are only added.
 */
import type { CauseCode } from './causes.ts';
import type { ChangeCause, ComparedBenchmarks } from './comparison.ts';
import type { Cost, Execution, MeasurementHead } from './cost.ts';
import type { Counts } from './counts.ts';
import type { PinKind, PinResult } from './pin.ts';
import type { Build, Problem } from './report.ts';
import type { Outcome, SiteId, TypeRef, What } from './site.ts';
import type { Span } from './span.ts';
import type { When } from './facts.ts';
import type { Release } from './tables/release.ts';
import type { ReleaseFactCode } from './tables/release-facts.ts';

export const buildComparisonSchema = 'stackward/compare/1';

export interface BuildComparison {
  readonly schema: typeof buildComparisonSchema;
  /** In the order in which they were asked for. Each but the first that was built is compared with the one that its `against` names: that is a step. */
  readonly builds: readonly ComparedBuild[];
  /** By importance: gained, then lost, then what stays and is another; within these by cost, then rank, then place. */
  readonly rows: readonly ComparedRow[];
  /** Functions on which the builds decide otherwise whether they can be inlined, then those that are inlined at another number of calls. */
  readonly inlining: readonly InliningRow[];
  /** Written places that allocate in all builds, and in all alike. */
  readonly same: number;
  /** Places that allocate alike where it is known, and are in packages that do not compile in some build; absent where there are none. */
  readonly notKnown?: number;
  /** Rows by the gravest thing that a step of them changes: each row counts once. */
  readonly differ: Readonly<Record<DifferenceKind, number>>;
  /** Steps of rows by what they change; a step may count several times. */
  readonly differences: Readonly<Record<DifferenceKind, number>>;
  /** Pins that hold in one build and not in another; absent where the sources have none. */
  readonly pins?: readonly PinRow[];
  /** Packages in which something is gained or grows, with the benchmarks that their tests have: what is worth to be run in both builds. */
  readonly benchmarks: readonly BenchmarksOf[];
  /** Numbers of the two builds in which they are worth it; absent where fewer than two were built. */
  readonly worth?: { readonly from: number; readonly to: number };
  /** With `--bench`: how the benchmarks differ between these two. What is missing in it stands among the problems. */
  readonly measuredBenchmarks?: ComparedBenchmarks;
  /** Steps of rows with at least one reason, and without any. */
  readonly explained: number;
  readonly unexplained: number;
  /** What revisions change besides Go files, by step. Empty without revisions. */
  readonly causes: readonly StepCause[];
  /** What costs are held against: those of the sites of the first build that was built. */
  readonly measurements?: readonly MeasurementHead[];
  /** The query that chose among the places: rows and their counts are of these alone. Absent where all are meant. */
  readonly where?: string;
  /** How far what is said of other builds is true of the first one, which is shipped (`--production`). */
  readonly claims?: readonly Claim[];
  readonly problems: readonly Problem[];
}

/** What is said of one build, held against the first. */
export interface Claim {
  readonly build: number;
  /** `calls`: places whose code calls an allocator; `lines`: places of which the compiler says that they are on the heap. */
  readonly by: 'calls' | 'lines';
  /** Places. */
  readonly reported: number;
  /** … that do not allocate in the first build. */
  readonly untrue: number;
  /** Places that allocate in the first build and are not reported. */
  readonly missed: number;
}

/** A change of a step, of which `from` and `to` are the numbers of builds. */
export interface StepCause {
  readonly from: number;
  readonly to: number;
  readonly cause: ChangeCause;
}

/** One column. */
export interface ComparedBuild {
  /** What tells it from the others: `go1.24.13`, `-race`, `linux/386`, `v1.2.0`. */
  readonly label: string;
  /** `failed`: it was asked for and could not be built or compared; a problem with this label says why. */
  readonly state: 'built' | 'failed';
  /** The build that it is compared with, by its number from 0; absent of the first that was built, and of failed ones. */
  readonly against?: number;
  /** What was given for this build alone, as flags of `stackward check`: `--go=1.24`, `--race`. Empty for the plain build, and of revisions. */
  readonly flags: readonly string[];
  readonly build?: Build;
  readonly counts?: Counts;
  /** The full hash of a revision. */
  readonly revision?: string;
}

export const differenceKinds = [
  /** Allocates after the step and not before it: written in both builds, or in the later one only. */
  'gained',
  /** … and the other way. */
  'lost',
  /** It allocates in both, and calls that had its function inlined with the value on the stack call it now, or the other way. */
  'callers',
  /** Another size class, or another allocated type. */
  'size',
  'type',
  /** Another condition under which it allocates. */
  'when',
  'cause',
  /** Another number of compiled copies: its function is inlined elsewhere, or no longer. */
  'copies',
  /** Another allocator, outcome without an allocation, or wording of the compiler. */
  'words',
  /** Its file or package is in one build only. */
  'not-built',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** The gravest thing that a step of a row changes. */
export function gravestKind({ steps }: Pick<ComparedRow, 'steps'>): DifferenceKind {
  const kinds = new Set(steps.flatMap((step) => step.kinds));
  return differenceKinds.find((kind) => kinds.has(kind)) ?? 'words';
}

export interface ComparedRow {
  /** The place as the last build that has it tells it. */
  readonly site: RowSite;
  /** One for each build, in their order. */
  readonly cells: readonly Cell[];
  readonly steps: readonly RowStep[];
  /** What it cost, as the measurements tell of the build that they are of. */
  readonly cost?: readonly Cost[];
  readonly execution?: Execution;
}

export interface RowSite {
  readonly id: SiteId;
  readonly package: string;
  readonly function: string;
  readonly at: Span;
  readonly what: What;
  readonly type?: TypeRef;
  readonly subject?: string;
  readonly rank?: number;
}

/** `absent`: the build has the text and no site there. `not-built`: the file or package is not part of that build. `unknown`: the build failed. */
export type Cell = { readonly state: 'absent' | 'not-built' | 'unknown' } | SiteCell;
export type SiteCell = {
  readonly state: 'site';
  readonly when: readonly When[];
  readonly type?: TypeRef;
  readonly subject?: string;
  readonly cause: CauseCode;
  /** Symbols of the allocators that it calls, sorted, each once. */
  readonly allocators: readonly string[];
  /** Compiled copies. */
  readonly copies: number;
  /** Where it stands in this build, if not where the row says. */
  readonly at?: Span;
} & Outcome;

/** From the build that `against` names to the one that it is of: numbers of columns. */
export interface RowStep {
  readonly from: number;
  readonly to: number;
  readonly kinds: readonly DifferenceKind[];
  /** With `callers`: calls by which it allocates after the step only, and before it only. */
  readonly callers?: { readonly gained: readonly Span[]; readonly lost: readonly Span[] };
  /** The most telling first. Empty where nothing that was read explains it. */
  readonly reasons: readonly Reason[];
}

/** One function that the compiler decides otherwise about, or has inlined at more or fewer calls. */
export interface InliningRow {
  readonly package: string;
  readonly function: string;
  readonly at: Span;
  readonly cells: readonly InliningCell[];
}
/** `calls` are calls of it that are inlined in this build. */
export type InliningCell =
  | { readonly state: 'absent' | 'unknown' }
  | { readonly state: 'can'; readonly cost?: number; readonly calls: number }
  | { readonly state: 'cannot'; readonly cost?: number; readonly budget?: number; readonly reason: string; readonly calls: number };

/** A pin that is judged otherwise in some build. */
export interface PinRow {
  readonly id: string;
  readonly kind: PinKind;
  readonly package: string;
  readonly function?: string;
  readonly at: Span;
  /** One for each build, in their order. */
  readonly results: readonly (PinResult | 'absent' | 'unknown')[];
}

export interface BenchmarksOf {
  readonly package: string;
  /** Relative to the root. */
  readonly dir: string;
  /** Rows of this package in which something is gained or grows. */
  readonly rows: number;
  /** As its test files have them, without `Benchmark`, sorted. */
  readonly names: readonly string[];
}

/** Why a step changes a row: each is read from the evidence of that pair of builds. "Another Go release" is none. */
export type Reason =
  /** A call on the way is inlined in one of the two only. `at` is the call; costs and budgets where the compiler tells them. */
  | {
      readonly code: 'inlined' | 'not-inlined';
      readonly callee: string;
      readonly at?: Span;
      readonly cost?: number;
      readonly budget?: number;
      readonly words?: string;
    }
  /** The value is a constant in one of the two: the compiler's subjects. */
  | { readonly code: 'constant'; readonly from: string; readonly to: string }
  /** The size meets a limit in one of the two. Bytes. */
  | { readonly code: 'size-limit'; readonly limit: number; readonly size: number; readonly exceeded: 'before' | 'after' }
  /** The type has another size, or the runtime charges another class for it. Bytes. */
  | { readonly code: 'type-size'; readonly type: string; readonly from: number; readonly to: number }
  | { readonly code: 'allocator'; readonly from: readonly string[]; readonly to: readonly string[] }
  /** The compiler decides otherwise on the value; its lines. '' where it says nothing. */
  | { readonly code: 'verdict'; readonly from: string; readonly to: string }
  /** A parameter of a callee leaks in one of the two only. Of callees that are not compiled here the compiler does not name it. */
  | { readonly code: 'parameter'; readonly callee: string; readonly parameter?: string; readonly leaks: 'before' | 'after' }
  /** It shares the call of another place in one of the two. */
  | { readonly code: 'merged'; readonly merged: 'before' | 'after'; readonly into?: Span }
  /** It stands in text of the standard library or of a dependency, which is another one. */
  | { readonly code: 'other-text'; readonly file: string; readonly function?: string }
  /** The text of the module itself was edited (revisions). */
  | { readonly code: 'edited'; readonly at: Span }
  /** A setting of the build that does this by its definition, with what shows it here: `-N`, `-l`, `-race`, `goarch`, `tags`, `pgo`, `-d=…`. */
  | { readonly code: 'setting'; readonly setting: string; readonly from: string; readonly to: string; readonly shows: string }
  /** A row of the table of release facts whose evidence is met in this pair. */
  | { readonly code: 'release-fact'; readonly fact: ReleaseFactCode; readonly since: Release };
