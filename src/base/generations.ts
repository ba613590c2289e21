/** A memory that forgets, at each turn, what was not used since the turn before: bounded by what one run needs. */
export interface Generations<T> {
  get(key: string): T | undefined;
  has(key: string): boolean;
  set(key: string, value: T): void;
  turn(): void;
  clear(): void;
}

export function createGenerations<T>(): Generations<T> {
  let before = new Map<string, T>();
  let now = new Map<string, T>();
  return {
    get(key) {
      const known = now.get(key) ?? before.get(key);
      if (known !== undefined) now.set(key, known);
      return known;
    },
    has: (key) => now.has(key) || before.has(key),
    set: (key, value) => void now.set(key, value),
    turn() {
      before = now;
      now = new Map();
    },
    clear() {
      before = new Map();
      now = new Map();
    },
  };
}
