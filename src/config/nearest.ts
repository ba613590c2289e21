import { closest, distance } from 'fastest-levenshtein';

/** The known word that was most likely meant, where one is near enough to be worth asking. */
export function nearest(word: string, known: readonly string[]): { near?: string } {
  const near = closest(word, [...known]);
  return distance(word, near) <= Math.max(2, Math.floor(near.length / 3)) ? { near } : {};
}
