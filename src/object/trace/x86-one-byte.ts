import { effect, int32, int8, readModrm, registerForm, registers, writeReg, writeReg8, writeRm, writeRm8 } from './x86-decoding.ts';
import type { Decoding } from './x86-decoding.ts';

/** Opcodes of one byte. Returns the offset after the instruction, −1 for one that is not known or leaves the function. */
export function decodeOneByte(d: Decoding, p: number): number {
  const opcode = d.bytes[p]!;
  d.effect = effect.plain;
  if (opcode < 0x40) return arithmetic(d, p, opcode);
  if (opcode < 0x60) return inOpcode(d, p, opcode);
  if (opcode >= 0x70 && opcode < 0x80) return p + 2;
  if (opcode >= 0x84 && opcode <= 0x8d) return move(d, p, opcode);
  if (opcode >= 0x90 && opcode < 0x98) {
    // XCHG AX, r; 90 is NOP.
    if (opcode > 0x90 || (d.rex & 1) !== 0) d.written = registers.ax | registerInOpcode(d, opcode);
    return p + 1;
  }
  if (opcode >= 0xb0 && opcode < 0xc0) return moveNumber(d, p, opcode);
  const immediate = immediateSize(d);
  switch (opcode) {
    case 0x63:
      return d.wide ? registerForm(d, p) : -1;
    case 0x68:
    case 0x6a:
      d.written = registers.sp;
      return p + 1 + (opcode === 0x68 ? immediate : 1);
    case 0x69:
    case 0x6b:
      return registerForm(d, p) + (opcode === 0x69 ? immediate : 1);
    case 0x80:
    case 0x81:
    case 0x83: {
      const next = readModrm(d, p + 1);
      const compares = (d.reg & 7) === 7;
      if (!compares) writeRm8(d);
      return next + (opcode === 0x81 ? immediate : 1);
    }
    case 0x98:
      d.written = registers.ax;
      return p + 1;
    case 0x99:
      d.written = registers.dx;
      return p + 1;
    case 0xa4:
    case 0xa5:
    case 0xaa:
    case 0xab:
      // MOVS, STOS
      d.written = registers.cx | registers.si | registers.di;
      d.clobbersStack = true;
      return p + 1;
    case 0xa8:
      return p + 2;
    case 0xa9:
      return p + 1 + immediate;
    case 0xc0:
    case 0xc1:
    case 0xc6:
    case 0xd0:
    case 0xd1:
    case 0xd2:
    case 0xd3: {
      // Shifts, and MOV of a byte
      const next = readModrm(d, p + 1);
      writeRm8(d);
      return next + (opcode < 0xd0 ? 1 : 0);
    }
    case 0xc7:
      return storeNumber(d, p, immediate);
    case 0xe8:
      d.effect = effect.call;
      return p + 5;
    case 0xe9:
      d.effect = effect.jump;
      d.distance = int32(d.bytes, p + 1);
      return p + 5;
    case 0xeb:
      d.effect = effect.jump;
      d.distance = int8(d.bytes, p + 1);
      return p + 2;
    case 0xf6:
    case 0xf7:
    case 0xfe:
    case 0xff:
      return unary(d, p, opcode, immediate);
    default:
      return -1;
  }
}

function immediateSize(d: Decoding): number {
  return d.isShort ? 2 : 4;
}

function registerInOpcode(d: Decoding, opcode: number): number {
  return 1 << ((opcode & 7) | ((d.rex & 1) << 3));
}

/** A move of a whole pointer. */
function isFull(d: Decoding): boolean {
  return d.wide ? (d.rex & 8) !== 0 : !d.isShort;
}

/** ADD, OR, ADC, SBB, AND, SUB, XOR, CMP in their six forms. */
function arithmetic(d: Decoding, p: number, opcode: number): number {
  const compares = opcode >= 0x38;
  const form = opcode & 7;
  if (form > 5) return -1;
  if (form > 3) {
    if (!compares) d.written = registers.ax;
    return p + 1 + (form === 4 ? 1 : immediateSize(d));
  }
  const next = readModrm(d, p + 1);
  if (compares) return next;
  if ((opcode === 0x31 || opcode === 0x29) && d.mod === 3 && d.rm === d.reg) {
    // XOR r, r and SUB r, r
    d.effect = effect.zero;
    d.target = d.rm;
  }
  if (form < 2) writeRm8(d);
  else writeReg8(d);
  return next;
}

/** INC and DEC (386), PUSH, POP with the register in the opcode. */
function inOpcode(d: Decoding, p: number, opcode: number): number {
  if (opcode < 0x50) {
    if (d.wide) return -1;
    d.written = 1 << (opcode & 7);
  } else d.written = registers.sp | (opcode < 0x58 ? 0 : registerInOpcode(d, opcode));
  return p + 1;
}

/** TEST, XCHG, MOV and LEA with an r/m operand: 84 to 8D. */
function move(d: Decoding, p: number, opcode: number): number {
  const next = readModrm(d, p + 1);
  switch (opcode) {
    case 0x84:
    case 0x85:
      return next;
    case 0x86:
    case 0x87:
      writeRm8(d);
      writeReg8(d);
      return next;
    case 0x88:
      writeRm8(d);
      return next;
    case 0x89:
      writeRm(d, d.wide ? 8 : 4);
      if (!isFull(d)) return next;
      d.source = d.reg;
      if (d.mod === 3) {
        d.effect = effect.copy;
        d.target = d.rm;
      } else if (d.isStack && !d.wide) d.effect = effect.store;
      return next;
    case 0x8a:
      writeReg8(d);
      return next;
    case 0x8b:
      writeReg(d);
      if (!isFull(d)) return next;
      d.target = d.reg;
      if (d.mod === 3) {
        d.effect = effect.copy;
        d.source = d.rm;
      } else if (d.isStack && !d.wide) {
        d.effect = effect.reload;
        d.distance = d.displacement;
      }
      return next;
    case 0x8d:
      writeReg(d);
      if (d.displacementAt > 0 && isFull(d)) {
        d.effect = effect.address;
        d.target = d.reg;
        d.addressAt = d.displacementAt - d.start;
      }
      return next;
    default:
      return -1;
  }
}

/** MOV r, immediate: B0 to BF. */
function moveNumber(d: Decoding, p: number, opcode: number): number {
  d.written = registerInOpcode(d, opcode);
  if (opcode < 0xb8) {
    if (d.rex === 0 && (opcode & 4) !== 0) d.written |= 1 << (opcode & 3);
    return p + 2;
  }
  if (!d.wide && !d.isShort) {
    d.effect = effect.address;
    d.target = opcode & 7;
    d.addressAt = p + 1 - d.start;
  }
  return p + 1 + (d.wide && (d.rex & 8) !== 0 ? 8 : immediateSize(d));
}

/** MOV r/m, immediate: C7. */
function storeNumber(d: Decoding, p: number, immediate: number): number {
  const next = readModrm(d, p + 1);
  writeRm(d, d.wide ? 8 : 4);
  if (!d.wide && !d.isShort && d.isStack) {
    d.effect = effect.storeAddress;
    d.addressAt = next - d.start;
  }
  return next + immediate;
}

/** TEST, NOT, NEG, MUL, DIV, INC, DEC and CALL with an r/m operand: F6, F7, FE, FF. Jumps through it are not followed. */
function unary(d: Decoding, p: number, opcode: number, immediate: number): number {
  const next = readModrm(d, p + 1);
  const operation = d.reg & 7;
  if (opcode === 0xff && operation === 2) {
    d.effect = effect.call;
    return next;
  }
  if (opcode >= 0xfe) {
    if (operation > 1) return -1;
    writeRm8(d);
    return next;
  }
  if (operation <= 1) return next + (opcode === 0xf6 ? 1 : immediate);
  if (operation <= 3) writeRm8(d);
  else d.written = registers.ax | registers.dx;
  return next;
}
