/**
 * The GNU build id of an ELF file, in hexadecimal, as the runtime writes it into profiles (elfBuildID in runtime/pprof/proto.go); undefined where the file is none or has
 * none. Reads its headers and notes only: `part` gives bytes from an offset on, fewer where the file ends.
 */
export function readBuildId(part: (at: number, length: number) => Uint8Array): string | undefined {
  const head = part(0, 64);
  if (head.length < 64 || head[0] !== 0x7f || head[1] !== 0x45 || head[2] !== 0x4c || head[3] !== 0x46) return undefined;
  const isWide = head[4] === 2;
  const little = head[5] !== 2;
  const at = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const word = (view: DataView, offset: number): number =>
    isWide ? Number(view.getBigUint64(offset, little)) : view.getUint32(offset, little);
  const view = at(head);
  // Segments are there in stripped files too, sections in all others.
  const tables = [
    {
      start: word(view, isWide ? 0x20 : 0x1c),
      size: view.getUint16(isWide ? 0x36 : 0x2a, little),
      count: view.getUint16(isWide ? 0x38 : 0x2c, little),
      note: 4,
      type: 0,
      offset: isWide ? 8 : 4,
      length: isWide ? 32 : 16,
    },
    {
      start: word(view, isWide ? 0x28 : 0x20),
      size: view.getUint16(isWide ? 0x3a : 0x2e, little),
      count: view.getUint16(isWide ? 0x3c : 0x30, little),
      note: 7,
      type: 4,
      offset: isWide ? 24 : 16,
      length: isWide ? 32 : 20,
    },
  ] as const;
  for (const { start, size, count, note, type, offset, length } of tables) {
    const bytes = part(start, size * count);
    const rows = at(bytes);
    for (let row = 0; row + length + (isWide ? 8 : 4) <= bytes.length && size > 0; row += size) {
      if (rows.getUint32(row + type, little) !== note) continue;
      const found = findId(part(word(rows, row + offset), Math.min(word(rows, row + length), notesLimit)), little);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** Notes of Go programs have some hundred bytes. */
const notesLimit = 1 << 16;
const gnuBuildId = 3;

function findId(bytes: Uint8Array, little: boolean): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 12 <= bytes.length;) {
    const [name, description, type] = [view.getUint32(at, little), view.getUint32(at + 4, little), view.getUint32(at + 8, little)];
    const from = at + 12 + 4 * Math.ceil(name / 4);
    if (from + description > bytes.length) return undefined;
    const isGnu = name === 4 && bytes[at + 12] === 0x47 && bytes[at + 13] === 0x4e && bytes[at + 14] === 0x55;
    if (isGnu && type === gnuBuildId && description > 0)
      return Array.from(bytes.subarray(from, from + description), (byte) => byte.toString(16).padStart(2, '0')).join('');
    at = from + 4 * Math.ceil(description / 4);
  }
  return undefined;
}
