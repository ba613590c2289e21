/** Lines from the first to the last, both included. */
export interface LineSpan {
  readonly line: number;
  readonly endLine: number;
}

/**
 * Answers which spans are around a line, in the order of their first lines. It looks from the last span that begins before the line only as
 * far back as one reaches it, so a long list costs no more than what is nested there.
 */
export function indexSpans<T extends LineSpan>(spans: readonly T[]): (line: number) => T[] {
  const sorted = spans.toSorted((a, b) => a.line - b.line);
  /** The furthest end of each span and all before it. */
  const reach: number[] = [];
  for (const { endLine } of sorted) reach.push(Math.max(endLine, reach.at(-1) ?? 0));
  return (line) => {
    const found: T[] = [];
    for (let index = countStarted(sorted, line) - 1; index >= 0 && (reach[index] ?? 0) >= line; index--) {
      const span = sorted[index];
      if (span && span.endLine >= line) found.push(span);
    }
    return found.reverse();
  };
}

/** How many begin on the line or before it. */
function countStarted(sorted: readonly LineSpan[], line: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.line ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  return low;
}
