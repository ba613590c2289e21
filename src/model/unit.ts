import type { CauseFact } from './causes.ts';
import type { ArchiveFacts, Explanation, TextFacts } from './facts.ts';
import type { Owner } from './owned-facts.ts';
import type { Package } from './report.ts';

/** A compiled variant with its evidence: what the report is made of. */
export interface Unit extends Owner {
  readonly listed: Package;
  /** Folder of the module that the package belongs to, relative to the root; '.' is the root. */
  readonly moduleDir: string;
  readonly texts: readonly TextFacts[];
  readonly archive?: ArchiveFacts;
  /** Why what the compiler explains is on the heap. */
  readonly causes?: readonly CauseFact[];
  /** Reads the compiler's explanations, when its text was kept. They are nine tenths of it: nothing is remembered. */
  readonly explanations?: () => readonly Explanation[];
}
