import type { Int64Builder } from '../base/int64-column.ts';

/** An array with room for `length` elements: the same one, or one at least twice as long with what was in it. */
export function grow<A extends Uint32Array | Float64Array>(array: A, length: number): A {
  if (length <= array.length) return array;
  const longer = new (array.constructor as new (length: number) => A)(Math.max(length, 2 * array.length, 64));
  longer.set(array);
  return longer;
}

/** A copy without the room that was not used. */
export function fitColumn({ near, wide }: Int64Builder, length: number): Int64Builder {
  return { near: near.length === length ? near : near.slice(0, length), wide };
}
