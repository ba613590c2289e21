/**
 * Length and effect of one x86 instruction, as far as following a pointer through general registers and the outgoing stack arguments
 * needs it: which registers it may write (more in doubt), where it goes on. Covers what Go's compiler emits for amd64 and 386
 * (GOAMD64 v1 to v3); anything else is `effect.unknown`, which ends the path.
 */
export const effect = {
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
  /** Stack slot `storesAt` gets the address at `addressAt`, if a relocation stands there. */
  storeAddress: 7,
  /** Jumps by `distance` from the next instruction. */
  jump: 8,
  /** Calls something that is not in the way of the registers: a write barrier. */
  barrier: 9,
} as const;

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
  /** Slot of the stack that memory is written to, and how many bytes at most. */
  storesAt: number | undefined;
  storeSize: number;
  clobbersStack: boolean;
}

const ax = 1 << 0;
const cx = 1 << 1;
const dx = 1 << 2;
const bx = 1 << 3;
const si = 1 << 6;
const di = 1 << 7;
const sp = 1 << 4;

/** One instruction being read; reused, since paths are followed one at a time. */
const out: Instruction = {
  length: 0,
  effect: 0,
  written: 0,
  target: 0,
  source: 0,
  distance: 0,
  addressAt: 0,
  storesAt: undefined,
  storeSize: 0,
  clobbersStack: false,
};
const modrm = { mod: 0, reg: 0, rm: 0, isStack: false, distance: 0, displacementAt: 0, length: 0 };

/**
 * Decodes the instruction at `at`; `end` is the end of the function. `wide`: amd64, else 386. The result is valid until the next call.
 */
export function decodeX86(bytes: Uint8Array, at: number, end: number, wide: boolean): Instruction {
  out.effect = effect.unknown;
  out.length = 1;
  out.written = 0;
  out.target = out.source = -1;
  out.distance = out.addressAt = out.storeSize = 0;
  out.storesAt = undefined;
  out.clobbersStack = false;
  let p = at;
  let operand16 = false;
  let repeat = 0;
  for (; p < at + 4; p++) {
    const byte = bytes[p]!;
    if (byte === 0x66) operand16 = true;
    else if (byte === 0xf2 || byte === 0xf3) repeat = byte;
    else if (byte !== 0xf0 && byte !== 0x64 && byte !== 0x65 && byte !== 0x2e) break;
  }
  let rex = 0;
  if (wide && (bytes[p]! & 0xf0) === 0x40) rex = bytes[p++]!;
  const state: State = { bytes, start: at, end, rex, wide, operand16, repeat };
  const opcode = bytes[p]!;
  let next: number;
  if (opcode === 0x0f) next = twoByte(state, p + 1);
  else if (opcode === 0xc4 || opcode === 0xc5) next = vex(state, p);
  else next = oneByte(state, p);
  if (next < 0 || next > end) out.effect = effect.unknown;
  else out.length = next - at;
  return out;
}

interface State {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly rex: number;
  readonly wide: boolean;
  readonly operand16: boolean;
  readonly repeat: number;
}

function readModrm(state: State, p: number): number {
  const { bytes, rex } = state;
  const byte = bytes[p]!;
  const mod = byte >>> 6;
  const low = byte & 7;
  modrm.mod = mod;
  modrm.reg = ((byte >>> 3) & 7) | ((rex & 4) << 1);
  modrm.rm = low | ((rex & 1) << 3);
  modrm.isStack = false;
  modrm.distance = 0;
  modrm.displacementAt = 0;
  let q = p + 1;
  if (mod === 3) {
    modrm.length = 1;
    return q;
  }
  let displacement = mod === 1 ? 1 : mod === 2 ? 4 : 0;
  if (low === 4) {
    const sib = bytes[q++]!;
    const base = sib & 7;
    const index = ((sib >>> 3) & 7) | ((rex & 2) << 2);
    modrm.isStack = base === 4 && (rex & 1) === 0 && index === 4;
    if (base === 4 && (rex & 1) === 0 && index !== 4) out.clobbersStack = true;
    if (base === 5 && mod === 0) displacement = 4;
  } else if (low === 5 && mod === 0) displacement = 4;
  if (displacement === 1) modrm.distance = (bytes[q]! << 24) >> 24;
  else if (displacement === 4) {
    modrm.distance = bytes[q]! | (bytes[q + 1]! << 8) | (bytes[q + 2]! << 16) | (bytes[q + 3]! << 24);
    if (mod === 0 && low === 5) modrm.displacementAt = q;
  }
  q += displacement;
  modrm.length = q - p;
  return q;
}

/** Marks what an instruction with the r/m operand as its destination writes. */
function writeRm(size: number): void {
  if (modrm.mod === 3) out.written |= 1 << modrm.rm;
  else if (modrm.isStack) {
    out.storesAt = modrm.distance;
    out.storeSize = size;
  }
}

/** An 8-bit register without REX may be AH, CH, DH or BH. */
function writeRm8(rex: number): void {
  writeRm(1);
  if (modrm.mod === 3 && rex === 0 && modrm.rm >= 4) out.written |= 1 << (modrm.rm & 3);
}

function writeReg(): void {
  out.written |= 1 << modrm.reg;
}

function int8(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 24) >> 24;
}

function int32(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}

/** One-byte opcodes. Returns the offset after the instruction, or −1 for one that is not known. */
function oneByte(state: State, p: number): number {
  const { bytes, rex, wide, operand16, start } = state;
  const opcode = bytes[p]!;
  const immediate = operand16 ? 2 : 4;
  const full = wide ? (rex & 8) !== 0 : !operand16;
  out.effect = effect.plain;
  if (opcode < 0x40) {
    const compares = opcode >= 0x38;
    const kind = opcode & 7;
    if (kind === 4 || kind === 5) {
      if (!compares) out.written = ax;
      return p + 1 + (kind === 4 ? 1 : immediate);
    }
    if (kind > 5) return -1;
    const next = readModrm(state, p + 1);
    if (compares) return next;
    // XOR r, r and SUB r, r
    if (kind === 1 && (opcode === 0x31 || opcode === 0x29) && modrm.mod === 3 && modrm.rm === modrm.reg) {
      out.effect = effect.zero;
      out.target = modrm.rm;
    }
    if (kind === 0) writeRm8(rex);
    else if (kind === 1) writeRm(8);
    else if (kind === 2) writeReg8(rex);
    else writeReg();
    return next;
  }
  if (opcode < 0x50) {
    if (wide) return -1;
    out.written = 1 << (opcode & 7);
    return p + 1;
  }
  if (opcode < 0x60) {
    out.written = opcode < 0x58 ? sp : sp | (1 << ((opcode & 7) | ((rex & 1) << 3)));
    return p + 1;
  }
  if (opcode >= 0x70 && opcode < 0x80) return p + 2;
  if (opcode >= 0x91 && opcode < 0x98) {
    out.written = ax | (1 << ((opcode & 7) | ((rex & 1) << 3)));
    return p + 1;
  }
  if (opcode >= 0xb0 && opcode < 0xb8) {
    const register = (opcode & 7) | ((rex & 1) << 3);
    out.written = (1 << register) | (rex === 0 && register >= 4 ? 1 << (register & 3) : 0);
    return p + 2;
  }
  if (opcode >= 0xb8 && opcode < 0xc0) {
    const register = (opcode & 7) | ((rex & 1) << 3);
    out.written = 1 << register;
    const size = wide && (rex & 8) !== 0 ? 8 : immediate;
    if (!wide && !operand16) {
      out.effect = effect.address;
      out.target = register;
      out.addressAt = p + 1 - start;
    }
    return p + 1 + size;
  }
  switch (opcode) {
    case 0x63:
      if (!wide) return -1;
      return regForm(state, p);
    case 0x68:
      out.written = sp;
      return p + 1 + immediate;
    case 0x6a:
      out.written = sp;
      return p + 2;
    case 0x69: {
      const next = regForm(state, p);
      return next + immediate;
    }
    case 0x6b:
      return regForm(state, p) + 1;
    case 0x80:
    case 0x81:
    case 0x83: {
      const next = readModrm(state, p + 1);
      if ((modrm.reg & 7) !== 7) {
        if (opcode === 0x80) writeRm8(rex);
        else writeRm(8);
      }
      return next + (opcode === 0x81 ? immediate : 1);
    }
    case 0x84:
    case 0x85:
      return readModrm(state, p + 1);
    case 0x86:
    case 0x87: {
      const next = readModrm(state, p + 1);
      if (opcode === 0x86) writeReg8(rex);
      else writeReg();
      writeRm8(opcode === 0x86 ? rex : 1);
      if (modrm.isStack) out.storeSize = 8;
      return next;
    }
    case 0x88: {
      const next = readModrm(state, p + 1);
      writeRm8(rex);
      return next;
    }
    case 0x89: {
      const next = readModrm(state, p + 1);
      writeRm(8);
      if (full) {
        out.source = modrm.reg;
        if (modrm.mod === 3) {
          out.effect = effect.copy;
          out.target = modrm.rm;
        } else if (modrm.isStack && !wide) out.effect = effect.store;
      }
      if (!wide) out.storeSize = 4;
      return next;
    }
    case 0x8a: {
      const next = readModrm(state, p + 1);
      writeReg8(rex);
      return next;
    }
    case 0x8b: {
      const next = regForm(state, p);
      if (!full) return next;
      if (modrm.mod === 3) {
        out.effect = effect.copy;
        out.target = modrm.reg;
        out.source = modrm.rm;
      } else if (modrm.isStack && !wide) {
        out.effect = effect.reload;
        out.target = modrm.reg;
        out.distance = modrm.distance;
      }
      return next;
    }
    case 0x8d: {
      const next = regForm(state, p);
      if (modrm.displacementAt > 0 && full) {
        out.effect = effect.address;
        out.target = modrm.reg;
        out.addressAt = modrm.displacementAt - start;
      }
      return next;
    }
    case 0x90:
      if (rex & 1) out.written = ax | (1 << 8);
      return p + 1;
    case 0x98:
      out.written = ax;
      return p + 1;
    case 0x99:
      out.written = dx;
      return p + 1;
    case 0xa4:
    case 0xa5:
    case 0xaa:
    case 0xab:
      out.written = cx | si | di;
      out.clobbersStack = true;
      return p + 1;
    case 0xa8:
      return p + 2;
    case 0xa9:
      return p + 1 + immediate;
    case 0xc0:
    case 0xc1: {
      const next = readModrm(state, p + 1);
      writeRm8(rex);
      return next + 1;
    }
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3: {
      const next = readModrm(state, p + 1);
      writeRm8(rex);
      if (modrm.isStack) out.storeSize = 8;
      return next;
    }
    case 0xc6: {
      const next = readModrm(state, p + 1);
      writeRm8(rex);
      return next + 1;
    }
    case 0xc7: {
      const next = readModrm(state, p + 1);
      writeRm(wide ? 8 : 4);
      if (!wide && !operand16 && modrm.isStack) {
        out.effect = effect.storeAddress;
        out.addressAt = next - start;
      }
      return next + immediate;
    }
    case 0xe8:
      out.effect = effect.barrier;
      return p + 5;
    case 0xe9:
      out.effect = effect.jump;
      out.distance = int32(bytes, p + 1);
      return p + 5;
    case 0xeb:
      out.effect = effect.jump;
      out.distance = int8(bytes, p + 1);
      return p + 2;
    case 0xf6:
    case 0xf7: {
      const next = readModrm(state, p + 1);
      const operation = modrm.reg & 7;
      if (operation <= 1) return next + (opcode === 0xf6 ? 1 : immediate);
      if (operation <= 3) writeRm8(opcode === 0xf6 ? rex : 1);
      else out.written = ax | dx;
      if (operation <= 3 && modrm.isStack) out.storeSize = 8;
      return next;
    }
    case 0xfe:
    case 0xff: {
      const next = readModrm(state, p + 1);
      if ((modrm.reg & 7) > 1) return -1;
      writeRm8(opcode === 0xfe ? rex : 1);
      if (modrm.isStack) out.storeSize = 8;
      return next;
    }
    default:
      return -1;
  }
}

/** An instruction `r, r/m` that writes its register. */
function regForm(state: State, p: number): number {
  const next = readModrm(state, p + 1);
  out.clobbersStack = false;
  writeReg();
  return next;
}

function writeReg8(rex: number): void {
  out.clobbersStack = false;
  writeReg();
  if (rex === 0 && modrm.reg >= 4) out.written |= 1 << (modrm.reg & 3);
}

/** Opcodes after 0F. */
function twoByte(state: State, p: number): number {
  const { bytes, rex } = state;
  const opcode = bytes[p]!;
  out.effect = effect.plain;
  if (opcode >= 0x80 && opcode < 0x90) return p + 5;
  if (opcode >= 0xc8 && opcode < 0xd0) {
    out.written = 1 << ((opcode & 7) | ((rex & 1) << 3));
    return p + 1;
  }
  if (opcode === 0x38 || opcode === 0x3a) {
    const next = readModrm(state, p + 2);
    const third = bytes[p + 1]!;
    const namesRegisters = opcode === 0x38 ? third >= 0xf0 : third >= 0x14 && third <= 0x17;
    if (namesRegisters) {
      writeReg();
      writeRm(8);
    }
    return next + (opcode === 0x3a ? 1 : 0);
  }
  if (opcode === 0xa2) {
    out.written = ax | bx | cx | dx;
    return p + 1;
  }
  if (opcode === 0x31) {
    out.written = ax | dx;
    return p + 1;
  }
  if (!isKnownTwoByte(opcode)) return -1;
  let next = readModrm(state, p + 1);
  if (opcode >= 0x90 && opcode < 0xa0) writeRm8(rex);
  else if (opcode === 0xa3 || opcode === 0x0d || opcode === 0x18 || opcode === 0x1f || opcode === 0xae) {
    if (modrm.mod === 3 && opcode === 0xae && state.repeat !== 0) return -1;
  } else if (opcode === 0xab || opcode === 0xb3 || opcode === 0xbb || opcode === 0xa5 || opcode === 0xad) writeRm(8);
  else if (opcode === 0xa4 || opcode === 0xac) {
    writeRm(8);
    next += 1;
  } else if (opcode === 0xba) {
    if ((modrm.reg & 7) !== 4) writeRm(8);
    next += 1;
  } else if (opcode === 0xb0 || opcode === 0xb1 || opcode === 0xc0 || opcode === 0xc1) {
    writeRm8(rex);
    if (modrm.isStack) out.storeSize = 8;
    writeReg();
    out.written |= ax;
  } else if (opcode === 0xc7) {
    if ((modrm.reg & 7) !== 1 || modrm.mod === 3) return -1;
    writeRm(16);
    out.written |= ax | dx;
  } else if (writesRegister(opcode)) {
    out.clobbersStack = false;
    writeReg();
  } else if (isVectorStore(opcode, state.repeat)) writeRm(16);
  if ((opcode >= 0x70 && opcode <= 0x73) || (opcode >= 0xc2 && opcode <= 0xc6 && opcode !== 0xc3)) next += 1;
  return next;
}

function isKnownTwoByte(opcode: number): boolean {
  return (
    opcode === 0x0d ||
    (opcode >= 0x10 && opcode <= 0x18) ||
    opcode === 0x1f ||
    (opcode >= 0x28 && opcode <= 0x2f) ||
    (opcode >= 0x40 && opcode <= 0x76) ||
    opcode === 0x7e ||
    opcode === 0x7f ||
    (opcode >= 0x90 && opcode <= 0x9f) ||
    (opcode >= 0xa3 && opcode <= 0xa5) ||
    (opcode >= 0xab && opcode <= 0xb1) ||
    opcode === 0xb3 ||
    (opcode >= 0xb6 && opcode <= 0xb8) ||
    opcode >= 0xba
  );
}

/** CMOV, IMUL, MOVZX, MOVSX, BSF, BSR, POPCNT, and vector instructions with a general register as destination. */
function writesRegister(opcode: number): boolean {
  return (
    (opcode >= 0x40 && opcode < 0x50) ||
    opcode === 0xaf ||
    (opcode >= 0xb6 && opcode <= 0xb8) ||
    (opcode >= 0xbc && opcode <= 0xbf) ||
    opcode === 0x2c ||
    opcode === 0x2d ||
    opcode === 0x50 ||
    opcode === 0xd7 ||
    opcode === 0xc5
  );
}

/** Vector moves to r/m; 0F 7E is MOVD to a general register unless F3 makes it a load. */
function isVectorStore(opcode: number, repeat: number): boolean {
  return (
    opcode === 0x11 ||
    opcode === 0x13 ||
    opcode === 0x17 ||
    opcode === 0x29 ||
    opcode === 0x2b ||
    opcode === 0x7f ||
    opcode === 0xc3 ||
    opcode === 0xd6 ||
    opcode === 0xe7 ||
    (opcode === 0x7e && repeat !== 0xf3)
  );
}

/** VEX instructions: all three registers that one names count as written. */
function vex(state: State, p: number): number {
  const { bytes, wide } = state;
  const short = bytes[p] === 0xc5;
  const first = bytes[p + 1]!;
  if (!wide && first < 0xc0) return -1;
  const payload = short ? first : bytes[p + 2]!;
  const map = short ? 1 : first & 31;
  const q = p + (short ? 2 : 3);
  const opcode = bytes[q]!;
  if (map < 1 || map > 3) return -1;
  out.effect = effect.plain;
  if (map === 1 && opcode === 0x77) return q + 1;
  const rex = ((first & 0x80) === 0 ? 4 : 0) | (short ? 0 : ((first & 0x40) === 0 ? 2 : 0) | ((first & 0x20) === 0 ? 1 : 0));
  const next = readModrm({ ...state, rex }, q + 1);
  writeReg();
  writeRm(32);
  out.written |= 1 << (~(payload >>> 3) & 15);
  const hasImmediate = map === 3 || (map === 1 && ((opcode >= 0x70 && opcode <= 0x73) || (opcode >= 0xc2 && opcode <= 0xc6)));
  return next + (hasImmediate ? 1 : 0);
}
