/** What stands on one line of a file: numbers of sites in the list. */
export interface LineFacts {
  readonly sites: readonly number[];
  /** Of other lines, inlined here. */
  readonly inlined: readonly number[];
  /** Bytes that were measured. */
  readonly space: number;
}
