import { grow } from './grow.ts';

/** Numbers rows of words, each once, in the order in which they come. */
export interface SampleTable {
  /** The row of the first `length` words of `key`; a new one, the last, where it is not known. */
  row(key: Uint32Array, length: number): number;
  readonly count: () => number;
  /** All rows, one after the other; row n begins at `starts[n]`. */
  readonly words: () => Uint32Array;
  readonly starts: () => Uint32Array;
}

/** So many looks at rows are allowed for each question: at half full there are one and a half. */
const mostLooks = 8;

/**
 * A table of hashes. Somebody may choose rows whose hashes are alike: where too many are looked at, rows are known by texts from then on, as slow for all rows but for none slower (200,000 stacks
 * of 30 frames: 40 ms against 250 ms by texts). `hash` is for tests.
 */
export function createSampleTable(hash: (key: Uint32Array, length: number) => number = hashOf): SampleTable {
  let words = new Uint32Array(1024);
  let starts = new Uint32Array(64);
  let hashes = new Uint32Array(64);
  let slots = new Int32Array(128);
  let count = 0;
  let looks = 0;
  let allowed = 1024;
  let byText: Map<string, number> | undefined;

  function add(key: Uint32Array, length: number, hash: number): number {
    const start = starts[count]!;
    words = grow(words, start + length);
    for (let at = 0; at < length; at++) words[start + at] = key[at]!;
    starts = grow(starts, count + 2);
    starts[count + 1] = start + length;
    hashes = grow(hashes, count + 1);
    hashes[count] = hash;
    return count++;
  }
  function isRow(row: number, key: Uint32Array, length: number): boolean {
    const start = starts[row]!;
    if (starts[row + 1]! - start !== length) return false;
    for (let at = 0; at < length; at++) if (words[start + at] !== key[at]) return false;
    return true;
  }
  function rehash(): void {
    slots = new Int32Array(2 * slots.length);
    const mask = slots.length - 1;
    for (let row = 0; row < count; row++) {
      let slot = hashes[row]! & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = row + 1;
    }
  }
  function rowByText(key: Uint32Array, length: number): number {
    if (!byText) {
      byText = new Map();
      for (let row = 0; row < count; row++) byText.set(textOf(words, starts[row]!, starts[row + 1]!), row);
    }
    const text = textOf(key, 0, length);
    let row = byText.get(text);
    if (row === undefined) byText.set(text, (row = add(key, length, 0)));
    return row;
  }
  return {
    count: () => count,
    words: () => words,
    starts: () => starts,
    row(key, length) {
      if (byText) return rowByText(key, length);
      allowed += mostLooks;
      const hashed = hash(key, length);
      const mask = slots.length - 1;
      let slot = hashed & mask;
      for (let known = slots[slot]!; known !== 0; known = slots[slot]!) {
        if (++looks > allowed) return rowByText(key, length);
        if (hashes[known - 1] === hashed && isRow(known - 1, key, length)) return known - 1;
        slot = (slot + 1) & mask;
      }
      const row = add(key, length, hashed);
      slots[slot] = row + 1;
      if (2 * count > slots.length) rehash();
      return row;
    },
  };
}

function textOf({ buffer, byteOffset }: Uint32Array, from: number, to: number): string {
  return Buffer.from(buffer, byteOffset + 4 * from, 4 * (to - from)).toString('latin1');
}

/** Each word is mixed in as MurmurHash3 does it. */
function hashOf(key: Uint32Array, length: number): number {
  let hash = length;
  for (let at = 0; at < length; at++) {
    const mixed = Math.imul(key[at]!, 0xcc9e2d51);
    hash ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
