import type { Int64Builder } from '../base/int64-column.ts';

/** An array with room for `length` elements: the same one, or one at least twice as long with what was in it. */
export function grow<A extends Uint32Array | Float64Array>(array: A, length: number): A {
  if (length <= array.length) return array;
  const longer = new (array.constructor as new (length: number) => A)(Math.max(length, 2 * array.length, 64));
  longer.set(array);
  return longer;
}

/** The first `length` elements: the same memory where at most half of it was not used, which the system never gave, else a copy without. */
export function fit<A extends Uint32Array | Float64Array>(array: A, length: number): A {
  return (2 * length >= array.length ? array.subarray(0, length) : array.slice(0, length)) as A;
}

export function fitColumn({ near, wide }: Int64Builder, length: number): Int64Builder {
  return { near: fit(near, length), wide };
}
