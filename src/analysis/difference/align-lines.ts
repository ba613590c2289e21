/**
 * Which lines of two texts are the same: a common subsequence of their numbers. Input: ranges of line numbers; output: for each line of the second text
 * the line of the first. What stands once in both anchors the rest (patience diff); short stretches between anchors are compared exactly.
 */

/** Lines from the first to the last, both included, counted from 1. */
export interface Range {
  readonly line: number;
  readonly endLine: number;
}

/** Numbers of lines; 0 is a line without code, which is the same as none. */
export type LineNumbers = Uint32Array;

/** Above this product of lengths a stretch without anchors is not compared exactly: it takes as many steps. */
const exactLimit = 250_000;

/**
 * Adds to `found` (index: line of `head`, value: line of `base`, 0 for none) what is the same within the ranges. Lines that have a partner
 * already stay as they are, and bound what lies between.
 */
export function alignLines(base: LineNumbers, baseRange: Range, head: LineNumbers, headRange: Range, found: Int32Array): void {
  align(base, baseRange.line, baseRange.endLine + 1, head, headRange.line, headRange.endLine + 1, found);
}

function align(base: LineNumbers, b0: number, b1: number, head: LineNumbers, h0: number, h1: number, found: Int32Array): void {
  const at = (list: LineNumbers, line: number): number => list[line - 1] ?? 0;
  const pair = (b: number, h: number): void => void (at(base, b) !== 0 && (found[h] = b));
  while (b0 < b1 && h0 < h1 && at(base, b0) === at(head, h0)) pair(b0++, h0++);
  while (b0 < b1 && h0 < h1 && at(base, b1 - 1) === at(head, h1 - 1)) pair(--b1, --h1);
  // Lines without code are in nobody's way.
  while (b0 < b1 && at(base, b0) === 0) b0++;
  while (h0 < h1 && at(head, h0) === 0) h0++;
  if (b0 === b1 || h0 === h1) return;
  if (at(base, b0) === at(head, h0)) return align(base, b0, b1, head, h0, h1, found);
  const anchors = findAnchors(base, b0, b1, head, h0, h1);
  if (anchors.length === 0) {
    if ((b1 - b0) * (h1 - h0) <= exactLimit) alignExactly(base, b0, b1, head, h0, h1, found);
    return;
  }
  let b = b0;
  let h = h0;
  for (const [anchorBase, anchorHead] of anchors) {
    align(base, b, anchorBase, head, h, anchorHead, found);
    pair(anchorBase, anchorHead);
    b = anchorBase + 1;
    h = anchorHead + 1;
  }
  align(base, b, b1, head, h, h1, found);
}

/** Lines that stand once in each, as far as their order is the same: the longest increasing row. */
function findAnchors(base: LineNumbers, b0: number, b1: number, head: LineNumbers, h0: number, h1: number): [number, number][] {
  const once = (list: LineNumbers, from: number, to: number): Map<number, number> => {
    const lines = new Map<number, number>();
    for (let line = from; line < to; line++) {
      const number = list[line - 1] ?? 0;
      if (number !== 0) lines.set(number, lines.has(number) ? -1 : line);
    }
    return lines;
  };
  const inHead = once(head, h0, h1);
  const candidates: [number, number][] = [];
  for (const [number, line] of once(base, b0, b1)) {
    const other = inHead.get(number) ?? -1;
    if (line > 0 && other > 0) candidates.push([line, other]);
  }
  return longestIncreasing(candidates.toSorted((x, y) => x[0] - y[0]));
}

function longestIncreasing(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  for (const [index, [, value]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? -1]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[index] = low === 0 ? -1 : (tails[low - 1] ?? -1);
    tails[low] = index;
  }
  const row: [number, number][] = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) row.push(...pairs.slice(index, index + 1));
  return row.toReversed();
}

/** The longest common subsequence by the textbook table. */
function alignExactly(base: LineNumbers, b0: number, b1: number, head: LineNumbers, h0: number, h1: number, found: Int32Array): void {
  const width = h1 - h0 + 1;
  const table = new Uint16Array((b1 - b0 + 1) * width);
  for (let b = b1 - 1; b >= b0; b--) {
    for (let h = h1 - 1; h >= h0; h--) {
      const cell = (b - b0) * width + (h - h0);
      const same = base[b - 1] === head[h - 1] && base[b - 1] !== 0;
      table[cell] = same ? (table[cell + width + 1] ?? 0) + 1 : Math.max(table[cell + width] ?? 0, table[cell + 1] ?? 0);
    }
  }
  for (let b = b0, h = h0; b < b1 && h < h1;) {
    const cell = (b - b0) * width + (h - h0);
    if (base[b - 1] === head[h - 1] && base[b - 1] !== 0) found[h++] = b++;
    else if ((table[cell + width] ?? 0) >= (table[cell + 1] ?? 0)) b++;
    else h++;
  }
}
