/**
 * Pins: what the sources say must hold of the built code. A directive is what is written; a pin is a directive that was judged.
 */
import type { SiteId } from './site.ts';
import type { Span } from './span.ts';

/** Directives that are pins, and `allow`, which accepts what pins and policy object to. */
export const directiveNames = ['noalloc', 'noescape', 'inline', 'allow'] as const;
export type DirectiveName = (typeof directiveNames)[number];

/** Comments of gcassert that are understood. `bce` is not checked, and this is said. */
export const gcassertNames = ['noescape', 'inline', 'bce'] as const;
export type GcassertName = (typeof gcassertNames)[number];

/** The function that a directive stands at, as it is written. */
export interface WrittenFunction {
  /** Without package and type arguments: `F`, `(*T).M`. */
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
  readonly hasBody: boolean;
}

/** What is written: `//stackward:NAME TEXT`. */
export interface SourceDirective {
  readonly tool: 'stackward' | 'gcassert';
  readonly name: string;
  readonly text: string;
  /** Of the comment. */
  readonly at: Span;
  /** It has a space before its name (`// stackward:noalloc`): then it is a sentence, and no directive. */
  readonly isSpaced: boolean;
  /** The declaration that it belongs to: the one below its comment, or the one that begins on its line. */
  readonly function?: WrittenFunction;
  /** The line of code that it speaks of: its own, or the one below its comment; absent where there is none. */
  readonly line?: number;
}

export const pinKinds = ['noalloc', 'noescape', 'inline', 'gcassert:noescape', 'gcassert:inline', 'gcassert:bce'] as const;
export type PinKind = (typeof pinKinds)[number];

/**
 * `proven`, `violated`; `except`: proven but for calls whose targets are not known; `unproven`: there is no code to judge, see the finding;
 * `unsupported`: the object code of this architecture does not tell; `not-checked`: no judgement is made of such pins.
 */
export const pinResults = ['proven', 'violated', 'except', 'unproven', 'unsupported', 'not-checked'] as const;
export type PinResult = (typeof pinResults)[number];

/** A call whose target the object code does not name. */
export interface UnknownCall {
  /**
   * What `assume=` takes: the method of an interface (`io.Writer.Write`) where all such calls of `in` are known to be of methods, the symbol of
   * a function without Go code, else the function that makes the call.
   */
  readonly name: string;
  /** The function that makes the call. */
  readonly in: string;
  readonly at: Span;
}

export interface Pin {
  /** Names it across runs, without lines. */
  readonly id: string;
  readonly kind: PinKind;
  readonly package: string;
  /** As it is written, without package; absent for a pin of a line. */
  readonly function?: string;
  readonly at: Span;
  /** Of `noescape`: parameters and variables. */
  readonly names?: readonly string[];
  readonly result: PinResult;
  /** Of `noalloc`: what the proof covers and relies on. */
  readonly proof?: Proof;
}

export interface Proof {
  /** Compiled bodies (of a generic function its instantiations), and inlined copies, of all variants. */
  readonly bodies: number;
  readonly copies: number;
  /** Functions that were looked at, the pinned one included. */
  readonly functions: number;
  /** Functions of the runtime that allocate for themselves where they have to wait or do a thing for the first time. */
  readonly slowPaths: readonly string[];
  /** Whether allocations were set aside that happen only on the way to a panic. */
  readonly setsPanicsAside: boolean;
  /** Lines whose allocations an `allow` accepts. */
  readonly allowed: readonly Span[];
  /** Unknown calls that `assume=` accepts. */
  readonly assumed: readonly UnknownCall[];
  /** Those that nothing accepts, of `except`. */
  readonly unknown: readonly UnknownCall[];
}

/** An `allow` with what it accepts. */
export interface Allow {
  readonly reason: string;
  readonly at: Span;
  readonly package: string;
  /** It stands at this function and means all of it. */
  readonly function?: string;
  /** The line that it means, or the first of the function. */
  readonly line: number;
  /** Allocating sites there. */
  readonly sites: readonly SiteId[];
}

/** All that the sources ask for. */
export interface Pins {
  readonly pins: readonly Pin[];
  readonly allows: readonly Allow[];
}
