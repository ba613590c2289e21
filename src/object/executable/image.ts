import type { ExecutableFormat } from '../../model/executable.ts';
import type { Parts } from '../parts.ts';
import { executableError } from './executable-error.ts';

/** A file that may be an executable, and what it is called in errors. */
export interface ExecutableFile {
  readonly parts: Parts;
  readonly file: string;
}

/** A stretch of the program that has bytes in the file: a section, or a segment where there are no sections. */
export interface Region {
  readonly name: string;
  /** Where it is loaded, before relocation. */
  readonly address: number;
  readonly size: number;
  readonly offset: number;
  readonly isCode: boolean;
  readonly isWritable: boolean;
}

/** An executable of which only the headers were read. */
export interface Image extends ExecutableFile {
  readonly format: ExecutableFormat;
  /** '' for a machine that Go has no name for. */
  readonly goarch: string;
  readonly isWide: boolean;
  readonly isLittle: boolean;
  readonly regions: readonly Region[];
  readonly hasSymbols: boolean;
  /** Address that pointers may be counted from (chained fixups of Mach-O); 0 elsewhere. */
  readonly base: number;
  /** Of ELF: the table of relocations that the loader applies. */
  readonly relocations?: { readonly offset: number; readonly size: number; readonly relative: number };
  /** Names of all sections, those without an address too: what other compilers leave. */
  readonly sectionNames: readonly string[];
}

/** Bytes of a header with checked access. */
export interface Fields {
  readonly bytes: Buffer;
  u16(at: number): number;
  u32(at: number): number;
  /** An address or offset: 8 bytes of wide files, else 4. */
  word(at: number): number;
  /** A name of at most `length` bytes, ended by NUL. */
  text(at: number, length: number): string;
}

/** @throws UserError `executable-truncated` */
export function readFields({ parts, file }: ExecutableFile, at: number, length: number, isWide: boolean, isLittle: boolean): Fields {
  const bytes = readBytes({ parts, file }, at, length);
  const damaged = (): never => {
    throw executableError('executable-damaged', { file, what: 'an address that no program has' });
  };
  const u32 = (from: number): number => (isLittle ? bytes.readUInt32LE(from) : bytes.readUInt32BE(from));
  return {
    bytes,
    u16: (from) => (isLittle ? bytes.readUInt16LE(from) : bytes.readUInt16BE(from)),
    u32,
    word(from) {
      if (!isWide) return u32(from);
      const high = u32(isLittle ? from + 4 : from);
      if (high > 0x1f_ffff) damaged();
      return high * 2 ** 32 + u32(isLittle ? from : from + 4);
    },
    text(from, most) {
      const end = bytes.indexOf(0, from);
      return bytes.toString('latin1', from, end < 0 || end > from + most ? Math.min(from + most, bytes.length) : end);
    },
  };
}

/** @throws UserError `executable-truncated` */
export function readBytes({ parts, file }: ExecutableFile, at: number, length: number): Buffer {
  const bytes = at <= parts.size ? parts.read(at, length) : new Uint8Array(0);
  if (bytes.length < length) throw executableError('executable-truncated', { file, bytes: parts.size });
  return Buffer.from(bytes.buffer, bytes.byteOffset, length);
}

/** Checks that all regions are in the file, and that it is not searched again and again. @throws UserError `executable-truncated`, `executable-damaged` */
export function checkRegions({ parts, file }: ExecutableFile, regions: readonly Region[]): void {
  let total = 0;
  for (const { offset, size } of regions) {
    if (offset + size > parts.size) throw executableError('executable-truncated', { file, bytes: parts.size });
    total += size;
  }
  if (total > 4 * parts.size) throw executableError('executable-damaged', { file, what: 'sections that lie over each other' });
}

/** The region that an address lies in. */
export function regionAt({ regions }: Pick<Image, 'regions'>, address: number): Region | undefined {
  return regions.find((region) => address >= region.address && address < region.address + region.size);
}

/** The bytes of a region from an address on, at most so many; undefined where no region has it. */
export function readFrom(image: Image, address: number, most: number): Buffer | undefined {
  const region = regionAt(image, address);
  if (!region) return undefined;
  const skip = address - region.address;
  return readBytes(image, region.offset + skip, Math.min(most, region.size - skip));
}
