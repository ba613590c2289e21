/**
 * The report: what `stackward check` found. Sites are written places; calls and verdicts are their evidence.
 * Within a major number of `schema` fields are only added; readers ignore what they do not know.
 */
import type { Callees } from './callees.ts';
import type { Cause, CauseFact } from './causes.ts';
import type { ProblemCode, ProblemCodes } from './codes.ts';
import type {
  ArchiveCounts,
  ArchiveFacts,
  CallFact,
  Explanation,
  Frame,
  InlineFact,
  InlinedCallFact,
  NoteFact,
  TextCounts,
  TextFacts,
  UnknownLine,
  VerdictFact,
  VerdictKind,
  When,
} from './facts.ts';
import type { Span } from './span.ts';

export type { Span } from './span.ts';

export interface Report {
  readonly schema: 'stackward/report/1';
  /** Of several builds the first. */
  readonly build: Build;
  /**
   * Several builds of one source, in the order in which they were asked for; absent for one. Then each written place is one site, `counts` of
   * sites count these, and counts of evidence (lines, verdicts, calls, `join`, `functions`) are sums over the builds.
   */
  readonly builds?: readonly LabelledBuild[];
  /** One entry for each compiled variant, sorted by path, then variant. */
  readonly packages: readonly Package[];
  /** Sorted by package, file, line, what, type. */
  readonly sites: readonly Site[];
  readonly problems: readonly Problem[];
  readonly counts: Counts;
  /** With `--callees`: calls to functions outside the module, with what they mean for the heap. */
  readonly callees?: Callees;
  /** With `--facts`: what was read, before any grouping. */
  readonly facts?: Facts;
}

export interface Build {
  readonly stackward: string;
  /** `go1.26.8` */
  readonly go: string;
  readonly goos: string;
  readonly goarch: string;
  readonly experiment: string;
  readonly tags: readonly string[];
  /** The user's own compiler flags, without those that stackward adds. */
  readonly gcflags: string;
  readonly race: boolean;
  readonly cgo: boolean;
  readonly tests: boolean;
  /** Patterns of dependencies that were compiled again and read too, as they were given; absent without any. */
  readonly deps?: readonly string[];
  /** Profiles that the compiler was given; with `package`, the main package whose default it is. `digest` as in bundles. */
  readonly pgo: readonly { readonly package?: string; readonly file: string; readonly digest?: string }[];
  /** Workspace modules; `dir` is relative to the root. */
  readonly modules: readonly { readonly path: string; readonly dir: string }[];
  /** From the repository's root to the module root or workspace root, '' when they are the same or there is no repository. */
  readonly prefix: string;
}

/** One build of several. */
export interface LabelledBuild extends Build {
  /** What tells it from the others: `arm64`, `windows/amd64 -tags=a,b`. */
  readonly label: string;
  /** Of this build alone. */
  readonly counts: Counts;
}

export type PackageState = 'ok' | 'failed' | 'no-go-code';
export interface Package {
  readonly path: string;
  /** The main package of a PGO variant, or `p.test`. */
  readonly variant?: string;
  readonly name: string;
  /** Relative to the root. */
  readonly dir: string;
  readonly module: string;
  /** Go files of this variant, relative to the root. */
  readonly files: readonly string[];
  readonly state: PackageState;
  /** It was not named: a named package depends on it, and `build.deps` asked for it. */
  readonly dependency?: true;
  /** Of several builds: labels of those that have it; absent when all do. `files` are then those of all builds. */
  readonly in?: readonly string[];
}

/** What is allocated. */
export const whats = [
  'object',
  'slice',
  'growth',
  'map',
  'map-growth',
  'chan',
  'string',
  'bytes',
  'box',
  'closure',
  'variadic',
  'go',
  'defer',
  'leaves-frame',
] as const;
export type What = (typeof whats)[number];

export interface TypeRef {
  readonly name: string;
  /** Bytes of one value. */
  readonly size?: number;
  /** Bytes that the runtime charges for one object of this type (size class, header included); of single objects only. */
  readonly charged?: number;
  /** Of a slice or growth the type is that of the element. */
  readonly of: 'object' | 'element';
  /** Where the type is known from. */
  readonly known: 'operand' | 'dictionary' | 'verdict';
}

/** Names a written place across builds; see analysis/identify.ts. */
export type SiteId = string;

/** What the compiler said of a site that allocates: `append` is `append escapes to heap`; an allocation said `stack` or `nothing` is hidden. */
export const saids = ['heap', 'append', 'stack', 'nothing'] as const;
export type Said = (typeof saids)[number];
export function isHidden(said: Said): boolean {
  return said === 'stack' || said === 'nothing';
}

/**
 * Why a heap verdict needs no allocator call, each read from object code or from the compiler's expression. `dead-code`: there is no code on
 * its line. `optimized-away`: there is, and every call of the function belongs to another verdict.
 */
export const paperReasons = [
  'constant',
  'zero-size',
  'static-data',
  'small-value',
  'captures-nothing',
  'dead-code',
  'optimized-away',
] as const;
export type PaperReason = (typeof paperReasons)[number];

/** Why the join does not know whether a heap verdict allocates. */
export const unsettledReasons = ['no-object-code', 'no-position', 'no-call-no-proof'] as const;
export type UnsettledReason = (typeof unsettledReasons)[number];

export const outcomes = ['allocates', 'paper', 'merged', 'unsettled'] as const;
export type Outcome =
  | { readonly outcome: 'allocates'; readonly said: Said }
  | { readonly outcome: 'paper'; readonly paper: PaperReason }
  /** One allocation serves several variables: the call is that of site `into`. */
  | { readonly outcome: 'merged'; readonly into: SiteId }
  | { readonly outcome: 'unsettled'; readonly why: UnsettledReason };

/** One written place where heap memory may be allocated, with its compiled copies. */
export type Site = SiteBase & Outcome;
export interface SiteBase {
  readonly id: SiteId;
  readonly package: string;
  /** The function in whose text the place stands, without its package. */
  readonly function: string;
  /** The column where a verdict of its own function tells it. */
  readonly at: Span;
  readonly what: What;
  readonly type?: TypeRef;
  /** The compiler's expression, where it said something: `&Order{...}`. */
  readonly subject?: string;
  /** Conditions of all its calls, in the order of the glossary; empty when it has none. */
  readonly when: readonly When[];
  readonly places: readonly Place[];
  /** Loop depth of the place in its function's text, where the source could be read. */
  readonly loop?: number;
  /** Written in a test file. */
  readonly test?: true;
  /** Written in a function that other packages can call. */
  readonly exported?: true;
  readonly cause: Cause;
  /** Place in the static order, from 1; see analysis/rank.ts. Only sites that allocate are ranked. */
  readonly rank?: number;
  /**
   * Of several builds: how it stands in each, in their order; a build in which it does not stand has no entry. Absent when it is the same in
   * all. What the site itself says is so in the first build in which it allocates, else in the first that has it.
   */
  readonly in?: readonly InBuild[];
}

/** A site in one build of several. */
export interface InBuild {
  /** Its label. */
  readonly build: string;
  readonly outcome: Outcome['outcome'];
  readonly said?: Said;
  readonly paper?: PaperReason;
  readonly into?: SiteId;
  readonly why?: UnsettledReason;
  /** The id that it has in a report of this build alone, where that is another one. */
  readonly id?: SiteId;
  readonly when: readonly When[];
  readonly type?: TypeRef;
  /** Compiled copies. */
  readonly copies: number;
}

/** One compiled copy of a site. */
export interface Place {
  readonly package: string;
  readonly variant?: string;
  /** The symbol that holds the copy. */
  readonly function: string;
  /** Innermost first; the last is where the compiler's lines stand. */
  readonly inline: readonly Frame[];
  /** Empty in a place that only a verdict tells of. */
  readonly calls: readonly { readonly allocator: string; readonly when: readonly When[]; readonly count: number }[];
  /** The verdicts that are joined with these calls. */
  readonly verdicts: readonly Verdict[];
  /** How they were joined: by the type in both, by the kind alone, in order among equals; `alone`: calls or verdicts without the other. */
  readonly joined: Joined;
}
export const joineds = ['type', 'kind', 'order', 'alone'] as const;
export type Joined = (typeof joineds)[number];
export interface Verdict {
  readonly kind: VerdictKind;
  readonly subject: string;
  readonly column?: number;
  readonly count: number;
}

export type ProblemEffect = 'failed' | 'incomplete' | 'notice';
export type Problem = {
  readonly [Code in ProblemCode]: {
    readonly code: Code;
    readonly args: ProblemCodes[Code];
    readonly effect: ProblemEffect;
    readonly package?: string;
    /** Of several builds: labels of those that have it; absent when all do. */
    readonly in?: readonly string[];
    /** The compiled variant that failed, where the package itself did not. */
    readonly variant?: string;
  };
}[ProblemCode];

export interface Counts {
  readonly packages: number;
  readonly packagesFailed: number;
  /** Lines of compiler text. */
  readonly lines: number;
  readonly verdicts: number;
  /** Verdicts by kind; kinds that do not occur are 0. */
  readonly byKind: Readonly<Record<VerdictKind, number>>;
  /** Calls of allocators in the object code, inlined copies and variants counted each. */
  readonly calls: number;
  /** … of these, calls that take a type whose type is unknown. */
  readonly callsTypeUnknown: number;
  readonly sites: number;
  /** Sites by outcome. */
  readonly outcomes: Readonly<Record<Outcome['outcome'], number>>;
  readonly paper: Readonly<Record<PaperReason, number>>;
  readonly unsettled: Readonly<Record<UnsettledReason, number>>;
  /** Sites that allocate, by what the compiler said; `stack` and `nothing` are hidden. */
  readonly said: Readonly<Record<Said, number>>;
  /** How the join went, in evidence rather than sites. */
  readonly join: JoinCounts;
  /** Sites written in packages that were not named, inlined or instantiated in these. */
  readonly sitesElsewhere: number;
  readonly functions: number;
  readonly unknownLines: number;
}

/** Verdicts count with their multiplicity in each variant; calls likewise. */
export interface JoinCounts {
  /** `escapes to heap` and `moved to heap` lines. */
  readonly heapVerdicts: number;
  /** … joined with a call, by how. */
  readonly joined: Readonly<Record<Exclude<Joined, 'alone'>, number>>;
  readonly paper: number;
  readonly merged: number;
  readonly unsettled: number;
  /** Printed again for a copy without code of its own. */
  readonly repeated: number;
  /** Calls that no heap or append verdict speaks of. */
  readonly hiddenCalls: number;
}

/** A compiled variant with its evidence: what the report is made of. */
export interface Unit extends Owner {
  readonly listed: Package;
  /** Folder of the module that the package belongs to, relative to the root; '.' is the root. */
  readonly moduleDir: string;
  readonly texts: readonly TextFacts[];
  readonly archive?: ArchiveFacts;
  /** Why what the compiler explains is on the heap. */
  readonly causes?: readonly CauseFact[];
  /** The compiler's explanations, when they are kept. */
  readonly explanations?: readonly Explanation[];
}

/** Facts carry the import path in `package`; the variant stands beside it. */
export interface Owner {
  readonly package: string;
  readonly variant?: string;
}
export interface Facts {
  readonly verdicts: readonly (Owner & VerdictFact)[];
  readonly calls: readonly (Owner & CallFact)[];
  readonly inlining: readonly (Owner & InlineFact)[];
  readonly inlinedCalls: readonly (Owner & InlinedCallFact)[];
  readonly notes: readonly (Owner & NoteFact)[];
  readonly unknown: readonly (Owner & UnknownLine)[];
  readonly texts: readonly (Owner & TextCounts)[];
  readonly archives: readonly (Owner & ArchiveCounts)[];
}
