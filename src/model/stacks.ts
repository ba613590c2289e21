/**
 * Stacks of a heap profile as a bundle keeps them in `stacks/1.json`: one tree of calls, without addresses, as tables of numbers. Rows are named by their place; a
 * table of several columns is one flat list. The order of everything follows from the content, so that one profile gives the same bytes whichever way it was read.
 */
import type { Counter, ProfiledBinary } from './cost.ts';

export const stacksSchemaName = 'stackward/stacks/1';

export interface Stacks {
  readonly schema: typeof stacksSchemaName;
  /** The profiles, as they were given: see `ProfileMeasurement`. */
  readonly files: readonly string[];
  readonly digest: string;
  /** What was subtracted. */
  readonly base?: { readonly file: string; readonly digest: string };
  /** Bytes of allocation for one sample; absent where the profile does not say. */
  readonly rate?: number;
  /** Values may be negative. */
  readonly delta?: true;
  readonly per?: readonly Counter[];
  readonly binary?: ProfiledBinary;
  /** Sorted, '' first. */
  readonly strings: readonly string[];
  /** By three: name and file (rows of `strings`), the line where it begins (0: not known). */
  readonly functions: readonly number[];
  /** By three: function, line, and 1 where its code is inlined into the frame below it in `nodes`. */
  readonly frames: readonly number[];
  /** By two: the node of the caller (−1: none; always an earlier row), the frame. */
  readonly nodes: readonly number[];
  /** By six: the node of the innermost frame (−1: no stack), bytes of one object (0: not known), and the four values in the order of `ValueName`. */
  readonly samples: readonly number[];
}
