import { closest, distance } from 'fastest-levenshtein';

/** Longer words are no slip of the hand: no suggestion is looked for. */
const longest = 100;

/** The word of a list that was probably meant: at most two letters away, or a third of its own; the first of equals. */
export function nearest(word: string, of: readonly string[]): string | undefined {
  if (of.length === 0 || word.length > longest) return undefined;
  const typed = word.toLowerCase();
  const near = closest(
    typed,
    of.map((one) => one.toLowerCase()),
  );
  const found = of.find((one) => one.toLowerCase() === near) ?? near;
  const away = distance(typed, near);
  return away <= Math.max(2, Math.floor(near.length / 3)) && away < Math.max(typed.length, near.length) ? found : undefined;
}

/** {@link nearest} as the optional field of an error's facts. */
export function nearOf(word: string, of: readonly string[]): { near?: string } {
  const near = nearest(word, of);
  return near === undefined ? {} : { near };
}
