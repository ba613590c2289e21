import { isNil, longestPath, notKnown } from './trace.ts';
import type { ArgumentPlace, CallWindow } from './trace.ts';
import { u16, u32 } from '../go-object.ts';

/** `gcWriteBarrier` returns in X24; X31 is the assembler's temporary, X1 the link register. */
const barrierWrites: readonly number[] = [1, 5, 24, 31];

/** Follows the registers of riscv64 code (with compressed instructions, which Go emits from 1.26). See trace.ts. */
export function traceRiscv64(window: CallWindow, place: ArgumentPlace): number {
  const { bytes, start, call } = window;
  const registers = new Int32Array(32).fill(notKnown);
  let at = window.from;
  for (let steps = 0; at < call; steps++) {
    if (steps > longestPath) return notKnown;
    const half = u16(bytes, start + at);
    if ((half & 3) !== 3) {
      const jump = stepCompressed(registers, half);
      if (jump > 0 && at + jump <= call) at += jump;
      else {
        if (jump !== 0) registers.fill(notKnown);
        at += 2;
      }
      continue;
    }
    const word = u32(bytes, start + at);
    const rd = (word >>> 7) & 31;
    const rs1 = (word >>> 15) & 31;
    const opcode = word & 0x7f;
    const load = window.loads.get(at);
    if (opcode === 0x17 && load !== undefined) {
      // AUIPC; ADDI rd, rs, 0: one relocation covers both.
      const add = u32(bytes, start + at + 4);
      registers[rd] = notKnown;
      if ((add & 0x707f) === 0x13) {
        registers[(add >>> 7) & 31] = load;
        at += 8;
        continue;
      }
    } else if (opcode === 0x17 && window.barriers.has(at)) {
      for (const register of barrierWrites) registers[register] = notKnown;
      at += 8;
      continue;
    } else if (opcode === 0x6f && rd === 0) {
      const target = at + jumpDistance(word);
      if (target > at && target <= call) {
        at = target;
        continue;
      }
      registers.fill(notKnown);
    } else if (opcode === 0x6f && window.barriers.has(at)) {
      for (const register of barrierWrites) registers[register] = notKnown;
    } else if (opcode === 0x6f || opcode === 0x67) registers.fill(notKnown);
    else if (opcode === 0x13 && word >>> 20 === 0 && ((word >>> 12) & 7) === 0) registers[rd] = rs1 === 0 ? isNil : registers[rs1]!;
    else if (opcode !== 0x63 && opcode !== 0x23 && opcode !== 0x27) registers[rd] = notKnown;
    registers[0] = notKnown;
    at += 4;
  }
  return at === call ? registers[place.register]! : notKnown;
}

/** Immediate of JAL, in bytes. */
function jumpDistance(word: number): number {
  return ((word >> 31) << 20) | (word & 0xff000) | (((word >>> 20) & 1) << 11) | (((word >>> 21) & 0x3ff) << 1);
}

/** Returns 0 to go on, the distance of an unconditional jump, or −1 where the path ends. */
function stepCompressed(registers: Int32Array, half: number): number {
  const quadrant = half & 3;
  const funct = half >>> 13;
  const rd = (half >>> 7) & 31;
  if (quadrant === 0) {
    // Loads and ADDI4SPN write a short register; from 4 on they are stores.
    if (funct < 4) registers[8 + ((half >>> 2) & 7)] = notKnown;
  } else if (quadrant === 1) {
    if (funct === 5) return compressedJump(half);
    if (funct === 4) registers[8 + ((half >>> 7) & 7)] = notKnown;
    else if (funct < 4) registers[rd] = funct === 2 && (half & 0x107c) === 0 ? isNil : notKnown;
  } else if (funct === 4) {
    const rs2 = (half >>> 2) & 31;
    if (rs2 === 0) return -1;
    registers[rd] = (half >>> 12) & 1 ? notKnown : registers[rs2]!;
  } else if (funct < 4) registers[rd] = notKnown;
  registers[0] = notKnown;
  return 0;
}

/** Immediate of C.J, in bytes; backward and zero end the path. */
function compressedJump(half: number): number {
  const bit = (from: number, to: number): number => ((half >>> from) & 1) << to;
  if ((half >>> 12) & 1) return -1;
  const distance = bit(11, 4) | bit(10, 9) | bit(9, 8) | bit(8, 10) | bit(7, 6) | bit(6, 7) | bit(5, 3) | bit(4, 2) | bit(3, 1) | bit(2, 5);
  return distance === 0 ? -1 : distance;
}
