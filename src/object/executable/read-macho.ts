import { executableError } from './executable-error.ts';
import { checkRegions, readBytes, readFields } from './image.ts';
import type { ExecutableFile, Fields, Image, Region } from './image.ts';

const machines: Readonly<Record<number, string>> = { 7: '386', 12: 'arm', 0x01000007: 'amd64', 0x0100000c: 'arm64' };
const mostCommands = 10_000;
const mostSlices = 40;
const mostSymbols = 100_000;

/** Reads the headers of a Mach-O file for one machine (debug/macho has the same numbers). Throws UserErrors with an `ExecutableErrorCode`. */
export function readMacho(source: ExecutableFile): Image {
  const { file } = source;
  const magic = readBytes(source, 0, 4).readUInt32BE(0);
  const isLittle = (magic & 0xff) !== 0xce && (magic & 0xff) !== 0xcf;
  const isWide = magic === 0xcffaedfe || magic === 0xfeedfacf;
  const start = isWide ? 32 : 28;
  const head = readFields(source, 0, start, isWide, isLittle);
  if (head.u32(12) === 1) throw executableError('executable-foreign', { file, found: 'object' });
  const count = head.u32(16);
  if (count > mostCommands) throw executableError('executable-limit', { file, what: 'load commands', limit: mostCommands });
  const size = head.u32(20);
  const rows = readFields(source, start, size, isWide, isLittle);
  const regions: Region[] = [];
  let hasSymbols = false;
  let base = 0;
  for (let n = 0, at = 0; n < count; n++) {
    if (at + 8 > size) throw executableError('executable-damaged', { file, what: 'the load commands' });
    const length = rows.u32(at + 4);
    if (length < 8 || at + length > size) throw executableError('executable-damaged', { file, what: 'a load command' });
    const kind = rows.u32(at);
    if (kind === (isWide ? 0x19 : 1)) {
      const found = readSections(rows, at, length, isWide, file);
      if (rows.text(at + 8, 16) === '__TEXT') base = rows.word(at + 24);
      regions.push(...found);
    } else if (kind === 2 && length >= 16) hasSymbols = hasOwnSymbols(source, rows.u32(at + 8), rows.u32(at + 12), isWide);
    at += length;
  }
  checkRegions(source, regions);
  return {
    ...source,
    format: 'mach-o',
    goarch: machines[head.u32(4)] ?? '',
    isWide,
    isLittle,
    regions,
    // A stripped program keeps those of the libraries that it calls.
    hasSymbols,
    base,
    sectionNames: regions.map(({ name }) => name),
  };
}

function readSections(rows: Fields, at: number, length: number, isWide: boolean, file: string): Region[] {
  const [header, each] = isWide ? [72, 80] : [56, 68];
  if (length < header) throw executableError('executable-damaged', { file, what: 'a segment' });
  const count = rows.u32(at + header - 8);
  if (header + count * each > length) throw executableError('executable-damaged', { file, what: 'a segment' });
  const isWritable = (rows.u32(at + header - 12) & 2) !== 0;
  const regions: Region[] = [];
  for (let n = 0, from = at + header; n < count; n++, from += each) {
    const flags = rows.u32(from + (isWide ? 64 : 56));
    // Sections of zeros have no bytes in the file: S_ZEROFILL, S_GB_ZEROFILL, S_THREAD_LOCAL_ZEROFILL.
    if ([1, 0xc, 0x12].includes(flags & 0xff)) continue;
    const name = rows.text(from, 16);
    regions.push({
      name,
      address: rows.word(from + 32),
      size: rows.word(from + (isWide ? 40 : 36)),
      offset: rows.u32(from + (isWide ? 48 : 40)),
      isCode: name === '__text',
      isWritable,
    });
  }
  return regions;
}

/** Whether some symbol stands in a section behind the first, as those of Go's data do: no debugging entry (`N_STAB`), and not undefined (`N_SECT`). */
function hasOwnSymbols({ parts }: ExecutableFile, at: number, count: number, isWide: boolean): boolean {
  const each = isWide ? 16 : 12;
  const table = parts.read(at, Math.min(count, mostSymbols) * each);
  for (let row = 0; row + each <= table.length; row += each) {
    const type = table[row + 4] ?? 0;
    if ((type & 0xe0) === 0 && (type & 0x0e) === 0x0e && (table[row + 5] ?? 0) > 1) return true;
  }
  return false;
}

/** A slice of a file for several machines. */
export interface Slice {
  readonly goarch: string;
  readonly source: ExecutableFile;
}

/**
 * The slices of a fat file (`mach-o/fat.h`). The same magic begins Java's class files, where a version of 45 and more stands for the number of slices.
 * Throws UserErrors with an `ExecutableErrorCode`.
 */
export function readSlices(source: ExecutableFile): Slice[] {
  const { file, parts } = source;
  const head = readFields(source, 0, 8, true, false);
  const isWide = head.u32(0) === 0xcafebabf;
  const count = head.u32(4);
  if (count === 0 || count > mostSlices) throw executableError('executable-foreign', { file, found: count > mostSlices ? 'class' : '' });
  const each = isWide ? 32 : 20;
  const rows = readFields(source, 8, count * each, isWide, false);
  return Array.from({ length: count }, (_, n) => {
    const at = n * each;
    const offset = rows.word(at + 8);
    const size = rows.word(at + (isWide ? 16 : 12));
    if (offset + size > parts.size) throw executableError('executable-truncated', { file, bytes: parts.size });
    return {
      goarch: machines[rows.u32(at)] ?? '',
      source: {
        file,
        parts: {
          size,
          read: (from: number, length: number) =>
            from >= size ? new Uint8Array(0) : parts.read(offset + from, Math.min(length, size - from)),
        },
      },
    };
  });
}
