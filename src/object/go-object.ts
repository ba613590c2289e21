import { archiveError, corrupt } from './archive-error.ts';

/** Special package indexes of symbol references (`cmd/internal/goobj/objfile.go`, the same from Go 1.22 to 1.27). */
export const packageIndex = {
  none: 0x7fffffff,
  hashed64: 0x7ffffffe,
  hashed: 0x7ffffffd,
  builtin: 0x7ffffffc,
  self: 0x7ffffffb,
} as const;

/** Kinds of auxiliary symbols that are read (`goobj.Aux*`, the same from Go 1.22 to 1.27; later ones move). */
export const auxKind = { funcInfo: 1, pcFile: 8, pcLine: 9, pcInline: 10 } as const;

export const symbolSize = 21;
export const relocationSize = 23;
const auxSize = 9;
const importSize = 16;
export const refNameSize = 16;
const fileMagic = '\0go120ld';
const blockCount = 19;
export const objectHeaderSize: number = 8 + 8 + 4 + 4 * blockCount;
const fromAssemblyFlag = 4;
export const longestHeader: number = 1 << 16;
/** The longest names in std are types of some 10 kB. */
export const longestName: number = 1 << 20;

/** What the text line before an object says: `go object linux amd64 go1.26.8 GOAMD64=v1 X:regabiwrappers,regabiargs,…`. */
export interface ObjectHeader {
  readonly goos: string;
  readonly goarch: string;
  /** `go1.26.8`, or `devel go1.28-abc…` with its date. */
  readonly goVersion: string;
  readonly experiments: readonly string[];
}

/** One Go object of an archive. All offsets are absolute in `bytes`; counts are of records. */
export interface GoObject {
  readonly bytes: Buffer;
  readonly base: number;
  readonly end: number;
  readonly header: ObjectHeader;
  readonly fromAssembly: boolean;
  /** Bytes of names that may still be decoded. Real archives share few names; a made-up one could share a long one thousands of times. */
  readonly texts: { left: number };
  /** Offset of each block, and of the end of the last. */
  readonly imports: number;
  readonly packages: number;
  readonly files: number;
  readonly symbols: number;
  readonly nonPackageRefs: number;
  readonly relocationIndex: number;
  readonly auxIndex: number;
  readonly dataIndex: number;
  readonly relocations: number;
  readonly aux: number;
  readonly data: number;
  readonly refNames: number;
  readonly importCount: number;
  readonly packageCount: number;
  readonly fileCount: number;
  /** Symbols defined here: own, hashed64, hashed, non-package, in this order. */
  readonly definedCount: number;
  readonly ownCount: number;
  readonly hashed64Count: number;
  readonly hashedCount: number;
  readonly nonPackageRefCount: number;
  readonly relocationCount: number;
  readonly auxCount: number;
  readonly dataSize: number;
  readonly refNameCount: number;
}

export function u16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

export function u32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** Whether a member's data starts as a Go object does; foreign objects (ELF of cgo) do not. */
export function isGoObject(bytes: Buffer, start: number, end: number): boolean {
  return end - start >= 10 && bytes.toString('latin1', start, start + 10) === 'go object ';
}

/**
 * Reads the header of one Go object and checks that every block lies inside it. The symbols are read on demand by the functions below.
 * Format: the comment at the top of `cmd/internal/goobj/objfile.go`.
 * @throws UserError `archive-version`, `archive-truncated`, `archive-corrupt`
 */
export function openGoObject(bytes: Buffer, start: number, end: number): GoObject {
  const text = bytes.subarray(start, Math.min(end, start + longestHeader));
  const textEnd = text.indexOf('\n!\n', 0, 'latin1');
  if (textEnd < 0) throw text.length < longestHeader ? archiveError('archive-truncated', { at: end }) : corrupt('object header', start);
  const header = readHeaderLine(text.toString('utf8', 0, text.indexOf(10)), start);
  const base = start + textEnd + 3;
  if (base + objectHeaderSize > end) throw archiveError('archive-truncated', { at: end });
  const found = bytes.toString('latin1', base, base + 8);
  if (found !== fileMagic) {
    if (/^\0go1\d\dld$/.test(found)) throw archiveError('archive-version', { magic: found.slice(1), goVersion: header.goVersion });
    throw corrupt('object magic', base);
  }
  const size = end - base;
  const offsets: number[] = [];
  for (let i = 0; i < blockCount; i++) {
    const offset = u32(bytes, base + 20 + 4 * i);
    if (offset > size) throw archiveError('archive-truncated', { at: end });
    if (offset < objectHeaderSize || (i > 0 && offset < offsets[i - 1]! - base)) throw corrupt('block offset', base + 20 + 4 * i);
    offsets.push(base + offset);
  }
  const count = (block: number, recordSize: number, what: string): number => {
    const length = offsets[block + 1]! - offsets[block]!;
    if (length % recordSize !== 0) throw corrupt(what, offsets[block]!);
    return length / recordSize;
  };
  const ownCount = count(3, symbolSize, 'symbols');
  const hashed64Count = count(4, symbolSize, 'hashed64 symbols');
  const hashedCount = count(5, symbolSize, 'hashed symbols');
  const definedCount = ownCount + hashed64Count + hashedCount + count(6, symbolSize, 'non-package symbols');
  for (const [block, what] of [
    [11, 'relocation index'],
    [12, 'aux index'],
    [13, 'data index'],
  ] as const) {
    if (count(block, 4, what) !== definedCount + 1) throw corrupt(what, offsets[block]!);
  }
  return {
    bytes,
    base,
    end,
    header,
    texts: { left: namesOf(size) },
    fromAssembly: (u32(bytes, base + 16) & fromAssemblyFlag) !== 0,
    imports: offsets[0]!,
    packages: offsets[1]!,
    files: offsets[2]!,
    symbols: offsets[3]!,
    nonPackageRefs: offsets[7]!,
    relocationIndex: offsets[11]!,
    auxIndex: offsets[12]!,
    dataIndex: offsets[13]!,
    relocations: offsets[14]!,
    aux: offsets[15]!,
    data: offsets[16]!,
    refNames: offsets[17]!,
    importCount: count(0, importSize, 'imports'),
    packageCount: count(1, 8, 'packages'),
    fileCount: count(2, 8, 'files'),
    definedCount,
    ownCount,
    hashed64Count,
    hashedCount,
    nonPackageRefCount: count(7, symbolSize, 'references'),
    relocationCount: count(14, relocationSize, 'relocations'),
    auxCount: count(15, auxSize, 'aux symbols'),
    dataSize: offsets[17]! - offsets[16]!,
    refNameCount: count(17, refNameSize, 'reference names'),
  };
}

/** `objabi.HeaderString`: `go object GOOS GOARCH VERSION [GOAMD64=…] X:experiments`. A development version has spaces. */
function readHeaderLine(line: string, at: number): ObjectHeader {
  const parts = /^go object (\S+) (\S+) (.+?)(?: GO[A-Z0-9]+=\S+)?(?: X:(\S*))?$/.exec(line);
  if (!parts) throw corrupt('object header', at);
  return { goos: parts[1]!, goarch: parts[2]!, goVersion: parts[3]!, experiments: parts[4] ? parts[4].split(',') : [] };
}

/** Bytes of names that may be decoded of an object of so many bytes; std of Go 1.26 has at most a quarter of its bytes. */
function namesOf(bytes: number): number {
  return 2 ** 20 + 4 * bytes;
}

/** To be called for each name that is decoded. @throws UserError `archive-limit` */
export function chargeName({ texts, base, end }: GoObject, length: number): void {
  texts.left -= length;
  if (texts.left < 0) throw archiveError('archive-limit', { what: 'bytes of names', limit: namesOf(end - base) });
}

/** The string that a reference (length, offset) at `at` names. */
function stringAt(object: GoObject, at: number): string {
  const { bytes, base, end } = object;
  const length = u32(bytes, at);
  const from = base + u32(bytes, at + 4);
  // Of an object that was opened in part less is there than up to its end.
  if (length > longestName || from + length > end || from + length > bytes.length) throw corrupt('string', at);
  chargeName(object, length);
  return bytes.toString('utf8', from, from + length);
}

/** Name of a symbol by its place among the defined ones, followed by the non-package references. */
export function symbolName(object: GoObject, symbol: number): string {
  return stringAt(object, object.symbols + symbol * symbolSize);
}

export function symbolKind(object: GoObject, symbol: number): number {
  return object.bytes[object.symbols + symbol * symbolSize + 10]!;
}

/** Whether the length of a symbol's name and its first byte are as expected: cheaper than decoding it. */
export function nameLength(object: GoObject, symbol: number): number {
  return u32(object.bytes, object.symbols + symbol * symbolSize);
}

/** The `n`-th file name of the object, as the compiler wrote it. */
export function fileName(object: GoObject, n: number): string {
  if (n < 0 || n >= object.fileCount) throw corrupt('file index', object.files);
  return stringAt(object, object.files + 8 * n);
}

/** Import path, as symbols spell it (escaped), of a package that symbol references name by index. */
export function packagePrefix(object: GoObject, pkg: number): string {
  if (pkg < 1 || pkg >= object.packageCount) throw corrupt('package index', object.packages);
  return stringAt(object, object.packages + 8 * pkg);
}

/** Identity of a compiled package as hex: symbol numbers mean the same as long as it is the same (`goobj.FingerprintType`). */
export function fingerprintOf(object: GoObject): string {
  return object.bytes.toString('hex', object.base + 8, object.base + 16);
}

/** The fingerprint that this object was compiled against, for packages that its own sources import. */
export function importedFingerprint(object: GoObject, path: string): string | undefined {
  for (let n = 0; n < object.importCount; n++) {
    const at = object.imports + n * importSize;
    if (stringAt(object, at) === path) return object.bytes.toString('hex', at + 8, at + 16);
  }
  return undefined;
}

/** Text of the `n`-th reference name. */
export function refNameAt(object: GoObject, n: number): string {
  return stringAt(object, object.refNames + n * refNameSize + 8);
}

/** Key of a symbol of another package, for a map: 2^32 or more, exact as long as there are fewer than 2^21 packages. */
export function refKey(pkg: number, symbol: number): number {
  return pkg * 2 ** 32 + symbol;
}

export function refNameKey(object: GoObject, n: number): number {
  const at = object.refNames + n * refNameSize;
  return refKey(u32(object.bytes, at), u32(object.bytes, at + 4));
}

/**
 * Place of a referenced symbol among the symbols of this object (defined ones first, then the non-package references), or −1 where it
 * belongs to another package, is a builtin, or is nil.
 */
export function symbolOf(object: GoObject, pkg: number, symbol: number): number {
  let place: number;
  let limit: number;
  if (pkg === packageIndex.self) [place, limit] = [symbol, object.ownCount];
  else if (pkg === packageIndex.hashed64) [place, limit] = [object.ownCount + symbol, object.ownCount + object.hashed64Count];
  else if (pkg === packageIndex.hashed) {
    place = object.ownCount + object.hashed64Count + symbol;
    limit = object.ownCount + object.hashed64Count + object.hashedCount;
  } else if (pkg === packageIndex.none) {
    place = object.ownCount + object.hashed64Count + object.hashedCount + symbol;
    limit = object.definedCount + object.nonPackageRefCount;
  } else return -1;
  if (place >= limit) throw corrupt('symbol reference', object.symbols);
  return place;
}

/** First and last-plus-one record of a symbol in one of the index blocks. */
function indexRange(object: GoObject, index: number, symbol: number, count: number): readonly [number, number] {
  const from = u32(object.bytes, index + 4 * symbol);
  const to = u32(object.bytes, index + 4 * symbol + 4);
  if (from > to || to > count) throw corrupt('index', index + 4 * symbol);
  return [from, to];
}

/** Offsets of a defined symbol's data. */
export function dataRange(object: GoObject, symbol: number): readonly [number, number] {
  const [from, to] = indexRange(object, object.dataIndex, symbol, object.dataSize);
  return [object.data + from, object.data + to];
}

/** The symbol that holds the given auxiliary data of a function, or −1. */
export function auxSymbol(object: GoObject, symbol: number, kind: number): number {
  const [from, to] = indexRange(object, object.auxIndex, symbol, object.auxCount);
  for (let i = from; i < to; i++) {
    const at = object.aux + i * auxSize;
    if (object.bytes[at] !== kind) continue;
    const place = symbolOf(object, u32(object.bytes, at + 1), u32(object.bytes, at + 5));
    return place < object.definedCount ? place : -1;
  }
  return -1;
}
