import type { CoverageBlock } from '../../model/coverage.ts';

/** A stretch of source; columns count bytes from 1, the end is behind the last. */
export interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A function as its source has it. */
export interface CoverableFunction {
  readonly kind: 'function' | 'method' | 'literal' | 'initializer';
  readonly name: string;
  readonly span: Stretch;
  readonly body: Stretch | undefined;
}

/** What is known of one Go file. */
export interface CoverableFile {
  /** Outer before inner, by where they begin. */
  readonly functions: readonly CoverableFunction[];
  /** A line's text. */
  readonly text: (line: number) => string;
}

export interface Point {
  readonly line: number;
  readonly column: number;
}

/**
 * What the blocks of a file say of a place: those that hold it, of which all were executed or none; undefined where no block holds it, or some of those on its line
 * were executed and others not. `cmd/cover` gives statements of functions a block; conditions of cases and package-level variables have none.
 */
export function executionAt(
  blocks: readonly CoverageBlock[],
  { functions, text }: CoverableFile,
  at: { readonly line: number; readonly column?: number },
): readonly CoverageBlock[] | undefined {
  const { line, column } = at;
  const found = column === undefined ? onLine(blocks, functions, line, text(line)) : atPoint(blocks, functions, { line, column });
  const executed = found.filter(({ count }) => count > 0).length;
  return found.length > 0 && (executed === 0 || executed === found.length) ? found : undefined;
}

function atPoint(blocks: readonly CoverageBlock[], functions: readonly CoverableFunction[], at: Point): CoverageBlock[] {
  const around = functions.findLast(({ span }) => holds(span, at));
  // Parameters and results that are moved to the heap, when the function is called. At the `func` of a literal the closure is made.
  if (around?.body && isBefore(at, around.body) && (around.kind !== 'literal' || !isBefore(at, after(around.span, 'func'.length))))
    return firstBlock(blocks, around.body);
  const holding = blocks.findLast((block) => holds(block, at));
  if (holding) return [holding];
  // The rest of a statement behind a function literal has no block of its own; one more statement would begin on another line.
  const literal = functions.findLast(({ kind, span }) => kind === 'literal' && span.endLine === at.line && span.endColumn <= at.column);
  return literal ? atPoint(blocks, functions, literal.span) : [];
}

/** Object code has no columns: the blocks with code on the line are meant, all of them. */
function onLine(blocks: readonly CoverageBlock[], functions: readonly CoverableFunction[], line: number, text: string): CoverageBlock[] {
  const declared = functions.find(({ kind, span }) => kind !== 'literal' && span.line <= line && line <= span.endLine);
  if (declared?.body && line < declared.body.line) return firstBlock(blocks, declared.body);
  const bytes = new TextEncoder().encode(text);
  const decoder = new TextDecoder();
  const found = blocks.filter((block) => {
    if (block.line > line || block.endLine < line) return false;
    const from = block.line === line ? block.column - 1 : 0;
    const to = block.endLine === line ? block.endColumn - 1 : bytes.length;
    return hasCode(decoder.decode(bytes.subarray(from, to)));
  });
  if (found.length > 0) return found;
  return declared?.body?.line === line ? firstBlock(blocks, declared.body) : [];
}

/** The block in which a body begins. */
function firstBlock(blocks: readonly CoverageBlock[], body: Stretch): CoverageBlock[] {
  const first = blocks.find((block) => holds(body, block));
  return first ? [first] : [];
}

function hasCode(text: string): boolean {
  return /[\p{L}\p{N}_"`'&]/u.test(text.replace(/\/\/.*$/, ''));
}

export function holds(stretch: Stretch, at: Point): boolean {
  return !isBefore(at, stretch) && isBefore(at, { line: stretch.endLine, column: stretch.endColumn });
}

function isBefore(a: Point, b: Point): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function after({ line, column }: Point, length: number): Point {
  return { line, column: column + length };
}
