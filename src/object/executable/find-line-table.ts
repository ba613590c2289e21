import { executableError } from './executable-error.ts';
import { readBytes, readFrom } from './image.ts';
import type { Image } from './image.ts';

/**
 * The line table of a linked program, `runtime.pclntab`: a header (`pcHeader` in runtime/symtab.go), names of functions, tables of files, pairs of pc and value, functions.
 * Its form is the same from Go 1.20 to 1.27 (cmd/link/internal/ld/pcln.go); what changed is that since 1.26 the header does not say where the text starts, and inline trees
 * stand at its end.
 */
export interface LineTable {
  readonly address: number;
  /** From the header on; where no section says its end, to that of the region around it. */
  readonly bytes: Buffer;
  readonly isLittle: boolean;
  readonly pointerSize: 4 | 8;
  /** Unit of the pc deltas. */
  readonly pcUnit: number;
  readonly functionCount: number;
  /** Offsets into `bytes`. */
  readonly names: number;
  readonly units: number;
  readonly files: number;
  readonly pairs: number;
  readonly functions: number;
}

const sectionNames: ReadonlySet<string> = new Set(['.gopclntab', '.data.rel.ro.gopclntab', '__gopclntab']);

/** `PCLnTabMagic` in internal/abi/symtab.go, the last of Go 1.20 and later. */
const current = 0xfffffff1;
const earlier: readonly number[] = [0xfffffffb, 0xfffffffa, 0xfffffff0];

/** What was found instead: tables of an earlier form, or a named section that holds none of Go's. */
export type NoLineTable = 'earlier' | 'unknown' | 'none';

/** @throws UserError `executable-truncated`, `executable-damaged` */
export function findLineTable(image: Image): LineTable | NoLineTable {
  const named = image.regions.find(({ name }) => sectionNames.has(name));
  if (named) {
    const bytes = readBytes(image, named.offset, named.size);
    const magic = bytes.length >= 8 ? u32(bytes, 0, image.isLittle) : 0;
    if (magic !== current) return earlier.includes(magic) ? 'earlier' : 'unknown';
    const table = readHeader(bytes, named.address, image.isLittle);
    if (!table) throw executableError('executable-damaged', { file: image.file, what: 'the header of the line table' });
    return table;
  }
  // PE has no section of its own for it, and programs without section headers have none at all.
  let isEarlier = false;
  for (const region of image.regions) {
    // A segment may hold more than code.
    if (region.isCode && region.name !== '') continue;
    const { bytes, at } = findHeader(image, region.offset, region.size, current) ?? {};
    if (bytes && at !== undefined) {
      const address = region.address + at;
      const table = readHeader(readFrom(image, address, region.size) ?? bytes, address, image.isLittle);
      if (table) return table;
    }
    isEarlier ||= earlier.some((magic) => findHeader(image, region.offset, region.size, magic) !== undefined);
  }
  return isEarlier ? 'earlier' : 'none';
}

const chunk = 16 << 20;
/** Of `pcHeader` of 64-bit programs. */
const longestHeader = 72;

/** The first place in a region where a header may stand. */
function findHeader(
  image: Image,
  offset: number,
  size: number,
  magic: number,
): { readonly bytes: Buffer; readonly at: number } | undefined {
  const { isLittle } = image;
  const wanted = Buffer.alloc(6);
  if (isLittle) wanted.writeUInt32LE(magic);
  else wanted.writeUInt32BE(magic);
  for (let from = 0; from < size; from += chunk - longestHeader) {
    const bytes = readBytes(image, offset + from, Math.min(chunk, size - from));
    for (let at = bytes.indexOf(wanted); at >= 0 && at + longestHeader <= bytes.length; at = bytes.indexOf(wanted, at + 1)) {
      if (isHeader(bytes.subarray(at, at + longestHeader), isLittle, size - from - at)) return { bytes, at: from + at };
    }
  }
  return undefined;
}

function isHeader(bytes: Buffer, isLittle: boolean, room: number): boolean {
  if (![1, 2, 4].includes(bytes[6]!) || (bytes[7] !== 4 && bytes[7] !== 8)) return false;
  const pointerSize = bytes[7];
  const at = (index: number): number => word(bytes, 8 + index * pointerSize, pointerSize, isLittle);
  const offsets = [at(3), at(4), at(5), at(6), at(7)];
  const isAscending = offsets.every((offset, index) => offset > 0 && offset >= (offsets[index - 1] ?? 0));
  return at(0) > 0 && isAscending && at(7) + at(0) * 8 + 4 <= room;
}

/** What the header says, where it fits the length of the table. */
function readHeader(bytes: Buffer, address: number, isLittle: boolean): LineTable | undefined {
  if (bytes.length < longestHeader || !isHeader(bytes, isLittle, bytes.length)) return undefined;
  const pointerSize = bytes[7] as 4 | 8;
  const at = (index: number): number => word(bytes, 8 + index * pointerSize, pointerSize, isLittle);
  const [functionCount, names, units, files, pairs, functions] = [at(0), at(3), at(4), at(5), at(6), at(7)];
  return { address, bytes, isLittle, pointerSize, pcUnit: bytes[6]!, functionCount, names, units, files, pairs, functions };
}

function u32(bytes: Buffer, at: number, isLittle: boolean): number {
  return isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}

function word(bytes: Buffer, at: number, size: number, isLittle: boolean): number {
  if (size === 4) return u32(bytes, at, isLittle);
  const [low, high] = isLittle ? [u32(bytes, at, true), u32(bytes, at + 4, true)] : [u32(bytes, at + 4, false), u32(bytes, at, false)];
  return high * 2 ** 32 + low;
}
