import { entriesOf, newestKnown, releaseOf } from './release.ts';
import type { Release } from './release.ts';
import { sizeClasses } from './size-class-data.ts';

/** runtime/malloc.go `maxSmallSize`, `pageSize`, `maxTinySize`; internal/runtime/gc `MallocHeaderSize`: the same from 1.22 to 1.27. */
const maxSmallSize = 32768;
const pageSize = 8192;
const tinyBlock = 16;
const headerSize = 8;

const classesOf = new Map<Release, readonly number[]>();

/**
 * The bytes that the runtime charges to statistics and profiles for one object: what a benchmark's B/op gains by it.
 *
 * A small object takes the next size class. One with pointers that is larger than 512 bytes (128 where pointers have 4) has a header
 * of 8 bytes before it, since 1.22 (`heapBitsInSpan`). What then exceeds 32 KiB takes whole pages of 8 KiB, without a header.
 * Pointer-free objects of less than 16 bytes share blocks of 16 (`mallocgcTiny`): for these it is the share of an object among its
 * like, rounded down as B/op is; a single one is charged 16 or nothing. Zero-size objects cost nothing (`zerobase`).
 *
 * A release that is not known here is taken to be like the newest that is. Not for `GOEXPERIMENT=noallocheaders` (1.22), nor for
 * builds with `-asan`, which puts red zones around objects.
 */
export function chargedSize(release: string, bytes: number, hasPointers: boolean, pointerSize: 4 | 8): number {
  if (bytes === 0) return 0;
  if (!hasPointers && bytes < tinyBlock) return Math.floor(tinyBlock / tinyShare(bytes, pointerSize));
  if (bytes > maxSmallSize - headerSize) return Math.ceil(bytes / pageSize) * pageSize;
  const needsHeader = hasPointers && bytes > pointerSize * pointerSize * 8;
  return classOf(needsHeader ? bytes + headerSize : bytes, releaseOf(release) ?? newestKnown);
}

/** How many objects of one tiny size fit in a block, with the alignment that `mallocgcTiny` gives them. */
function tinyShare(bytes: number, pointerSize: 4 | 8): number {
  // 12 bytes on 32-bit machines may begin with a 64-bit field that is used atomically (go.dev/issue/37262).
  const alignment = bytes % 8 === 0 || (pointerSize === 4 && bytes === 12) ? 8 : bytes % 4 === 0 ? 4 : bytes % 2 === 0 ? 2 : 1;
  const stride = Math.ceil(bytes / alignment) * alignment;
  return Math.floor((tinyBlock - bytes) / stride) + 1;
}

function classOf(bytes: number, release: Release): number {
  let classes = classesOf.get(release);
  if (classes === undefined) {
    classes = entriesOf(sizeClasses, release).map(Number);
    classesOf.set(release, classes);
  }
  return classes.find((size) => size >= bytes) ?? maxSmallSize;
}
