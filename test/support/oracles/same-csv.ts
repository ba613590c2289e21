/**
 * Where our lines differ from benchstat's CSV: cells are equal as text, numbers (medians, geometric means) within 1e-12 of their value, since
 * Go and JavaScript compute logarithms apart to the last bit. Texts hold no quotes.
 */
export function csvDifferences(ours: readonly (readonly string[])[], theirs: string): string[] {
  const lines = theirs === '' ? [] : theirs.replace(/\n$/, '').split('\n');
  const differences = ours.length === lines.length ? [] : [`${ours.length} lines, there ${lines.length}`];
  for (const [index, line] of lines.entries()) {
    const cells = (ours[index] ?? []).map((cell) => cell);
    const other = line.split(',');
    while (cells.length < other.length) cells.push('');
    if (cells.length !== other.length || cells.some((cell, column) => !isSame(cell, other[column] ?? '')))
      differences.push(`${index + 1}: ${cells.join(',')}\n   there: ${line}`);
  }
  return differences;
}

function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
  return number.test(one) && number.test(other) && Math.abs(Number(one) - Number(other)) <= 1e-12 * Math.abs(Number(other));
}
