import { releaseOf } from '../../model/tables/release.ts';
import { executableError } from './executable-error.ts';
import type { LineTable } from './find-line-table.ts';
import { readBytes, readFrom, regionAt } from './image.ts';
import type { Image, Region } from './image.ts';

/** What of `runtime.firstmoduledata` is needed, with addresses before relocation. */
export interface ModuleData {
  /** Where the functions' offsets count from. */
  readonly text: number;
  /** What inline trees and other data of functions count from: `go:func.*`. */
  readonly functionData: number;
  /** The parts of the text, where it is in several: offsets from `from` to `to` lie at `address`. One part has none. */
  readonly parts: readonly { readonly from: number; readonly to: number; readonly address: number }[];
}

/** Words of `moduledata` (runtime/symtab.go; the same in Go 1.22 to 1.27 up to `types`). */
const at = { header: 0, names: 1, namesLength: 2, table: 16, tableLength: 17, text: 22 } as const;
/** `gofunc` and `textsectmap` by release: 1.26 put `epclntab` between them, 1.27 three words more before `rodata`. */
const layouts = [
  { from: '1.27', functionData: 43, parts: 45 },
  { from: '1.26', functionData: 40, parts: 42 },
  { from: '1.22', functionData: 40, parts: 41 },
] as const;
const words = 48;

const mostParts = 1000;

/**
 * Finds the record that the linker leaves for the runtime: by its section (ELF and Mach-O since Go 1.26), else by its first word, which is the address of the line table.
 * What it says is checked against that table.
 * @throws UserError `executable-damaged`, `executable-truncated`
 */
export function findModuleData(image: Image, table: LineTable, goVersion: string): ModuleData {
  const damaged = executableError('executable-damaged', { file: image.file, what: 'the record of the module (runtime.firstmoduledata)' });
  const read = candidates(image, table)
    .map((address) => readWords(image, address, table.pointerSize))
    .find((found) => found !== undefined && fits(found, table));
  const text = read?.[at.text];
  if (!read || text === undefined || regionAt(image, text)?.isCode !== true) throw damaged;
  const release = releaseOf(goVersion);
  const known = release && layouts.find(({ from }) => order(release) >= order(from));
  for (const layout of known ? [known] : layouts) {
    const functionData = read[layout.functionData] ?? 0;
    const [list = 0, length = 0, capacity = 0] = read.slice(layout.parts, layout.parts + 3);
    if (!regionAt(image, functionData) || length !== capacity || length > mostParts) continue;
    const parts = length < 2 ? [] : readParts(image, list, length, table.pointerSize);
    if (parts) return { text, functionData, parts };
  }
  throw damaged;
}

function order(release: string): number {
  return Number(release.slice(2));
}

/** Until Go 1.25 the linker left room between the parts of the line table. */
const mostRoom = 64;

function fits(read: readonly number[], table: LineTable): boolean {
  const room = table.units - table.names - (read[at.namesLength] ?? 0);
  return (
    read[at.header] === table.address &&
    read[at.names] === table.address + table.names &&
    room >= 0 &&
    room < mostRoom &&
    read[at.table] === table.address + table.functions &&
    read[at.tableLength] === table.functionCount + 1
  );
}

/** Addresses at which the record may be. */
function* search(image: Image, table: LineTable): Generator<number> {
  for (const { name, address } of image.regions) if (name === '.go.module' || name === '__go_module') yield address;
  if (image.relocations) for (const [place, target] of relocationsTo(image, (to) => to === table.address)) if (target >= 0) yield place;
  // A program without section headers has its data in a segment that is written to; a linker may have put it among what is only relocated.
  const likely = (region: Region): number => (region.isWritable ? 0 : 1);
  for (const region of image.regions.filter(({ isCode }) => !isCode).toSorted((a, b) => likely(a) - likely(b)))
    yield* placesIn(image, region, table);
}

/** The record is written once; more places that begin like it are not looked at. */
const mostCandidates = 64;

function candidates(image: Image, table: LineTable): number[] {
  const found: number[] = [];
  for (const address of search(image, table)) {
    const read = readWords(image, address, table.pointerSize);
    if (read && fits(read, table)) return [address];
    found.push(address);
    if (found.length >= mostCandidates) break;
  }
  return found;
}

const chunk = 4 << 20;

function* placesIn(
  image: Image,
  { address, offset, size }: Region,
  { address: wanted, pointerSize, isLittle }: LineTable,
): Generator<number> {
  const first = (pointerSize - (address % pointerSize)) % pointerSize;
  // In a chain of fixups the address counts from the first byte of the image, and its upper bits say where the next one is.
  const low = [wanted >>> 0, (wanted - image.base) >>> 0];
  for (let from = first; from + pointerSize <= size; from += chunk) {
    const bytes = readBytes(image, offset + from, Math.min(chunk, size - from));
    for (let place = 0; place + pointerSize <= bytes.length; place += pointerSize) {
      const begin = isLittle ? bytes.readUInt32LE(place) : bytes.readUInt32BE(place + pointerSize - 4);
      if (begin === low[0] || begin === low[1]) yield address + from + place;
    }
  }
}

/** The words of the record; pointers as they are before the loader moves them. */
function readWords(image: Image, address: number, size: 4 | 8): readonly number[] | undefined {
  const bytes = readFrom(image, address, words * size);
  if (!bytes || bytes.length < words * size) return undefined;
  const read = Array.from({ length: words }, (_, index) => pointerOf(image, bytes, index * size, size));
  if (image.relocations) {
    const end = address + words * size;
    for (const [place, target] of relocationsTo(image, undefined, address, end)) read[(place - address) / size] = target;
  }
  return read;
}

function pointerOf({ isLittle, base }: Image, bytes: Buffer, from: number, size: 4 | 8): number {
  if (size === 4) return isLittle ? bytes.readUInt32LE(from) : bytes.readUInt32BE(from);
  const [low, high] = isLittle
    ? [bytes.readUInt32LE(from), bytes.readUInt32LE(from + 4)]
    : [bytes.readUInt32BE(from + 4), bytes.readUInt32BE(from)];
  // DYLD_CHAINED_PTR_64 and _64_OFFSET (mach-o/fixup-chains.h): 36 bits of the target, then a byte of its top and the distance to the next.
  if (base > 0) {
    const target = (high & 0xf) * 2 ** 32 + low;
    return high > 0xf || (target > 0 && target < base && high > 0) ? (target < base ? base + target : target) : high * 2 ** 32 + low;
  }
  return high * 2 ** 32 + low;
}

/** `Elf64_Rela`: offset, type, addend. */
const relocationSize = 24;

/** Relocations of the loader whose target is wanted, or whose place is between two addresses. */
function* relocationsTo(
  image: Image,
  isWanted: ((target: number) => boolean) | undefined,
  from = 0,
  end = 0,
): Generator<readonly [place: number, target: number]> {
  const { offset, size, relative } = image.relocations ?? { offset: 0, size: 0, relative: 0 };
  const bytes = readBytes(image, offset, size);
  for (let row = 0; row + relocationSize <= size; row += relocationSize) {
    if (bytes.readUInt32LE(row + 8) !== relative) continue;
    const place = bytes.readUInt32LE(row) + bytes.readUInt32LE(row + 4) * 2 ** 32;
    const target = bytes.readUInt32LE(row + 16) + bytes.readUInt32LE(row + 20) * 2 ** 32;
    if (isWanted ? isWanted(target) : place >= from && place < end && (place - from) % 8 === 0) yield [place, target];
  }
}

/** `textsect` in runtime/symtab.go: the first and last offset, and where they lie. */
function readParts(image: Image, list: number, length: number, size: 4 | 8): ModuleData['parts'] | undefined {
  const bytes = readFrom(image, list, length * 3 * size);
  if (!bytes || bytes.length < length * 3 * size) return undefined;
  return Array.from({ length }, (_, index) => {
    const word = (field: number): number => pointerOf(image, bytes, (index * 3 + field) * size, size);
    return { from: word(0), to: word(1), address: word(2) };
  });
}
