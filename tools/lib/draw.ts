/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Draws `count` items by chance: each stratum gives one while there is room, rarest first, and the rest is shared by their sizes, so that
 * rare kinds are seen and common ones weigh most. Gives them in the order of `items`.
 */
export function drawStratified<T>(items: readonly T[], stratumOf: (item: T) => string, count: number, random: () => number): T[] {
  const strata = new Map<string, T[]>();
  for (const item of items) strata.set(stratumOf(item), [...(strata.get(stratumOf(item)) ?? []), item]);
  const drawn = new Set<T>();
  for (const members of [...strata.values()].toSorted((a, b) => a.length - b.length)) {
    const first = members[Math.floor(random() * members.length)];
    if (first !== undefined && drawn.size < count) drawn.add(first);
  }
  const rest = items.filter((item) => !drawn.has(item));
  while (drawn.size < count && rest.length > 0) {
    const [item] = rest.splice(Math.floor(random() * rest.length), 1);
    if (item !== undefined) drawn.add(item);
  }
  return items.filter((item) => drawn.has(item));
}
