import type { LineIndex } from './line-index.ts';

/** A stretch of source. `end` and the end position are behind its last byte; columns count bytes from 1. */
export interface SourceSpan {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const functionKinds = ['function', 'method', 'literal', 'initializer'] as const;
export type FunctionKind = (typeof functionKinds)[number];

/**
 * A function as it is written: a declaration, a function literal, or a package-level `var` declaration (a group in parentheses is one),
 * which the compiler executes as part of the package's `init`.
 */
export interface GoFunction {
  readonly kind: FunctionKind;
  /**
   * As the compiler names its symbol, without package and type arguments: `F`, `(*T).M`, `T.M`, `F.func1`, `F.func1.2`. See
   * {@link nameFunctions} for what this follows of the compiler's numbering.
   */
  readonly name: string;
  /** From `func` or `var` to behind the `}`; without a body to behind the signature. */
  readonly span: SourceSpan;
  /** With its braces. Undefined where there is none: assembly, linkname, `initializer`. */
  readonly body: SourceSpan | undefined;
  /** The declared identifier. */
  readonly nameSpan: SourceSpan | undefined;
  /** Index of the innermost function around it, by span; −1 at package level. */
  readonly parent: number;
  /** Index of the top-level function, its own where it is one. */
  readonly top: number;
  /** Ordinals in source order from the top-level function down, counted from 1 among the literals of one function; [] at the top. */
  readonly path: readonly number[];
  /** False where its end was not found: the code is broken. */
  readonly isComplete: boolean;
}

/** A `for` statement. Offsets. */
export interface GoLoop {
  readonly start: number;
  /**
   * Where code starts that is executed once per iteration: behind the first `;` of a header with clauses (condition and post statement),
   * behind `for` when the header is a condition, else the body. A range expression and an init statement are evaluated once.
   */
  readonly repeats: number;
  readonly bodyStart: number;
  readonly end: number;
  /** Index of the innermost function around it, −1 in broken code. */
  readonly function: number;
  /** Index of the innermost loop around it, in whatever function; −1 if none. */
  readonly parent: number;
}

/** `//go:NAME TEXT`, `//stackward:NAME TEXT`, and `//line TEXT` (at a line's start) or `/*line TEXT*\/` with an empty name. */
export interface Directive {
  readonly kind: 'go' | 'line' | 'stackward';
  readonly name: string;
  readonly text: string;
  readonly span: SourceSpan;
}

/** What is known of one Go file without a tree. Lists are sorted by where their things start. */
export interface GoScan {
  /** The name in the package clause, '' when there is none. */
  readonly package: string;
  readonly functions: readonly GoFunction[];
  readonly loops: readonly GoLoop[];
  readonly directives: readonly Directive[];
  /** `//go:build` and `// +build` lines before the package clause, as written. */
  readonly constraints: readonly string[];
  /** Has a line `// Code generated … DO NOT EDIT.` before the package clause (go/ast IsGenerated). */
  readonly isGenerated: boolean;
  readonly lines: LineIndex;
}
