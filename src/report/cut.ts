import fastStringWidth from 'fast-string-width';

/** Cuts a line, which may hold colour sequences, to `columns` and marks the cut. */
export function cutTo(line: string, columns: number): string {
  if (line.length <= columns || fastStringWidth(line) <= columns) return line;
  // Binary search over code points; colours are closed again since a cut may leave one open.
  const points = [...line];
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fastStringWidth(points.slice(0, middle).join('')) <= columns - 1) low = middle;
    else high = middle - 1;
  }
  const kept = points
    .slice(0, low)
    .join('')
    .replace(/\u001b\[?[0-9;]*$/, '');
  return `${kept}…${line.includes('\u001b') ? '\u001b[0m' : ''}`;
}
