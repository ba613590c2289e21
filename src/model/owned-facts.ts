import type { ArchiveCounts, CallFact, InlineFact, InlinedCallFact, NoteFact, TextCounts, UnknownLine, VerdictFact } from './facts.ts';

/** Facts carry the import path in `package`; the variant stands beside it. */
export interface Owner {
  readonly package: string;
  readonly variant?: string;
}

/** What was read of all variants, before any grouping. */
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
