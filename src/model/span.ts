/** A stretch of source, or a position. Lines and columns count from 1, columns in bytes. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}
