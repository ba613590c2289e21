/**
 * The report: what `stackward check` found. Sites are written places; calls and verdicts are their evidence.
 * Within a major number of `schema` fields are only added; readers ignore what they do not know.
 */
import type { BaselineCounts } from './baseline.ts';
import type { Callees } from './callees.ts';
import type { ProblemCode, ProblemCodes } from './codes.ts';
import type { Measurement } from './cost.ts';
import type { Counts } from './counts.ts';
import type { Finding } from './finding.ts';
import type { Facts } from './owned-facts.ts';
import type { Allow, Pin } from './pin.ts';
import type { Site } from './site.ts';

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
  /** With `--profile` and `--cover`: what was measured, and where it is. */
  readonly measurements?: readonly Measurement[];
  /** What pins and the policy object to; absent where there are neither. Errors first, then by anchor. */
  readonly findings?: readonly Finding[];
  /** With `--baseline`: how the sites stand to it, counted. */
  readonly baseline?: BaselineCounts;
  /** Pins in the sources with how they were judged, by file and line; absent where there are no directives. */
  readonly pins?: readonly Pin[];
  /** What the sources accept. */
  readonly allows?: readonly Allow[];
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
  /** Words of GOFLAGS that make the code another one and have no field of their own (`-cover`, `-asan`); absent without any. */
  readonly goflags?: readonly string[];
  readonly race: boolean;
  readonly cgo: boolean;
  readonly tests: boolean;
  /** Patterns of dependencies that were compiled again and read too, as they were given; absent without any. */
  readonly deps?: readonly string[];
  /** Profiles that the compiler was given; with `package`, the main package whose default it is. `digest` as in bundles. */
  readonly pgo: readonly { readonly package?: string; readonly file: string; readonly digest?: string }[];
  /** Workspace modules; `dir` is relative to the root. */
  readonly modules: readonly { readonly path: string; readonly dir: string; readonly go?: string }[];
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

/** The gravest first. */
export const problemEffects = ['failed', 'incomplete', 'notice'] as const;
export type ProblemEffect = (typeof problemEffects)[number];
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
