/** What a run of the fuzzer holds each reader to. */
export const fuzzLimits = {
  /** Milliseconds for one input of at most `longestInput`; some hundred times what the slowest needs, since the machine may be busy. */
  inputMs: 10_000,
  /** Bytes that mutation makes at most. */
  longestInput: 1 << 18,
  /** Bytes of the grown input, read once for each target. */
  grown: 4 << 20,
  /** Bytes that a reader may hold for each byte of its input … */
  memoryFactor: 10,
  /** … of an input that was changed: the densest that can be made are records of some ten bytes, as `func f(){}` or `//go:a` without end. */
  densestFactor: 64,
  /** … above what Node, the readers and the fuzzer hold themselves. */
  memoryBase: 64 << 20,
  /** … and what a value may hold at least, measured after collecting. */
  valueBase: 1 << 20,
} as const;
