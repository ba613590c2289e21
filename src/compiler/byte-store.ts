/**
 * Bytes collected piece by piece in memory that doubles and is used again: each byte is copied a bounded number of times, whatever the
 * pieces. (Fresh memory for each block made the splitter three times slower: its pages have to be mapped and cleared.)
 */
export interface ByteStore {
  readonly length: number;
  append(bytes: Uint8Array): void;
  /** What was collected, in the store's own memory: valid until the next `append` after `clear`. */
  view(): Uint8Array;
  clear(): void;
}

export function createByteStore(): ByteStore {
  let memory = new Uint8Array(0);
  let used = 0;
  return {
    get length() {
      return used;
    },
    append(bytes) {
      const needed = used + bytes.length;
      if (needed > memory.length) {
        const larger = new Uint8Array(Math.max(needed, memory.length * 2, 4096));
        larger.set(memory.subarray(0, used));
        memory = larger;
      }
      memory.set(bytes, used);
      used = needed;
    },
    view: () => memory.subarray(0, used),
    clear() {
      used = 0;
    },
  };
}
