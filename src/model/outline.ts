import type { FunctionSpan } from './bundle.ts';

/**
 * What matching two builds needs of a source file besides its sites: numbers that stand for its lines, so that the text itself need not be kept.
 */
export interface FileOutline {
  readonly file: string;
  /** Of its text. */
  readonly digest: string;
  /** For each line, from the first: its text without blanks and comments, as a number; 0 where nothing else stands there. */
  readonly lines: Uint32Array;
  /** The same without names: what stays when variables and types are renamed. */
  readonly shapes: Uint32Array;
  readonly functions: readonly FunctionSpan[];
}

/** A call that was inlined: what in the callee's body stays on the stack there, as the compiler writes it. */
export interface InlinedUse {
  readonly file: string;
  readonly line: number;
  readonly callee: string;
  readonly stays: readonly string[];
}
