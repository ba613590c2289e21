import { isNil, longestPath, notKnown } from './trace.ts';
import type { ArgumentPlace, CallWindow } from './trace.ts';
import { u32 } from '../go-object.ts';

/** `gcWriteBarrier` returns in R25 and may change R16, R17, R27 and R30 (`LoweredWB` in `ssa/_gen/ARM64Ops.go`). */
const barrierWrites: readonly number[] = [16, 17, 25, 27, 30];

/** Follows the registers of arm64 code from the window's first load of a type to the call. See trace.ts. */
export function traceArm64(window: CallWindow, place: ArgumentPlace): number {
  const { bytes, start, call } = window;
  const registers = new Int32Array(32).fill(notKnown);
  let at = window.from;
  for (let steps = 0; at < call; steps++) {
    if (steps > longestPath) return notKnown;
    const word = u32(bytes, start + at);
    const load = window.loads.get(at);
    if (load !== undefined && (word & 0x9f000000) >>> 0 === 0x90000000) {
      // ADRP Xt, page; ADD Xd, Xt, #low: one relocation covers both.
      const add = u32(bytes, start + at + 4);
      registers[word & 31] = notKnown;
      registers[add & 31] = (add & 0xffc00000) >>> 0 === 0x91000000 ? load : notKnown;
      at += 8;
      continue;
    }
    const branch = word >>> 26;
    if (branch === 0b000101) {
      const target = at + ((word << 6) >> 6) * 4;
      if (target > at && target <= call) {
        at = target;
        continue;
      }
      registers.fill(notKnown);
    } else if (branch === 0b100101) {
      if (!window.barriers.has(at)) registers.fill(notKnown);
      for (const register of barrierWrites) registers[register] = notKnown;
    } else step(registers, word);
    at += 4;
  }
  return at === call ? registers[place.register]! : notKnown;
}

/** What one instruction writes, by the encoding classes of the Arm architecture manual (C4.1). In doubt it writes more than it does. */
function step(registers: Int32Array, word: number): void {
  const rd = word & 31;
  const rn = (word >>> 5) & 31;
  const group = (word >>> 25) & 15;
  if ((group & 0b1110) === 0b1010) {
    // Branches and system: BR, BLR, RET and BRK leave the path; MRS writes Rd.
    if (word >>> 25 === 0b1101011 || word >>> 24 === 0xd4) registers.fill(notKnown);
    else if (word >>> 20 === 0xd53) registers[rd] = notKnown;
    return;
  }
  if ((group & 0b0101) === 0b0100) {
    stepMemory(registers, word, rd, rn);
    return;
  }
  const isMove = (word & 0xffe0ffe0) >>> 0 === 0xaa0003e0;
  if (isMove) {
    const rm = (word >>> 16) & 31;
    registers[rd] = rm === 31 ? isNil : registers[rm]!;
  } else if ((word & 0xffffffe0) >>> 0 === 0xd2800000) registers[rd] = isNil;
  else registers[rd] = notKnown;
  registers[31] = notKnown;
}

function stepMemory(registers: Int32Array, word: number, rt: number, rn: number): void {
  const vector = (word >>> 26) & 1;
  const kind = (word >>> 27) & 7;
  if (kind === 0b101) {
    // LDP, STP; bit 22 loads, bit 23 writes the base back.
    if (!vector && (word >>> 22) & 1) registers[rt] = registers[(word >>> 10) & 31] = notKnown;
    if ((word >>> 23) & 1) registers[rn] = notKnown;
  } else if (kind === 0b111) {
    const opc = (word >>> 22) & 3;
    const unscaled = !((word >>> 24) & 1);
    const atomic = unscaled && (word >>> 21) & 1 && ((word >>> 10) & 3) === 0;
    if (!vector && (opc !== 0 || atomic)) registers[rt] = notKnown;
    if (unscaled && !((word >>> 21) & 1) && (word >>> 10) & 1) registers[rn] = notKnown;
  } else if (kind === 0b011) {
    if (!vector) registers[rt] = notKnown;
  } else {
    // Exclusive, compare-and-swap, vector structures: rare, so everything that they name.
    registers[rt] = registers[rn] = registers[(word >>> 10) & 31] = registers[(word >>> 16) & 31] = notKnown;
  }
}
