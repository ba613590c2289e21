/**
 * What `stackward explain` answers: one answer for each target, as codes and facts. The sentences are made in view/.
 */
import type { CalleeFact } from './callees.ts';
import type { Chain } from './chains.ts';
import type { CostlyCall, MeasurementHead } from './cost.ts';
import type { Explanation, InlinedCallFact, InlineFact, NoteFact, VerdictFact, VerdictKind } from './facts.ts';
import type { Build, Problem } from './report.ts';
import type { Site } from './site.ts';
import type { Span } from './span.ts';

export const explainedSchema = 'stackward/explained/1';

export interface Explained {
  readonly schema: typeof explainedSchema;
  readonly build: Build;
  /** In the order of the targets. */
  readonly answers: readonly ExplainAnswer[];
  /** With `--profile` and `--cover`: what the costs of sites and calls are parts of. */
  readonly measurements?: readonly MeasurementHead[];
  readonly problems: readonly Problem[];
}

/** `target` is what was asked, as it was written. */
export type ExplainAnswer = { readonly target: string } & (PlaceAnswer | FunctionAnswer | NoAnswer);

/** A line of code: what is allocated there, or that nothing is. */
export interface PlaceAnswer {
  readonly answer: 'place';
  /** With the column that was asked for. */
  readonly at: Span;
  readonly excerpt?: Excerpt;
  /** What allocates first, then what only the compiler speaks of. */
  readonly sites: readonly SiteAnswer[];
  /** What the compiler keeps on the stack or leaves without a copy. */
  readonly stays: readonly Stay[];
  /** Written on other lines, put on the heap by what this line does: `return &o`, or a closure that captures them. */
  readonly puts: readonly SiteAnswer[];
  /** Written elsewhere, inlined on this line; not those in `sites`. */
  readonly inlined: readonly Site[];
  /** Calls on the line to functions outside the module that allocate or may allocate. */
  readonly callees?: readonly CalleeAnswer[];
  /** With `--profile`: what was allocated below calls to functions outside the module, the costliest first. */
  readonly costlyCalls?: readonly CostlyCall[];
  readonly around?: FunctionFacts;
  /** Where the function around has its nearest site, when this line has none. */
  readonly nearest?: Span;
  readonly said?: CompilerSaid;
}

/** A function: its sites, parameters and inlining. */
export interface FunctionAnswer {
  readonly answer: 'function';
  readonly facts: FunctionFacts;
  readonly excerpt?: Excerpt;
  readonly sites: readonly SiteAnswer[];
  readonly callees?: readonly CalleeAnswer[];
  /** With `--profile`: what was allocated below calls to functions outside the module, the costliest first. */
  readonly costlyCalls?: readonly CostlyCall[];
  readonly said?: CompilerSaid;
}

/** One call as it is written; copies of it and calls of one function on one line count once. */
export type CalleeAnswer = Pick<CalleeFact, 'written' | 'callee' | 'judgement' | 'reason' | 'path' | 'when'> & { readonly line: number };

export interface SiteAnswer {
  readonly site: Site;
  /** Where its verdicts stand on its line, in bytes; several for a call that serves several expressions. */
  readonly columns: readonly number[];
  readonly chain?: Chain;
  readonly lever?: Lever;
  /** The function of the named packages that lets its parameter escape, where the cause names one. */
  readonly callee?: FunctionFacts;
}

/**
 * What inlining changes. `inlinable`: the value is returned, and callers inline the function. `proven`: the compiler's text shows a copy inlined at `at` that does not escape. `possible`: the value is
 * returned and the function was too complex to inline. `forbidden`: … and a directive or an operation in it keeps it from inlining.
 */
export type Lever =
  | { readonly lever: 'proven'; readonly at: Span; readonly into: string }
  | { readonly lever: 'inlinable'; readonly cost?: number }
  | { readonly lever: 'possible'; readonly cost: number; readonly budget: number }
  | { readonly lever: 'forbidden'; readonly reason: string };

/** An expression that stays on the stack, with its verdict. */
export interface Stay {
  readonly kind: Extract<VerdictKind, 'does-not-escape' | 'append-does-not-escape' | 'zero-copy'>;
  readonly subject: string;
  readonly column?: number;
}

export interface FunctionFacts {
  readonly package: string;
  /** As it is written: `(*T).M`, `F`, `F.func1`. */
  readonly name: string;
  readonly at: Span;
  readonly parameters: readonly ParameterFact[];
  readonly inlining?: Pick<InlineFact, 'can' | 'cost' | 'budget' | 'reason'>;
  /** Calls of it that were inlined, sorted, each once. */
  readonly inlinedAt: readonly Span[];
}

/** What the compiler says of a parameter; one that leaks in two ways has two entries. */
export interface ParameterFact {
  readonly name: string;
  readonly column?: number;
  /** `heap`: the parameter itself. `content`: what it points to. `stays`: neither leaves the function. */
  readonly to: 'heap' | 'content' | 'result' | 'stays';
  readonly result?: string;
  /** Dereferences between the parameter and the result. */
  readonly level?: number;
  /** Of `heap` and `content`: where it goes. */
  readonly chain?: Chain;
}

/** Lines of source with the places that are spoken of. */
export interface Excerpt {
  readonly file: string;
  readonly first: number;
  readonly lines: readonly string[];
  /** Sorted by line and column. */
  readonly marks: readonly Mark[];
}
export interface Mark {
  readonly line: number;
  /** In bytes, from 1. */
  readonly column: number;
  /** In UTF-16 units, from 1. */
  readonly utf16: number;
  readonly of: 'allocates' | 'paper' | 'stays' | 'asked';
}

/** What the compiler wrote of a line or a function. */
export interface CompilerSaid {
  readonly verdicts: readonly VerdictFact[];
  readonly explanations: readonly Explanation[];
  readonly inlining: readonly InlineFact[];
  readonly inlinedCalls: readonly InlinedCallFact[];
  readonly notes: readonly NoteFact[];
}

/** Why there is nothing to explain; `near` is the nearest name that there is. */
export type NoAnswer =
  | { readonly answer: 'not-compiled'; readonly file: string; readonly why: NotCompiled }
  | { readonly answer: 'not-code'; readonly at: Span; readonly line: 'blank' | 'comment' | 'declaration'; readonly nearest?: Span }
  | { readonly answer: 'package-failed'; readonly file: string; readonly package: string }
  | { readonly answer: 'no-such-line'; readonly file: string; readonly lines: number }
  | { readonly answer: 'no-line-given'; readonly file: string }
  | { readonly answer: 'no-such-file'; readonly file: string; readonly near?: string }
  | { readonly answer: 'no-such-function'; readonly name: string; readonly near?: string; readonly deps?: string }
  | { readonly answer: 'no-such-site'; readonly id: string }
  | { readonly answer: 'ambiguous'; readonly of: 'file' | 'function' | 'site'; readonly candidates: readonly string[] };

/** Why a file that is there is not part of the build; the flags that would compile it, where they are known. */
export type NotCompiled =
  | { readonly by: 'constraint'; readonly constraint: string; readonly flags: readonly string[] }
  | { readonly by: 'file-name'; readonly platform: string; readonly flags: readonly string[] }
  | { readonly by: 'test-file' }
  | { readonly by: 'ignored-name' }
  | { readonly by: 'cgo' }
  | { readonly by: 'other-module'; readonly folder: string }
  /** A generic function that nothing instantiates; `tests`: whether test files are part of the build. */
  | { readonly by: 'no-instance'; readonly function: string; readonly tests: boolean }
  /** A `//line` directive above the line: the compiler knows it as `shown`. */
  | { readonly by: 'line-directive'; readonly shown: Span }
  | { readonly by: 'not-named' };
