import { isNil, longestPath, notKnown } from './trace.ts';
import type { ArgumentPlace, CallWindow } from './trace.ts';
import { u32 } from '../go-object.ts';

const stackPointer = 13;
const programCounter = 15;
const linkRegister = 14;
/** `gcWriteBarrier` returns in R8 and may change R12 and R14 (`LoweredWB` in `ssa/_gen/ARMOps.go`). */
const barrierWrites: readonly number[] = [8, 12, linkRegister];

/**
 * Follows registers and the outgoing stack arguments of 32-bit Arm code. A type's address is a word of a literal pool, read by
 * `LDR Rt, [PC, #n]`. See trace.ts.
 */
export function traceArm(window: CallWindow, place: ArgumentPlace): number {
  const { bytes, start, call } = window;
  const registers = new Int32Array(16).fill(notKnown);
  const stack = new Map<number, number>();
  const forget = (): void => {
    registers.fill(notKnown);
    stack.clear();
  };
  let at = window.from;
  for (let steps = 0; at < call; steps++) {
    if (steps > longestPath) return notKnown;
    const word = u32(bytes, start + at);
    const always = word >>> 28 === 14;
    if (((word >>> 25) & 7) === 0b101) {
      const target = at + 8 + ((word << 8) >> 8) * 4;
      if ((word >>> 24) & 1) {
        if (!always || !window.barriers.has(at)) forget();
        for (const register of barrierWrites) registers[register] = notKnown;
      } else if (always && target > at && target <= call) {
        at = target;
        continue;
      } else if (always) forget();
    } else if (isSingleTransfer(word)) transfer(window, registers, stack, word, at, always);
    else if (((word >>> 25) & 7) === 0b100) {
      // LDM, STM: a list of registers. Both may move the base.
      const base = (word >>> 16) & 15;
      const list = word & 0xffff;
      if ((word >>> 20) & 1) for (let r = 0; r < 16; r++) if ((list >>> r) & 1) registers[r] = notKnown;
      if (base === stackPointer || (word >>> 20) & 1) stack.clear();
      registers[base] = notKnown;
      if ((word >>> 20) & 1 && (list >>> programCounter) & 1) forget();
    } else stepData(registers, stack, word, always, forget);
    at += 4;
  }
  if (at !== call) return notKnown;
  return stack.get(place.stack) ?? notKnown;
}

/** LDR and STR of words and bytes. */
function isSingleTransfer(word: number): boolean {
  const group = (word >>> 25) & 7;
  return group === 0b010 || (group === 0b011 && ((word >>> 4) & 1) === 0);
}

function transfer(window: CallWindow, registers: Int32Array, stack: Map<number, number>, word: number, at: number, always: boolean): void {
  const base = (word >>> 16) & 15;
  const rt = (word >>> 12) & 15;
  const isLoad = (word >>> 20) & 1;
  const isByte = (word >>> 22) & 1;
  const isPre = (word >>> 24) & 1;
  const writesBack = !isPre || (word >>> 21) & 1;
  const isImmediate = ((word >>> 25) & 1) === 0;
  const distance = (word >>> 23) & 1 ? word & 0xfff : -(word & 0xfff);
  const plain = always && isPre && !writesBack && isImmediate && !isByte;
  if (isLoad) {
    let value = notKnown;
    if (plain && base === programCounter) value = window.loads.get(at + 8 + distance) ?? notKnown;
    else if (plain && base === stackPointer) value = stack.get(distance) ?? notKnown;
    registers[rt] = value;
    if (rt === programCounter) {
      registers.fill(notKnown);
      stack.clear();
    }
  } else if (base === stackPointer) {
    if (!isImmediate) stack.clear();
    else {
      stack.delete(distance & ~3);
      if (plain && registers[rt] !== notKnown) stack.set(distance, registers[rt]!);
    }
  }
  if (writesBack) {
    registers[base] = notKnown;
    if (base === stackPointer) stack.clear();
  }
}

/** Data processing, multiplication, coprocessor: what they write, in doubt more than they do. */
function stepData(registers: Int32Array, stack: Map<number, number>, word: number, always: boolean, forget: () => void): void {
  const rd = (word >>> 12) & 15;
  const rn = (word >>> 16) & 15;
  const group = (word >>> 25) & 7;
  if (word >>> 28 === 15) return forget();
  if (group >= 0b110) {
    // Floating point: VMOV and MRC write Rd, VLDM and VSTM may move the base (VPUSH) or store to the stack.
    registers[rd] = registers[rn] = notKnown;
    if (rn === stackPointer) stack.clear();
    return;
  }
  if ((word & 0x0ffffff0) === 0x012fff10 || (word & 0x0ffffff0) === 0x012fff30) return forget();
  const isMove = (word & 0x0fff0ff0) === 0x01a00000;
  const isZero = (word & 0x0fff0fff) === 0x03a00000;
  const value = always && isMove ? registers[word & 15]! : always && isZero ? isNil : notKnown;
  const opcode = (word >>> 21) & 15;
  const isMisc = group === 0 && opcode >= 8 && opcode <= 11 && ((word >>> 20) & 1) === 0;
  if (group === 0b011 || isMisc || (group === 0 && (word & 0x90) === 0x90)) {
    // MUL and SDIV write bits 16 to 19, UXTB and CLZ 12 to 15, long MUL both; LDRH, STRH and LDRD name Rd, the next one and the base.
    registers[rd] = registers[rd | 1] = registers[rn] = notKnown;
    if (rn === stackPointer) stack.clear();
    return;
  }
  const compares = opcode >= 8 && opcode <= 11 && (word >>> 20) & 1;
  if (compares) return;
  registers[rd] = value;
  if (rd === stackPointer) stack.clear();
  if (rd === programCounter) forget();
}
