/** A rectangle; numbers are whatever the drawing counts in. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides a rectangle into one for each value, of an area in proportion to it and as near to a square as may be (Bruls, Huizing and van Wijk, 1999).
 * `values` are sorted, the largest first; what is not above 0 gets an empty one. Own 40 lines, since the renderer of SVG needs it too and
 * d3-hierarchy would be a run-time dependency.
 */
export function squarify(values: readonly number[], into: Rect): Rect[] {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const rects: Rect[] = [];
  if (total <= 0 || into.width <= 0 || into.height <= 0) return values.map(() => ({ ...into, width: 0, height: 0 }));
  const areas = values.map((value) => (Math.max(0, value) / total) * into.width * into.height);
  let rest = into;
  for (let from = 0; from < areas.length;) {
    const side = Math.min(rest.width, rest.height);
    let to = from + 1;
    let sum = areas[from] ?? 0;
    const largest = sum;
    let worst = worstRatio(largest, largest, sum, side);
    for (; to < areas.length; to++) {
      const next = areas[to] ?? 0;
      const ratio = worstRatio(largest, next, sum + next, side);
      if (ratio > worst) break;
      worst = ratio;
      sum += next;
    }
    rest = placeRow(areas.slice(from, to), sum, rest, rects);
    from = to;
  }
  return rects;
}

/** The longest rectangle of a row along `side`, as the longer side by the shorter. */
function worstRatio(largest: number, smallest: number, sum: number, side: number): number {
  if (smallest <= 0 || sum <= 0 || side <= 0) return Infinity;
  const square = sum * sum;
  return Math.max((side * side * largest) / square, square / (side * side * smallest));
}

function placeRow(areas: readonly number[], sum: number, { x, y, width, height }: Rect, rects: Rect[]): Rect {
  const isColumn = width >= height;
  const depth = Math.min(isColumn ? width : height, sum / (isColumn ? height : width));
  let at = isColumn ? y : x;
  for (const area of areas) {
    const length = depth > 0 ? area / depth : 0;
    rects.push(isColumn ? { x, y: at, width: depth, height: length } : { x: at, y, width: length, height: depth });
    at += length;
  }
  return isColumn ? { x: x + depth, y, width: width - depth, height } : { x, y: y + depth, width, height: height - depth };
}
