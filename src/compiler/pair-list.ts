/** Pairs of offsets in memory that doubles: two numbers for each explanation instead of an object. */
export interface PairList {
  readonly pairs: number;
  push(first: number, second: number): void;
  finish(): Int32Array;
}

export function createPairList(): PairList {
  let memory = new Int32Array(64);
  let used = 0;
  return {
    get pairs() {
      return used / 2;
    },
    push(first, second) {
      if (used + 2 > memory.length) {
        const larger = new Int32Array(memory.length * 2);
        larger.set(memory);
        memory = larger;
      }
      memory[used++] = first;
      memory[used++] = second;
    },
    finish: () => memory.slice(0, used),
  };
}
