/**
 * Why a value is on the heap: the step in the user's code after which it outlives its frame, as against the compiler's plumbing
 * (`~r0`, `{temp}`, spills). A closed list; each code is one of the textbook classes of escape analysis (Choi et al., 1999).
 */
import type { Position } from './facts.ts';
import type { Span } from './span.ts';

/**
 * `NoEscape`: does not outlive the frame and is on the heap for another reason (its size). `ArgEscape`: handed to a callee of which
 * no more is known. `GlobalEscape`: reachable after the function has returned, or from another goroutine.
 */
export const escapeClasses = ['NoEscape', 'ArgEscape', 'GlobalEscape'] as const;
export type EscapeClass = (typeof escapeClasses)[number];

/** What the compiler explains, with the class of each. */
const flowClasses = {
  returned: 'GlobalEscape',
  'stored-in-global': 'GlobalEscape',
  'stored-in-field': 'GlobalEscape',
  'stored-through-pointer': 'GlobalEscape',
  'stored-in-element': 'GlobalEscape',
  'stored-in-slice': 'GlobalEscape',
  'stored-in-map': 'GlobalEscape',
  'stored-in-captured': 'GlobalEscape',
  sent: 'GlobalEscape',
  'captured-by-closure': 'GlobalEscape',
  'bound-by-method-value': 'GlobalEscape',
  'go-statement': 'GlobalEscape',
  'deferred-in-loop': 'GlobalEscape',
  'passed-to-parameter': 'ArgEscape',
  'passed-to-unknown-callee': 'ArgEscape',
  'passed-to-panic': 'GlobalEscape',
  'outlives-iteration': 'GlobalEscape',
  'size-unknown': 'NoEscape',
  'too-large': 'NoEscape',
  'too-aligned': 'NoEscape',
  'address-hidden': 'GlobalEscape',
} as const;

/** What lies in the operation itself: the compiler explains none of these, with the class of each. */
const operationClasses = {
  'append-grows': 'NoEscape',
  'map-grows': 'NoEscape',
  'channel-made': 'NoEscape',
  'map-made': 'NoEscape',
  'buffer-exceeded': 'NoEscape',
  'string-made': 'NoEscape',
  'goroutine-record': 'NoEscape',
  'defer-record': 'NoEscape',
  'slice-leaves-frame': 'GlobalEscape',
} as const;

export type FlowCauseCode = keyof typeof flowClasses;
export type OperationCauseCode = keyof typeof operationClasses;
export type CauseCode = FlowCauseCode | OperationCauseCode | 'unknown';
export const causeClasses: Readonly<Record<CauseCode, EscapeClass>> = { ...flowClasses, ...operationClasses, unknown: 'GlobalEscape' };
export const flowCauses: readonly FlowCauseCode[] = Object.keys(flowClasses) as FlowCauseCode[];
export const operationCauses: readonly OperationCauseCode[] = Object.keys(operationClasses) as OperationCauseCode[];
export const causeCodes: readonly CauseCode[] = [...flowCauses, ...operationCauses, 'unknown'];

/** The names that a cause speaks of. All are optional: what the compiler did not name is absent. */
export interface CauseArgs {
  /** What escapes: `&Order{...}`, `x`. */
  readonly subject?: string;
  /** The expression or statement that does it, as the compiler prints it: `s.last = o`, `fmt.Sprintf("…", ... argument...)`. */
  readonly expression?: string;
  /** What it is stored in or returned as: `s.last`, the result's name, the closure's name. */
  readonly into?: string;
  /**
   * The callee as the user calls it: `fmt.Println`, `(*sync.Pool).Put`. Of `passed-…` the one that the value is handed to; elsewhere an inlined
   * callee in whose body it happens.
   */
  readonly callee?: string;
  /** … and the parameter. */
  readonly parameter?: string;
  /** The allocation or variable on the heap that it is a part of, or that holds it: `&Catalog{...}`, `x`. The cause is that one's. */
  readonly part?: string;
}

export interface CauseStep {
  readonly code: CauseCode;
  readonly args: CauseArgs;
  /** Where the user's code does it. */
  readonly at?: Span;
}

export interface Cause extends CauseStep {
  /** Why the closure or method value that holds it is on the heap itself. */
  readonly because?: CauseStep;
}

/** The cause of one allocation that the compiler explained: `subject` at a position, as its heading writes them. */
export interface CauseFact extends Position {
  readonly subject: string;
  /** The function whose frame it would have been in (Go 1.25 and later). */
  readonly function?: string;
  readonly cause: Cause;
}
