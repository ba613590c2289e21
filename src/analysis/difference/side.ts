import type { FileOutline, InlinedUse } from '../../model/outline.ts';
import type { Site } from '../../model/site.ts';

/** One of two builds that are matched. */
export interface ComparedSide {
  readonly sites: readonly Site[];
  /** Of the Go files of the named packages that can be had; without any, lines tell nothing and identities decide alone. */
  readonly outlines: readonly FileOutline[];
  /** Import path of the package that owns a file. */
  readonly packageOf: (file: string) => string | undefined;
  /** Calls that were inlined in the module's own code. */
  readonly inlined: readonly InlinedUse[];
}
