import type { GoFunction, GoScan } from './go-scan.ts';
import { offsetOf } from './line-index.ts';

/**
 * The innermost function whose text holds a position, from its `func` to its `}`; `var` declarations at package level count. Lines
 * and columns count from 1, columns are bytes. Without a column: the innermost one around the line's start, else the first that starts on the line.
 */
export function functionAt(scan: GoScan, line: number, column?: number): GoFunction | undefined {
  return scan.functions[indexAt(scan, line, column)];
}

/**
 * The function whose code runs at a position. It differs from {@link functionAt} at the `func` of a literal, for the closure is made by
 * the function around it: there stands the compiler's `func literal escapes to heap`.
 */
export function runningAt(scan: GoScan, line: number, column?: number): GoFunction | undefined {
  return scan.functions[runningIndexAt(scan, line, column)];
}

/** All functions that have a part on a line, outer before inner: for object code, whose positions have no columns. */
export function functionsOnLine(scan: GoScan, line: number): GoFunction[] {
  const from = offsetOf(scan.lines, line);
  if (from === undefined) return [];
  const to = offsetOf(scan.lines, line, Infinity) ?? from;
  const found: GoFunction[] = [];
  // Those that start on the line or before it, but only as far back as the outermost one around the line's start.
  for (let index = lastStarting(scan.functions, to); index >= 0; index--) {
    const each = scan.functions[index]!;
    if (each.span.end > from) found.push(each);
    if (each.span.start < from && each.parent < 0) break;
  }
  return found.toReversed();
}

/** The declared function (or `var` declaration) that a function is or is written in; its `path` leads from there to the literal. */
export function topLevelOf(scan: GoScan, inner: GoFunction): GoFunction {
  return scan.functions[inner.top] ?? inner;
}

/** How many loops are around a position. */
export interface LoopDepth {
  /** Loops within the innermost function (the one that {@link runningAt} gives). A literal starts at 0, since where it is called is unknown. */
  readonly inner: number;
  /** Loops around that function, within those that enclose it. */
  readonly outer: number;
  /**
   * The position is in the header of one more loop, in a part that is executed once per iteration: a condition or a post statement.
   * Headers are not counted in the depths; init statements and range expressions are evaluated once.
   */
  readonly inHeader: boolean;
}

/**
 * Counts the bodies of `for` statements around a position; the braces are part of the body. Without a column the line's start decides: a
 * body that starts and ends on one line is then not seen.
 */
export function loopDepthAt(scan: GoScan, line: number, column?: number): LoopDepth {
  const offset = offsetOf(scan.lines, line, column);
  if (offset === undefined) return { inner: 0, outer: 0, inHeader: false };
  const running = runningIndexAt(scan, line, column);
  let inner = 0;
  let outer = 0;
  let inHeader = false;
  for (let index = lastStarting(scan.loops, offset); index >= 0;) {
    const loop = scan.loops[index]!;
    index = loop.parent;
    if (offset >= loop.end) continue;
    if (offset >= loop.bodyStart) {
      if (loop.function === running) inner++;
      else outer++;
    } else if (offset >= loop.repeats && loop.function === running) inHeader = true;
  }
  return { inner, outer, inHeader };
}

function runningIndexAt(scan: GoScan, line: number, column?: number): number {
  const index = indexAt(scan, line, column);
  const found = scan.functions[index];
  if (!found || found.kind !== 'literal') return index;
  const offset = offsetOf(scan.lines, line, column) ?? -1;
  return offset >= found.span.start && offset < found.span.start + 'func'.length ? found.parent : index;
}

function indexAt(scan: GoScan, line: number, column?: number): number {
  const offset = offsetOf(scan.lines, line, column);
  if (offset === undefined) return -1;
  let index = lastStarting(scan.functions, offset);
  while (index >= 0 && scan.functions[index]!.span.end <= offset) index = scan.functions[index]!.parent;
  if (index >= 0 || column !== undefined) return index;
  const next = lastStarting(scan.functions, offset) + 1;
  return scan.functions[next]?.span.line === line ? next : -1;
}

interface Starting {
  readonly start: number;
}

/** Index of the last of sorted things that starts at `offset` or before it, −1 if none does. */
function lastStarting(things: readonly (Starting | { readonly span: Starting })[], offset: number): number {
  let low = -1;
  let high = things.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const thing = things[middle]!;
    if (('span' in thing ? thing.span.start : thing.start) <= offset) low = middle;
    else high = middle;
  }
  return low;
}
