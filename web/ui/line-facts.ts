import type { LineCall } from '../../src/view/calls-by-line.ts';

/** What stands on one line of a file: numbers of sites in the list. */
export interface LineFacts {
  readonly sites: readonly number[];
  /** Of other lines, inlined here. */
  readonly inlined: readonly number[];
  /** Calls of functions outside the module that allocate or may. */
  readonly calls: readonly LineCall[];
  /** Bytes that were measured, of sites and below calls. */
  readonly space: number;
}
