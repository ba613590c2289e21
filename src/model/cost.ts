/**
 * What running code cost, as profiles tell it: layer 3. Numbers are those of the profile, scaled as it scales them; they are estimates wherever
 * the runtime sampled.
 */
import type { CoverageMode } from './coverage.ts';
import type { Position } from './facts.ts';

/** The four values of a heap profile: objects are counts, spaces are bytes. In-use values are of the last completed collection. */
export const valueNames = ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space'] as const;
export type ValueName = (typeof valueNames)[number];
/** Negative in deltas. */
export type Values = Readonly<Record<ValueName, number>>;

/** What one site cost in one measurement. A site without one: nothing is known of it. */
export interface Cost {
  /** `Measurement.id`. */
  readonly from: number;
  readonly values: Values;
  /** Allocations that were sampled: what the values are estimated from. */
  readonly samples: number;
  /** The estimate of `alloc_space` lies between these with 95 % certainty, as far as sampling goes; absent where all were recorded, and of deltas. */
  readonly between?: readonly [low: number, high: number];
  /** Ids of other sites of the line: the profile does not tell which of them it was, and the values stand at each. */
  readonly among?: readonly string[];
  /**
   * Some of these are blocks of 16 bytes that pointer-free objects of less than 16 share, whichever sites make them: a block is counted, with all of its bytes,
   * where its first object was made. So there were as many objects here or more, and other sites may have objects that no profile shows.
   */
  readonly tiny?: true;
  /** What would be gone with the site; absent of differences. */
  readonly saves?: Saving;
}

export const holdsPointersAnswers = ['yes', 'no', 'unknown'] as const;
export type HoldsPointers = (typeof holdsPointersAnswers)[number];

/** Shares from 0 to 1, each between two bounds: of sampling (95 %), of sites that cannot be told apart, of types that are not known. */
export interface Saving {
  /** Of collections: the site's part of all bytes that were allocated. */
  readonly cycles: readonly [low: number, high: number];
  /** Of the work of one collection: the site's part of the bytes in use that may hold pointers. Absent where nothing was in use. */
  readonly marking?: readonly [low: number, high: number];
  /** Whether what it allocates holds pointers. */
  readonly pointers: HoldsPointers;
}

/** How much less the collector would surely do without a site: fewer collections, each with less to scan. */
export function surelySaved({ saves }: Pick<Cost, 'saves'>): number {
  return saves ? 1 - (1 - saves.cycles[0]) * (1 - (saves.marking?.[0] ?? 0)) : 0;
}

/** A call of a function outside the module, with all that was allocated below it. */
export interface CostlyCall extends Position {
  readonly package: string;
  /** The function in which the call is written. */
  readonly function: string;
  /** As the profile names it: `fmt.Sprintf`. */
  readonly callee: string;
  readonly values: Values;
  readonly samples: number;
}

/**
 * Why something of a profile belongs to no site and no call of the module. `runtime`: the runtime's own. `outside`: no function of the named
 * packages is on the stack. `no-site`: a function of theirs allocates on a line on which no site stands. `not-read`: a file that the packages do not have in
 * this build (tests without --tests, other platforms, generated).
 */
export const unplacedReasons = ['runtime', 'outside', 'no-site', 'not-read'] as const;
export type UnplacedReason = (typeof unplacedReasons)[number];

/** How the functions of one package in the profile stand to its sources. */
export interface Agreement {
  readonly package: string;
  /** Functions of the profile that the sources have under this name. */
  readonly functions: number;
  /** … that begin on the line that the profile says. */
  readonly agree: number;
  /** Calls of these in the profile's stacks, and those that the compiled code makes on the same lines; absent where the code was not at hand, and of coverage. */
  readonly calls?: { readonly compared: number; readonly agree: number };
}

/** What was measured: costs by heap profiles, executed code by coverage. */
export type Measurement = ProfileMeasurement | CoverageMeasurement;

/** Where all that a profile holds is: the five parts of `totals`. */
export interface ProfileMeasurement {
  readonly id: number;
  readonly kind: 'profile';
  /** The files, as they were given. */
  readonly files: readonly string[];
  /** Of their bytes. */
  readonly digest: string;
  /** What was subtracted. */
  readonly base?: { readonly file: string; readonly digest: string };
  /** Bytes of allocation for one sample; 1: all were recorded. Absent where the profile does not say. */
  readonly rate?: number;
  /** What the program did meanwhile, so often: costs are shown for one of each. */
  readonly per?: readonly Counter[];
  /** With `--binary`: the program that wrote the profile. */
  readonly binary?: ProfiledBinary;
  readonly totals: Values;
  /** On sites. */
  readonly sites: Values;
  /** In calls of functions outside the module, the costliest first. */
  readonly calls: readonly CostlyCall[];
  /** `first` is the line on which most of it is. */
  readonly unplaced: readonly { readonly reason: UnplacedReason; readonly values: Values; readonly first?: Position }[];
  readonly agreement: readonly Agreement[];
}

/** `requests=1200`, from `--per` or from the comments of the profiles (all of which have it then), added up. */
export interface Counter {
  readonly name: string;
  readonly count: number;
  readonly from: 'flag' | 'comment';
}

/** A program, as it says of itself. */
export interface ProfiledBinary {
  /** As it was given. */
  readonly file: string;
  /** Its GNU build id, which is the profile's; absent where one of them has none, so that they could not be compared. */
  readonly buildId?: string;
  /** `go1.26.8` */
  readonly go: string;
  /** Its main package. */
  readonly package?: string;
  /** How it was built: `-tags`, `GOARCH`, `vcs.revision`, `vcs.modified` … */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a coverage profile says of the code. */
export interface CoverageMeasurement {
  readonly id: number;
  readonly kind: 'coverage';
  /** The file or folder (GOCOVERDIR), as it was given. */
  readonly files: readonly [string];
  /** Of its bytes; of a folder of what it says. */
  readonly digest: string;
  readonly mode: CoverageMode;
  /** Blocks in files of these packages; `outside` lie in no function that the sources have there, so they say nothing here. */
  readonly blocks: { readonly all: number; readonly executed: number; readonly outside: number };
  /** Sites that allocate, by what it says of them. `unknown`: none of its blocks holds them, or several that disagree, or their function has changed. */
  readonly sites: { readonly executed: number; readonly notExecuted: number; readonly unknown: number };
  /** Files in it that are none of these packages'. */
  readonly elsewhere: { readonly files: number; readonly first?: string };
  /** Functions in files that it has, by where their first block begins. */
  readonly agreement: readonly Agreement[];
}

/** Whether the code of a site was executed, as coverage profiles say. Absent where none says anything of it. */
export interface Execution {
  readonly executed: boolean;
  /** How often, added up; absent where only whether was recorded (mode `set`). */
  readonly count?: number;
  /** `Measurement.id` of those that say so: which executed it, else all that have its block. */
  readonly from: readonly number[];
}

/** What is known of what a site costs: `not-sampled` was executed, and nothing of it was sampled; `unknown`: no measurement says anything of it. */
export const costStates = ['measured', 'not-sampled', 'not-executed', 'unknown'] as const;
export type CostState = (typeof costStates)[number];

/** A cost of one run speaks louder than coverage of another. */
export function costState({ cost = [], execution }: { readonly cost?: readonly Cost[]; readonly execution?: Execution }): CostState {
  if (cost.length > 0) return 'measured';
  return execution === undefined ? 'unknown' : execution.executed ? 'not-sampled' : 'not-executed';
}

/** The profile that costs are of, where there is one. */
export function profileOf(measurements: readonly Measurement[] | undefined): ProfileMeasurement | undefined {
  return measurements?.find((one) => one.kind === 'profile');
}

/** A measurement without its calls: what figures are held against. */
export type MeasurementHead = Omit<ProfileMeasurement, 'calls'> | CoverageMeasurement;
