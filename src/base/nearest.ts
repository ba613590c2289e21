/** Longer words are no slip of the hand: no suggestion is looked for. */
const longest = 40;

/** The word of a list that was probably meant: at most two letters away, or a third of its own; the first of equals. */
export function nearest(word: string, of: readonly string[]): string | undefined {
  if (word.length > longest) return undefined;
  let best: string | undefined;
  let least = Infinity;
  for (const one of of) {
    const away = editDistance(word.toLowerCase(), one.toLowerCase());
    if (away < least && away <= Math.max(2, Math.floor(one.length / 3)) && away < Math.max(word.length, one.length)) {
      best = one;
      least = away;
    }
  }
  return best;
}

/** Letters to put in, take out or change (Levenshtein), row by row. */
function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (before[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      row.push(Math.min(change, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    before = row;
  }
  return before[b.length] ?? 0;
}
