/** One reader of outside bytes, as the fuzzer sees it. */
export interface FuzzTarget {
  /** Also the name of its folder in `test/corpus/fuzz`. */
  readonly name: string;
  /** Whose bytes these are. */
  readonly of: string;
  /** Decides how inputs are changed. */
  readonly form: 'binary' | 'text' | 'json' | 'json-lines';
  /** Words that mean something to the reader. */
  readonly words: readonly string[];
  /** Valid inputs to begin with, made when asked for. */
  readonly seeds: () => readonly Uint8Array[];
  /**
   * Reads one input. May end with a value or a UserError; anything else that it throws is a crash. It checks what must hold of the value
   * (spans inside the bytes, the same however the bytes are cut) by throwing.
   */
  readonly read: (bytes: Uint8Array) => unknown;
  /** An input of about so many bytes that is as real as can be; the default repeats the largest seed. Undefined: its inputs are never long. */
  readonly grow?: ((bytes: number) => Uint8Array) | undefined;
}

/** Fails a reading whose value cannot be right. */
export function mustHold(holds: boolean, what: string): void {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** As many copies of `piece` as make `bytes`. */
export function repeated(piece: Uint8Array, bytes: number): Uint8Array {
  const copies = Math.max(1, Math.ceil(bytes / Math.max(1, piece.length)));
  return Buffer.concat(Array.from({ length: copies }, () => piece));
}
