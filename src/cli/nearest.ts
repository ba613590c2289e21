/** The nearest of some words to one, where any is near enough to be meant. Loaded only when something is wrong: start-up pays for each module. */
export async function nearestWord(): Promise<(word: string, of: readonly string[]) => string | undefined> {
  const { closest, distance } = await import('fastest-levenshtein');
  return (word, of) => {
    if (of.length === 0) return undefined;
    const near = closest(word, [...of]);
    return distance(word, near) <= Math.max(2, Math.floor(near.length / 3)) ? near : undefined;
  };
}
