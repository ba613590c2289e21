import type { Site } from '../../model/site.ts';

/**
 * Whether a site can have made blocks of a size. `tiny`: perhaps; pointer-free objects of less than 16 bytes share blocks of 16 (`mallocgcTiny` in
 * runtime/malloc.go), and only the object that begins a block is in the profile.
 */
type Fit = 'no' | 'yes' | 'tiny';

const tinyBlock = 16;

/** What conversions to interfaces allocate that take no type: runtime/iface.go, in words; 0 for pointer-free values of at most 8 bytes. */
const wordsOfBox: Readonly<Record<string, number>> = {
  'runtime.convTstring': 2,
  'runtime.convTslice': 3,
  'runtime.convT16': 0,
  'runtime.convT32': 0,
  'runtime.convT64': 0,
};

/** Types without pointers, of which a few elements are less than 16 bytes. Elements of other types may have none either: they are then not called tiny. */
const pointerFree = /^(?:u?int(?:8|16|32|64)?|uintptr|byte|rune|bool|float(?:32|64)|complex64)$/;

/** `size`: bytes of one block, as the profile says. */
function canMake(site: Site, size: number, pointerSize: 4 | 8): Fit {
  const { what, type } = site;
  if (type?.charged !== undefined) {
    if (type.charged === size) return 'yes';
    return type.charged > 0 && type.charged < tinyBlock && size === tinyBlock ? 'tiny' : 'no';
  }
  if (what === 'box') return canBox(site, size, pointerSize);
  // One element at least.
  if ((what === 'slice' || what === 'growth') && type?.size !== undefined && type.size > size) return 'no';
  return size === tinyBlock && isPointerFree(site) ? 'tiny' : 'yes';
}

function canBox({ places }: Site, size: number, pointerSize: 4 | 8): Fit {
  const words = places.flatMap(({ calls }) => calls).map(({ allocator }) => wordsOfBox[allocator]);
  if (words.length === 0 || words.includes(undefined)) return 'yes';
  // Three words of 4 bytes have no class of their own: the next is 16.
  if (words.some((count) => count !== undefined && count > 0 && (count * pointerSize === 12 ? 16 : count * pointerSize) === size))
    return 'yes';
  return words.includes(0) && size === tinyBlock ? 'tiny' : 'no';
}

function isPointerFree({ what, type }: Site): boolean {
  return what === 'string' || what === 'bytes' || ((what === 'slice' || what === 'growth') && pointerFree.test(type?.name ?? ''));
}

/** Those sites that can have made objects of this size; all of them where none can. */
export function fittingSites(
  sites: readonly Site[],
  size: number,
  pointerSize: 4 | 8,
): readonly { readonly site: Site; readonly isTiny: boolean }[] {
  const fits = sites.map((site) => ({ site, fit: canMake(site, size, pointerSize) }));
  const able = fits.filter(({ fit }) => fit !== 'no');
  return (able.length > 0 ? able : fits).map(({ site, fit }) => ({ site, isTiny: fit === 'tiny' }));
}
