/**
 * How a value comes to the heap: the compiler's flows, stitched from the allocation through callees' parameters to the place where it
 * outlives its frame. Plumbing (`~r0`, `{temp}`, spills, the assignments of inlined calls) is folded into the step that it serves.
 */
import type { Span } from './span.ts';

/** What happens in one step, in Go's words. */
export const stepCodes = [
  'allocated',
  'address-taken',
  'assigned',
  'element-of',
  'boxed',
  'appended-to',
  'captured',
  'passed',
  'received',
  'returned',
  'sent',
  'stored',
  'deferred',
  'started',
  'ranged-over',
  'size',
] as const;
export type StepCode = (typeof stepCodes)[number];

export interface ChainStep {
  readonly code: StepCode;
  /** The function whose text the step stands in: as the compiler names it, without package, and its import path. */
  readonly function: string;
  readonly package: string;
  readonly at?: Span;
  /** What the step is about and where it goes, as the compiler prints it. */
  readonly expression?: string;
  readonly subject?: string;
  readonly into?: string;
  readonly callee?: string;
  readonly parameter?: string;
  /** Dereferences between what goes in and what comes out (`-1` for an address). */
  readonly derefs?: number;
  /** Steps of plumbing that were folded into this one. */
  readonly folded: number;
}

/**
 * `heap`: it is reachable from the heap, a global or another goroutine. `caller`: it is returned and what the caller does is not looked at.
 * `unknown-callee`: an interface method or a function value. `outlives`: a variable outside of the loop or
 * around the func literal holds it. `size`: it never left, its size put it on the heap. `not-followed`: the callee's text is not there (see
 * `--deps`), or the chain is too long. `cycle`, `truncated`: the explanations go in a circle, or the compiler stopped explaining.
 */
export const chainEnds = ['heap', 'caller', 'unknown-callee', 'outlives', 'size', 'not-followed', 'cycle', 'truncated'] as const;
export type ChainEnd = (typeof chainEnds)[number];

export interface Chain {
  /** Never empty; from the allocation on. */
  readonly steps: readonly ChainStep[];
  readonly end: ChainEnd;
  /** Of `not-followed`, where the text of the callee's package is not at hand: its import path, else its name as the compiler prints it. */
  readonly unread?: string;
}
