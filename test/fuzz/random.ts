/** Random numbers that a seed decides (mulberry32): a run is repeated by its seed. */
export interface Random {
  /** A whole number from 0 to `below` − 1; 0 where that is less than 1. */
  below(below: number): number;
  /** True once in `times`. */
  once(times: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (limit: number): number => (limit < 1 ? 0 : next() % limit);
  return { below, once: (times) => below(times) === 0, pick: (from) => from[below(from.length)] ?? from[0] };
}
