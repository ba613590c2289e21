/**
 * One x86 instruction while it is decoded, and what decoding finds: which registers it may write (more in doubt), where it goes on. Shared by
 * the files of the opcode maps. One object is reused: paths are followed one at a time.
 */
export const effect = {
  /** Not known: ends the path. */
  unknown: 0,
  /** Writes `written`, nothing more to know. */
  plain: 1,
  /** Register `target` gets register `source`. */
  copy: 2,
  /** Register `target` gets the address at `addressAt`, if a relocation stands there. */
  address: 3,
  /** Register `target` gets the stack slot `distance`. */
  reload: 4,
  /** Register `target` gets 0. */
  zero: 5,
  /** Stack slot `storesAt` gets register `source`. */
  store: 6,
  /** Stack slot `storesAt` gets the address or number at `addressAt`. */
  storeAddress: 7,
  /** Jumps by `distance` from the next instruction. */
  jump: 8,
  /** Calls. */
  call: 9,
} as const;

/** What an instruction does, as far as following a pointer needs it. */
export interface Instruction {
  length: number;
  effect: (typeof effect)[keyof typeof effect];
  /** Bit set of registers. */
  written: number;
  target: number;
  source: number;
  distance: number;
  /** Offset in the instruction of a 4-byte address, 0 if there is none. */
  addressAt: number;
  /** Slot of the stack that is written to, and how many bytes at most. */
  storesAt: number | undefined;
  storeSize: number;
  /** It may write anywhere on the stack. */
  clobbersStack: boolean;
}

/** The instruction's bytes and prefixes, and its r/m operand once `readModrm` has read it. */
export interface Decoding extends Instruction {
  bytes: Uint8Array;
  start: number;
  /** amd64, else 386. */
  wide: boolean;
  rex: number;
  /** Prefix 66. */
  isShort: boolean;
  /** Prefix F2 or F3. */
  repeat: number;
  mod: number;
  reg: number;
  rm: number;
  /** The r/m operand is `[SP + displacement]`. */
  isStack: boolean;
  displacement: number;
  /** Offset in the bytes of a displacement that stands alone (or relative to IP), 0 if there is none. */
  displacementAt: number;
}

/** Bits of the registers that instructions write without naming them. */
export const registers = { ax: 1, cx: 2, dx: 4, bx: 8, sp: 16, si: 64, di: 128 } as const;

export function int8(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) >> 24;
}

export function int32(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** Reads the ModRM byte at `p` with its SIB byte and displacement; returns the offset after them. */
export function readModrm(d: Decoding, p: number): number {
  const { bytes, rex } = d;
  const byte = bytes[p]!;
  const low = byte & 7;
  d.mod = byte >>> 6;
  d.reg = ((byte >>> 3) & 7) | ((rex & 4) << 1);
  d.rm = low | ((rex & 1) << 3);
  d.isStack = false;
  d.displacement = 0;
  d.displacementAt = 0;
  let q = p + 1;
  if (d.mod === 3) return q;
  let size = d.mod === 1 ? 1 : d.mod === 2 ? 4 : 0;
  if (low === 4) {
    const sib = bytes[q++]!;
    const base = sib & 7;
    const index = ((sib >>> 3) & 7) | ((rex & 2) << 2);
    const isSp = base === 4 && (rex & 1) === 0;
    d.isStack = isSp && index === 4;
    if (isSp && index !== 4) d.clobbersStack = true;
    if (base === 5 && d.mod === 0) size = 4;
  } else if (low === 5 && d.mod === 0) {
    size = 4;
    d.displacementAt = q;
  }
  if (size === 1) d.displacement = int8(bytes, q);
  else if (size === 4) d.displacement = int32(bytes, q);
  return q + size;
}

/** The r/m operand is written, `size` bytes at most. */
export function writeRm(d: Decoding, size: number): void {
  if (d.mod === 3) d.written |= 1 << d.rm;
  else if (d.isStack) {
    d.storesAt = d.displacement;
    d.storeSize = size;
  }
}

/** The r/m operand is written; a byte register without REX may be AH, CH, DH or BH. */
export function writeRm8(d: Decoding): void {
  writeRm(d, 8);
  if (d.mod === 3 && d.rex === 0 && d.rm >= 4) d.written |= 1 << (d.rm & 3);
}

/** The register operand is written, memory is not. */
export function writeReg(d: Decoding): void {
  d.clobbersStack = false;
  d.written |= 1 << d.reg;
}

export function writeReg8(d: Decoding): void {
  writeReg(d);
  if (d.rex === 0 && d.reg >= 4) d.written |= 1 << (d.reg & 3);
}

/** An instruction `r, r/m` that writes its register. */
export function registerForm(d: Decoding, p: number): number {
  const next = readModrm(d, p + 1);
  writeReg(d);
  return next;
}
