/** Small programs made by hand, in the three forms: what a linker writes of two functions and an allocator, and nothing else. For tests that read a file at each of its bytes. */

export interface MadeProgram {
  readonly format: 'elf' | 'mach-o' | 'pe';
  readonly goarch: 'amd64' | 'arm64';
  readonly go?: string;
  readonly record?: string;
  /** Another magic of the line table. */
  readonly magic?: number;
  readonly withoutRecord?: true;
  /** Of ELF: segments alone tell what lies where. */
  readonly withoutSections?: true;
  /** Bytes before the line table that begin as one does. */
  readonly decoy?: true;
}

const base = 0x400000;
const textAt = 0x400;
const pointer = 8;

interface Part {
  readonly name: string;
  readonly at: number;
  readonly bytes: Buffer;
  readonly isCode?: true;
  readonly isWritable?: true;
}

export const defaultRecord =
  'path\tex.com/app/cmd\nmod\tex.com/app\tv1.2.3\th1:abc=\ndep\tex.com/dep\tv0.1.0\th1:def=\n=>\tex.com/fork\tv0.2.0\t\nbuild\tGOOS=linux\nbuild\t-ldflags="-X \\"a=b c\\""\nbuild\tvcs.revision=0123\n';

/**
 * `main.F` calls `runtime.newobject` on line 12, inside of `main.inner` that was inlined on line 11 of main.go; `main.G` on line 20; and `runtime.newobject` itself.
 */
export function makeProgram(made: MadeProgram): Buffer {
  const { format, go = 'go1.26.8', record = defaultRecord, withoutRecord } = made;
  const code = made.goarch === 'amd64' ? codeX86() : codeArm64();
  const table = lineTable(made, code);
  const tableAt = up(textAt + code.bytes.length, 32) + (made.decoy ? 96 : 0);
  const recordBytes = withoutRecord ? Buffer.alloc(32) : buildRecord(go, record);
  const recordAt = up(tableAt + table.bytes.length, 32);
  const moduleAt = up(recordAt + recordBytes.length, 32);
  const is127 = go.startsWith('go1.27');
  const module = moduleData(table, base + tableAt, base + textAt, is127);
  const names = {
    elf: ['.text', '.gopclntab', '.go.buildinfo', '.noptrdata'],
    'mach-o': ['__text', '__gopclntab', '__go_buildinfo', '__noptrdata'],
    pe: ['.text', '.rdata', '.data', '.data2'],
  }[format];
  const parts: Part[] = [
    { name: names[0]!, at: textAt, bytes: code.bytes, isCode: true },
    made.decoy
      ? { name: names[1]!, at: tableAt - 96, bytes: Buffer.concat([decoy(), table.bytes]) }
      : { name: names[1]!, at: tableAt, bytes: table.bytes },
    { name: names[2]!, at: recordAt, bytes: recordBytes, isWritable: true },
    { name: names[3]!, at: moduleAt, bytes: module, isWritable: true },
  ];
  const file = Buffer.alloc(up(moduleAt + module.length, 8) + 128);
  for (const { at, bytes } of parts) bytes.copy(file, at);
  const write = { elf: writeElf, 'mach-o': writeMacho, pe: writePe }[format];
  write(file, made.goarch, parts);
  if (made.withoutSections) writeSegments(file, parts);
  return file;
}

/** The beginning of a line table whose parts lie in no order. */
function decoy(): Buffer {
  const bytes = Buffer.alloc(96);
  bytes.writeUInt32LE(0xfffffff1, 0);
  bytes[6] = 1;
  bytes[7] = pointer;
  for (const [index, value] of [3, 2, 0, 90, 80, 70, 60, 50].entries()) bytes.writeUInt32LE(value, 8 + 8 * index);
  return bytes;
}

interface Code {
  readonly bytes: Buffer;
  /** Offsets of F, G, newobject, and the end; of the calls in F and G. */
  readonly starts: readonly number[];
  readonly calls: readonly number[];
  readonly unit: number;
}

function codeX86(): Code {
  const bytes = Buffer.alloc(96, 0x90);
  const call = (at: number): void => {
    bytes[at] = 0xe8;
    bytes.writeInt32LE(64 - at - 5, at + 1);
  };
  call(8);
  call(40);
  // A distance that leads into the middle of it is no call of it.
  bytes[50] = 0xe8;
  bytes.writeInt32LE(66 - 55, 51);
  return { bytes, starts: [0, 32, 64, 96], calls: [8, 40], unit: 1 };
}

function codeArm64(): Code {
  const bytes = Buffer.alloc(96);
  for (let at = 0; at < 96; at += 4) bytes.writeUInt32LE(0xd503201f, at);
  const call = (at: number): void => {
    bytes.writeUInt32LE((0x94000000 | ((64 - at) / 4)) >>> 0, at);
  };
  call(8);
  call(40);
  return { bytes, starts: [0, 32, 64, 96], calls: [8, 40], unit: 4 };
}

interface Table {
  readonly bytes: Buffer;
  readonly names: number;
  readonly units: number;
  readonly files: number;
  readonly pairs: number;
  readonly functions: number;
  readonly trees: number;
  readonly count: number;
}

function lineTable({ magic = 0xfffffff1 }: MadeProgram, { starts, unit }: Code): Table {
  const names = texts(['main.F', 'main.G', 'runtime.newobject', 'main.inner']);
  const files = texts(['/src/app/cmd/main.go', '/go/src/runtime/malloc.go']);
  const units = Buffer.alloc(8);
  units.writeUInt32LE(files.offsets[0]!, 0);
  units.writeUInt32LE(files.offsets[1]!, 4);
  const pairs: number[] = [0];
  const add = (list: readonly (readonly [value: number, length: number])[]): number => {
    const offset = pairs.length;
    let before = -1;
    for (const [value, length] of list) {
      const delta = value - before;
      pairs.push(...varint(delta < 0 ? -2 * delta - 1 : 2 * delta), ...varint(length / unit));
      before = value;
    }
    pairs.push(0);
    return offset;
  };
  const noPairs = 0;
  const first = add([[0, 32]]);
  const second = add([[1, 32]]);
  const lines = [
    add([
      [11, 4],
      [12, 8],
      [13, 20],
    ]),
    add([
      [18, 4],
      [20, 28],
    ]),
    add([[900, 32]]),
  ];
  const inlined = add([
    [-1, 4],
    [0, 8],
    [-1, 20],
  ]);
  const namesAt = 72;
  const unitsAt = up(namesAt + names.bytes.length, 8);
  const filesAt = unitsAt + 8;
  const pairsAt = up(filesAt + files.bytes.length, 8);
  const functionsAt = up(pairsAt + pairs.length, 8);
  const recordsAt = 3 * 8 + 8;
  const recordSize = 44 + 3 * 4 + 4 * 4;
  const treesAt = functionsAt + recordsAt + 3 * recordSize;
  const bytes = Buffer.alloc(treesAt + 16);
  bytes.writeUInt32LE(magic, 0);
  bytes[6] = unit;
  bytes[7] = pointer;
  for (const [index, value] of [3, 2, 0, namesAt, unitsAt, filesAt, pairsAt, functionsAt].entries())
    bytes.writeUInt32LE(value, 8 + 8 * index);
  names.bytes.copy(bytes, namesAt);
  units.copy(bytes, unitsAt);
  files.bytes.copy(bytes, filesAt);
  Buffer.from(pairs).copy(bytes, pairsAt);
  for (let index = 0; index < 3; index++) {
    const at = functionsAt + recordsAt + index * recordSize;
    bytes.writeUInt32LE(starts[index]!, functionsAt + 8 * index);
    bytes.writeUInt32LE(recordsAt + index * recordSize, functionsAt + 8 * index + 4);
    const words = [starts[index]!, names.offsets[index]!, 0, 0, 0, index < 2 ? first : second, lines[index]!, 3, 0, [10, 18, 899][index]!];
    for (const [n, value] of words.entries()) bytes.writeUInt32LE(value, at + 4 * n);
    bytes[at + 43] = 4;
    bytes.writeUInt32LE(index === 0 ? inlined : noPairs, at + 44 + 8);
    bytes.fill(0xff, at + 56, at + 72);
    if (index === 0) bytes.writeUInt32LE(0, at + 68);
  }
  bytes.writeUInt32LE(starts[3]!, functionsAt + 24);
  bytes.writeUInt32LE(names.offsets[3]!, treesAt + 4);
  bytes.writeUInt32LE(30, treesAt + 12);
  return { bytes, names: namesAt, units: unitsAt, files: filesAt, pairs: pairsAt, functions: functionsAt, trees: treesAt, count: 3 };
}

function moduleData(table: Table, tableAt: number, text: number, is127: boolean): Buffer {
  const words = Array.from({ length: 48 }, () => 0);
  const slice = (index: number, from: number, length: number): void => {
    words.splice(index, 3, tableAt + from, length, length);
  };
  words[0] = tableAt;
  slice(1, table.names, table.units - table.names);
  slice(4, table.units, (table.files - table.units) / 4);
  slice(7, table.files, table.pairs - table.files);
  slice(10, table.pairs, table.functions - table.pairs);
  slice(13, table.functions, table.bytes.length - table.functions);
  slice(16, table.functions, table.count + 1);
  words[22] = text;
  words[is127 ? 43 : 40] = tableAt + table.trees;
  const bytes = Buffer.alloc(48 * pointer);
  for (const [index, value] of words.entries()) bytes.writeBigUInt64LE(BigInt(value), index * pointer);
  return bytes;
}

function buildRecord(go: string, record: string): Buffer {
  const head = Buffer.alloc(32);
  head.write('\xff Go buildinf:', 'latin1');
  head[14] = pointer;
  head[15] = 2;
  const text = Buffer.concat([Buffer.alloc(16, 0xa1), Buffer.from(record), Buffer.alloc(16, 0xb2)]);
  return Buffer.concat([head, Buffer.from([...varint(go.length)]), Buffer.from(go), Buffer.from([...varint(text.length)]), text]);
}

function writeElf(file: Buffer, goarch: string, parts: readonly Part[]): void {
  file.write('\x7fELF\x02\x01\x01', 'latin1');
  file.writeUInt16LE(2, 16);
  file.writeUInt16LE(goarch === 'amd64' ? 62 : 183, 18);
  file.writeUInt32LE(64, 40);
  file.writeUInt16LE(64, 58);
  file.writeUInt16LE(parts.length + 2, 60);
  file.writeUInt16LE(parts.length + 1, 62);
  const all = texts(['', ...parts.map(({ name }) => name)]);
  const namesAt = 64 * (parts.length + 3);
  all.bytes.copy(file, namesAt);
  const rows = [...parts, { name: '', at: namesAt, bytes: all.bytes }];
  for (const [index, part] of rows.entries()) {
    const at = 64 * (index + 2);
    const isOwn = index < parts.length;
    const { isCode, isWritable } = part as Part;
    file.writeUInt32LE(isOwn ? all.offsets[index + 1]! : 0, at);
    file.writeUInt32LE(isOwn ? 1 : 3, at + 4);
    file.writeUInt32LE(isOwn ? 2 + (isCode ? 4 : 0) + (isWritable ? 1 : 0) : 0, at + 8);
    file.writeUInt32LE(isOwn ? base + part.at : 0, at + 16);
    file.writeUInt32LE(part.at, at + 24);
    file.writeUInt32LE(part.bytes.length, at + 32);
  }
}

/** In the place of the section headers, which the file then says nothing of. */
function writeSegments(file: Buffer, parts: readonly Part[]): void {
  file.fill(0, 64, textAt);
  file.writeUInt32LE(0, 40);
  file.writeUInt32LE(64, 32);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(parts.length, 56);
  for (const [index, { at, bytes, isCode, isWritable }] of parts.entries()) {
    const row = 64 + 56 * index;
    file.writeUInt32LE(1, row);
    file.writeUInt32LE(4 + (isCode ? 1 : 0) + (isWritable ? 2 : 0), row + 4);
    file.writeUInt32LE(at, row + 8);
    file.writeUInt32LE(base + at, row + 16);
    file.writeUInt32LE(bytes.length, row + 32);
  }
}

function writeMacho(file: Buffer, goarch: string, parts: readonly Part[]): void {
  const size = 72 + 80 * parts.length;
  for (const [index, value] of [0xfeedfacf, goarch === 'amd64' ? 0x01000007 : 0x0100000c, 0, 2, 1, size].entries())
    file.writeUInt32LE(value, 4 * index);
  file.writeUInt32LE(0x19, 32);
  file.writeUInt32LE(size, 36);
  file.write('__TEXT', 40);
  file.writeUInt32LE(base, 56);
  file.writeUInt32LE(3, 32 + 60);
  file.writeUInt32LE(parts.length, 32 + 64);
  for (const [index, { name, at, bytes }] of parts.entries()) {
    const row = 32 + 72 + 80 * index;
    file.write(name, row);
    file.writeUInt32LE(base + at, row + 32);
    file.writeUInt32LE(bytes.length, row + 40);
    file.writeUInt32LE(at, row + 48);
  }
}

function writePe(file: Buffer, goarch: string, parts: readonly Part[]): void {
  file.write('MZ');
  file.writeUInt32LE(64, 0x3c);
  file.write('PE\0\0', 64, 'latin1');
  file.writeUInt16LE(goarch === 'amd64' ? 0x8664 : 0xaa64, 68);
  file.writeUInt16LE(parts.length, 70);
  file.writeUInt16LE(112, 84);
  file.writeUInt16LE(0x20b, 88);
  file.writeUInt32LE(base, 112);
  for (const [index, { name, at, bytes, isCode, isWritable }] of parts.entries()) {
    const row = 88 + 112 + 40 * index;
    file.write(name, row);
    file.writeUInt32LE(bytes.length, row + 8);
    file.writeUInt32LE(at, row + 12);
    file.writeUInt32LE(bytes.length, row + 16);
    file.writeUInt32LE(at, row + 20);
    file.writeUInt32LE((isCode ? 0x2000_0000 : 0) + (isWritable ? 0x8000_0000 : 0), row + 36);
  }
}

function texts(list: readonly string[]): { readonly bytes: Buffer; readonly offsets: readonly number[] } {
  let at = 0;
  const offsets = list.map((text) => {
    const offset = at;
    at += text.length + 1;
    return offset;
  });
  return { bytes: Buffer.from(list.map((text) => `${text}\0`).join('')), offsets };
}

function* varint(value: number): Generator<number> {
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) yield (rest & 127) | 128;
  yield rest;
}

function up(value: number, to: number): number {
  return Math.ceil(value / to) * to;
}
