import { executableError } from './executable-error.ts';
import { checkRegions, readBytes, readFields } from './image.ts';
import type { ExecutableFile, Fields, Image, Region } from './image.ts';

const machines: Readonly<Record<number, string>> = { 3: '386', 40: 'arm', 62: 'amd64', 183: 'arm64', 22: 's390x', 258: 'loong64' };
/** `R_X86_64_RELATIVE` and `R_AARCH64_RELATIVE` (debug/elf): the word is the addend, moved by where the program is loaded. */
const relativeTypes: Readonly<Record<string, number>> = { amd64: 8, arm64: 1027 };

const most = 65_536;
const longestNames = 1 << 20;

/** Reads the headers of an ELF file (debug/elf has the same numbers). Throws UserErrors with an `ExecutableErrorCode`. */
export function readElf(source: ExecutableFile): Image {
  const { file } = source;
  const ident = readBytes(source, 0, 20);
  const isWide = ident[4] === 2;
  const isLittle = ident[5] !== 2;
  if ((ident[4] !== 1 && !isWide) || (ident[5] !== 1 && isLittle))
    throw executableError('executable-damaged', { file, what: 'the ELF header' });
  const head = readFields(source, 0, isWide ? 64 : 52, isWide, isLittle);
  const type = head.u16(16);
  if (type !== 2 && type !== 3)
    throw executableError('executable-foreign', { file, found: type === 1 ? 'object' : type === 4 ? 'core' : '' });
  const { sections, names } = readSections(source, head, isWide, isLittle);
  const inMemory = sections.filter(({ flags, kind }) => (flags & 2) !== 0 && kind !== 8);
  const regions = inMemory.length > 0 ? inMemory.map(asRegion) : readSegments(source, head, isWide, isLittle);
  checkRegions(source, [...regions, ...sections.filter(({ kind }) => kind !== 8 && kind !== 0).map(asRegion)]);
  const goarch = archOf(head.u16(18), isWide, isLittle);
  const table = sections.find(({ name, kind }) => kind === 4 && name.startsWith('.rela'));
  const relative = relativeTypes[goarch];
  return {
    ...source,
    format: 'elf',
    goarch,
    isWide,
    isLittle,
    regions,
    hasSymbols: sections.some(({ kind }) => kind === 2),
    base: 0,
    ...(table && relative !== undefined ? { relocations: { offset: table.offset, size: table.size, relative } } : {}),
    sectionNames: names,
  };
}

function archOf(machine: number, isWide: boolean, isLittle: boolean): string {
  if (machine === 243) return isWide ? 'riscv64' : '';
  if (machine === 21) return isLittle ? 'ppc64le' : 'ppc64';
  if (machine === 8) return `mips${isWide ? '64' : ''}${isLittle ? 'le' : ''}`;
  return machines[machine] ?? '';
}

interface Section {
  readonly name: string;
  /** `sh_type`: 1 PROGBITS, 2 SYMTAB, 4 RELA, 8 NOBITS. */
  readonly kind: number;
  /** `sh_flags`: 1 writable, 2 in memory, 4 code. */
  readonly flags: number;
  readonly address: number;
  readonly offset: number;
  readonly size: number;
}

function asRegion({ name, flags, address, offset, size }: Section): Region {
  return { name, address, size, offset, isCode: (flags & 4) !== 0, isWritable: (flags & 1) !== 0 };
}

function readSections(
  source: ExecutableFile,
  head: Fields,
  isWide: boolean,
  isLittle: boolean,
): { sections: Section[]; names: readonly string[] } {
  const { file } = source;
  const offset = head.word(isWide ? 40 : 32);
  const size = head.u16(isWide ? 58 : 46);
  if (offset === 0) return { sections: [], names: [] };
  if (size < (isWide ? 64 : 40)) throw executableError('executable-damaged', { file, what: 'the size of a section header' });
  let count = head.u16(isWide ? 60 : 48);
  let namesIn = head.u16(isWide ? 62 : 50);
  if (count === 0 || namesIn === 0xffff) {
    // Too many for the header: the first section says how many.
    const first = readFields(source, offset, size, isWide, isLittle);
    if (count === 0) count = first.word(isWide ? 32 : 20);
    if (namesIn === 0xffff) namesIn = first.u32(isWide ? 40 : 24);
  }
  if (count > most) throw executableError('executable-limit', { file, what: 'sections', limit: most });
  const rows = readFields(source, offset, count * size, isWide, isLittle);
  const at = (row: number, wide: number, narrow: number): number => row * size + (isWide ? wide : narrow);
  const namesAt = namesIn < count ? rows.word(at(namesIn, 24, 16)) : 0;
  const namesSize = namesIn < count ? Math.min(rows.word(at(namesIn, 32, 20)), longestNames) : 0;
  const texts = readFields(source, namesAt, namesSize, isWide, isLittle);
  const sections = Array.from({ length: count }, (_, row): Section => {
    const name = rows.u32(row * size);
    return {
      name: name < namesSize ? texts.text(name, 100) : '',
      kind: rows.u32(row * size + 4),
      flags: rows.u32(at(row, isLittle ? 8 : 12, 8)),
      address: rows.word(at(row, 16, 12)),
      offset: rows.word(at(row, 24, 16)),
      size: rows.word(at(row, 32, 20)),
    };
  });
  return { sections, names: sections.map(({ name }) => name) };
}

/** What is loaded, of a file whose section headers were taken off. */
function readSegments(source: ExecutableFile, head: Fields, isWide: boolean, isLittle: boolean): Region[] {
  const { file } = source;
  const size = head.u16(isWide ? 54 : 42);
  const count = head.u16(isWide ? 56 : 44);
  if (count > 0 && size < (isWide ? 56 : 32)) throw executableError('executable-damaged', { file, what: 'the size of a program header' });
  const rows = readFields(source, head.word(isWide ? 32 : 28), count * size, isWide, isLittle);
  const found: Region[] = [];
  for (let at = 0; at < count * size; at += size) {
    const flags = rows.u32(at + (isWide ? 4 : 24));
    if (rows.u32(at) !== 1) continue;
    const [offset, address, length] = isWide
      ? [rows.word(at + 8), rows.word(at + 16), rows.word(at + 32)]
      : [rows.word(at + 4), rows.word(at + 8), rows.word(at + 16)];
    found.push({ name: '', address, size: length, offset, isCode: (flags & 1) !== 0, isWritable: (flags & 2) !== 0 });
  }
  return found;
}
