import { effect, readModrm, registers, writeReg, writeRm, writeRm8 } from './x86-decoding.ts';
import type { Decoding } from './x86-decoding.ts';

/** What an opcode after 0F does with its operands. Not in the table: not known, or without operands. */
const forms: ReadonlyMap<number, Form> = new Map(
  (
    [
      // PREFETCHW, PREFETCH, NOP, BT, fences
      ['reads', 0x0d, 0x18, 0x1f, 0xa3, 0xae],
      // Vector moves, conversions and arithmetic between vector registers and memory
      ['reads', 0x10, 0x12, 0x14, 0x15, 0x16, 0x28, 0x2a, 0x2e, 0x2f],
      ['stores', 0x11, 0x13, 0x17, 0x29, 0x2b, 0x7e, 0x7f, 0xc3, 0xd6, 0xe7],
      // CVT to integer, MOVMSK, PEXTRW, PMOVMSKB
      ['register', 0x2c, 0x2d, 0x50, 0xc5, 0xd7],
      // IMUL, MOVZX, POPCNT, BSF, BSR, MOVSX
      ['register', 0xaf, 0xb6, 0xb7, 0xb8, 0xbc, 0xbd, 0xbe, 0xbf],
      // Shifts of two registers, BTS, BTR, BTC, BT with a number
      ['writes', 0xa4, 0xa5, 0xab, 0xac, 0xad, 0xb3, 0xba, 0xbb],
      ['exchanges', 0xb0, 0xb1, 0xc0, 0xc1],
    ] as const
  ).flatMap(([form, ...opcodes]) => opcodes.map((opcode): [number, Form] => [opcode, form])),
);
type Form = 'reads' | 'stores' | 'register' | 'writes' | 'exchanges';

function formOf(opcode: number): Form | undefined {
  if (opcode >= 0x40 && opcode < 0x50) return 'register';
  if (opcode >= 0x90 && opcode < 0xa0) return 'writes';
  const found = forms.get(opcode);
  if (found !== undefined) return found;
  return (opcode > 0x50 && opcode < 0x77) || opcode === 0xc2 || opcode === 0xc4 || opcode === 0xc6 || opcode >= 0xd0 ? 'reads' : undefined;
}

/** Shuffles, shifts and comparisons of vectors, SHLD, SHRD, BT with a number. */
function hasImmediate(opcode: number): boolean {
  return (
    (opcode >= 0x70 && opcode <= 0x73) ||
    opcode === 0xa4 ||
    opcode === 0xac ||
    opcode === 0xba ||
    (opcode >= 0xc2 && opcode <= 0xc6 && opcode !== 0xc3)
  );
}

/** Opcodes after 0F. Returns the offset after the instruction, −1 for one that is not known. */
export function decodeTwoByte(d: Decoding, p: number): number {
  const opcode = d.bytes[p]!;
  d.effect = effect.plain;
  // Conditional jumps
  if (opcode >= 0x80 && opcode < 0x90) return p + 5;
  // BSWAP
  if (opcode >= 0xc8 && opcode < 0xd0) {
    d.written = 1 << ((opcode & 7) | ((d.rex & 1) << 3));
    return p + 1;
  }
  // CPUID, RDTSC
  if (opcode === 0xa2 || opcode === 0x31) {
    d.written = registers.ax | registers.bx | registers.cx | registers.dx;
    return p + 1;
  }
  if (opcode === 0x38 || opcode === 0x3a) return decodeThreeByte(d, p, opcode);
  const next = readModrm(d, p + 1) + (hasImmediate(opcode) ? 1 : 0);
  // CMPXCHG8B, CMPXCHG16B
  if (opcode === 0xc7) {
    if ((d.reg & 7) !== 1 || d.mod === 3) return -1;
    writeRm(d, 16);
    d.written |= registers.ax | registers.dx;
    return next;
  }
  const form = formOf(opcode);
  if (form === undefined || (opcode === 0xae && d.mod === 3 && d.repeat !== 0)) return -1;
  if (form === 'register') writeReg(d);
  else if (form === 'stores') {
    // F3 0F 7E is a load.
    if (opcode !== 0x7e || d.repeat !== 0xf3) writeRm(d, 16);
  } else if (form === 'writes') {
    const onlyTests = opcode === 0xba && (d.reg & 7) === 4;
    if (!onlyTests) writeRm8(d);
  } else if (form === 'exchanges') {
    writeRm8(d);
    d.written |= registers.ax | (1 << d.reg);
  }
  return next;
}

/** Opcodes after 0F 38 and 0F 3A: vectors but for CRC32, MOVBE, ADCX, ADOX and PEXTR. */
function decodeThreeByte(d: Decoding, p: number, map: number): number {
  const opcode = d.bytes[p + 1]!;
  const next = readModrm(d, p + 2) + (map === 0x3a ? 1 : 0);
  if (map === 0x38 ? opcode >= 0xf0 : opcode >= 0x14 && opcode <= 0x17) {
    writeRm(d, 8);
    d.written |= 1 << d.reg;
  }
  return next;
}

/** VEX instructions (386: C4 and C5 are other ones unless the next byte is C0 or more). All three operands count as written. */
export function decodeVex(d: Decoding, p: number): number {
  const { bytes } = d;
  const isShort = bytes[p] === 0xc5;
  const first = bytes[p + 1]!;
  const last = isShort ? first : bytes[p + 2]!;
  const map = isShort ? 1 : first & 31;
  if ((!d.wide && first < 0xc0) || map < 1 || map > 3) return -1;
  const q = p + (isShort ? 2 : 3);
  const opcode = bytes[q]!;
  d.effect = effect.plain;
  // VZEROUPPER
  if (map === 1 && opcode === 0x77) return q + 1;
  // R, X and B are inverted bits of the first byte.
  d.rex = ((first & 0x80) === 0 ? 4 : 0) | (isShort ? 0 : ((first & 0x40) === 0 ? 2 : 0) | ((first & 0x20) === 0 ? 1 : 0));
  const next = readModrm(d, q + 1) + (map === 3 || (map === 1 && hasImmediate(opcode)) ? 1 : 0);
  writeRm(d, 32);
  d.written |= (1 << d.reg) | (1 << (~(last >>> 3) & 15));
  return next;
}
