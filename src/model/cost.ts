/**
 * What running code cost, as profiles tell it: layer 3. Numbers are those of the profile, scaled as it scales them; they are estimates wherever
 * the runtime sampled.
 */
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
}

/** Where all that a profile holds is: the five parts of `totals`. */
export interface Measurement {
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
  readonly totals: Values;
  /** On sites. */
  readonly sites: Values;
  /** In calls of functions outside the module, the costliest first. */
  readonly calls: readonly CostlyCall[];
  readonly unplaced: readonly { readonly reason: UnplacedReason; readonly values: Values; readonly first?: Position }[];
  readonly agreement: readonly Agreement[];
}
