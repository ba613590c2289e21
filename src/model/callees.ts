/**
 * What calls to functions outside the module mean for the heap: a call that leaves no allocator on its own line may allocate in the callee.
 */
import type { Frame, When } from './facts.ts';

/**
 * `allocates`: a path of direct calls leads to an allocator. `may`: only under the condition that the reason tells, or it is not known.
 * `never`: all that it can call was looked at, and no path leads to the heap.
 */
export const judgements = ['allocates', 'may', 'never'] as const;
export type Judgement = (typeof judgements)[number];

/** Why, from the strongest reason to the weakest. Each function has the first that holds for it. */
export const judgementReasons = [
  /** Direct calls lead to an allocator. */
  'allocator',
  /** … that allocates only in some cases: a slice or map grows, a returned slice leaves its frame, a pool of records is empty. */
  'conditional',
  /** A function value is made on the way, whose function leads to an allocator: it may be called. */
  'function-value',
  /** An interface method or a function value is called: any function may be behind it. */
  'indirect',
  /** Code that no archive of the build holds: C, or a body that is linked in by name. */
  'no-body',
  /** This architecture leaves no mark for calls of interface methods and function values: their absence cannot be proven. */
  'unmarked',
  /** Only the runtime allocates, for records of its own: where it has to wait, to grow a table, or to do a thing for the first time. */
  'slow-path',
  /** Only the value of a panic. */
  'panics',
  /** Of `never`: no path leads to the heap. */
  'no-path',
] as const;
export type JudgementReason = (typeof judgementReasons)[number];

export interface FunctionJudgement {
  readonly judgement: Judgement;
  readonly reason: JudgementReason;
  /**
   * The shortest way to what the reason names, as symbols: from the function itself to the allocator, to the function that makes the
   * indirect call, to the symbol without body, to the runtime's function. Empty for `never`.
   */
  readonly path: readonly string[];
  /** Conditions of the allocator at the end of the path; empty where it ends elsewhere. */
  readonly when: readonly When[];
}

/** A function outside the module, as it is called. */
export interface CalleeName {
  /** Import path. */
  readonly package: string;
  /** As in stack traces, `[...]` for type arguments: `strings.Join`, `net/http.(*Server).Serve`, `slices.SortFunc[...]`. */
  readonly name: string;
}

/** Calls in one compiled copy of a place in the module's text that lead to one function outside. */
export interface CalleeFact extends FunctionJudgement {
  readonly package: string;
  readonly variant?: string;
  /** The symbol that holds the calls. */
  readonly function: string;
  /** Where it is written: the innermost frame in the module. */
  readonly at: Frame;
  /** Innermost first; the last is in `function`. Frames before `at` are functions from outside that were inlined. */
  readonly inline: readonly Frame[];
  /** What the module's text calls: the outermost inlined function from outside, or the function that is called. */
  readonly written: CalleeName;
  /** What is called in the object code, and its symbol. */
  readonly callee: CalleeName & { readonly symbol: string };
  readonly count: number;
}

/** Places are distinct in the written call: inlined copies, instantiations and variants count once. */
export interface CalleeCounts {
  /** Calls of functions outside the module, by judgement. */
  readonly places: Readonly<Record<Judgement, number>>;
  /** The same by reason. */
  readonly reasons: Readonly<Record<JudgementReason, number>>;
  /**
   * Calls of interface methods and function values in the module's functions: nothing is said of what is behind them. Copies count each.
   * Absent where this architecture leaves no mark for them.
   */
  readonly indirect?: number;
}

export interface Callees {
  /** Sorted by package, variant, position, callee, function. */
  readonly calls: readonly CalleeFact[];
  /** Of all calls to functions outside, also those left out of `calls`. */
  readonly counts: CalleeCounts;
}
