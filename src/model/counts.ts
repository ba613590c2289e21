import type { VerdictKind } from './facts.ts';
import type { Joined, Outcome, PaperReason, Said, UnsettledReason } from './site.ts';

/** From what was read to what allocates: exact, whatever a list shows. */
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
