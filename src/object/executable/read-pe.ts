import { executableError } from './executable-error.ts';
import { checkRegions, readBytes, readFields } from './image.ts';
import type { ExecutableFile, Image, Region } from './image.ts';

const machines: Readonly<Record<number, string>> = { 0x14c: '386', 0x8664: 'amd64', 0x1c4: 'arm', 0xaa64: 'arm64' };

/** Reads the headers of a PE file (debug/pe has the same numbers). Throws UserErrors with an `ExecutableErrorCode`. */
export function readPe(source: ExecutableFile): Image {
  const { file } = source;
  const at = readBytes(source, 0, 64).readUInt32LE(0x3c);
  const head = readFields(source, at, 24, true, true);
  if (head.bytes.toString('latin1', 0, 4) !== 'PE\0\0') throw executableError('executable-foreign', { file, found: 'dos' });
  const optionalSize = head.u16(20);
  const optional = readFields(source, at + 24, optionalSize, true, true);
  const magic = optionalSize >= 2 ? optional.u16(0) : 0;
  const isWide = magic === 0x20b;
  if ((magic !== 0x10b && !isWide) || optionalSize < 32) throw executableError('executable-damaged', { file, what: 'the PE header' });
  const base = isWide ? optional.word(24) : optional.u32(28);
  const count = head.u16(6);
  const rows = readFields(source, at + 24 + optionalSize, count * 40, true, true);
  const regions: Region[] = [];
  for (let row = 0; row < count * 40; row += 40) {
    const flags = rows.u32(row + 36);
    regions.push({
      name: rows.text(row, 8),
      address: base + rows.u32(row + 12),
      // What is in the file is padded, and what is in memory may be longer.
      size: Math.min(rows.u32(row + 8), rows.u32(row + 16)),
      offset: rows.u32(row + 20),
      isCode: (flags & 0x2000_0000) !== 0,
      isWritable: (flags & 0x8000_0000) !== 0,
    });
  }
  checkRegions(source, regions);
  return {
    ...source,
    format: 'pe',
    goarch: machines[head.u16(4)] ?? '',
    isWide,
    isLittle: true,
    regions,
    hasSymbols: head.u32(16) > 0,
    base: 0,
    sectionNames: regions.map(({ name }) => name),
  };
}
