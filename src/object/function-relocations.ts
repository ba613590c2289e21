import { relocationSize, symbolOf, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';

/** Records `first` to `end` of a function's relocations in the order of its code; they stand so in the object, which is checked. */
export function sortedRelocations(object: GoObject, first: number, end: number): number[] {
  const { bytes } = object;
  const places: number[] = [];
  let last = -1;
  let ascends = true;
  for (let n = first; n < end; n++) {
    const at = object.relocations + n * relocationSize;
    const offset = u32(bytes, at);
    ascends &&= offset >= last;
    last = offset;
    places.push(at);
  }
  return ascends ? places : places.sort((a, b) => u32(bytes, a) - u32(bytes, b));
}

/** wasm: an address inside the function itself is the return address of the call that follows. */
export function isReturnAddress(object: GoObject, symbol: number, at: number): boolean {
  const { bytes } = object;
  return u32(bytes, at + 7) !== 0 && symbolOf(object, u32(bytes, at + 15), u32(bytes, at + 19)) === symbol;
}
