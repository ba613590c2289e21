import { u32 } from '../go-object.ts';
import { decodeX86 } from './decode-x86.ts';
import { effect } from './x86-decoding.ts';
import type { Instruction } from './x86-decoding.ts';
import { isNil, longestPath, notKnown } from './trace.ts';
import type { ArgumentPlace, CallWindow } from './trace.ts';

const stackPointer = 4;

/**
 * Follows registers (amd64) or registers and outgoing stack arguments (386) from a load of a type to the call. x86 instructions have no
 * fixed length, so a path starts at a load, whose relocation shows where it ends, or after the last call. See trace.ts.
 */
export function traceX86(window: CallWindow, place: ArgumentPlace, wide: boolean): number {
  const callStart = window.call - 1;
  if (window.bytes[window.start + callStart] !== 0xe8) return notKnown;
  const starts = [...window.loads.keys()].filter((at) => at >= window.from && at < callStart).sort((a, b) => a - b);
  let reached = window.from;
  for (const load of starts) {
    if (load < reached) continue;
    const from = startOf(window, load, wide);
    if (from < 0) continue;
    const path = follow(window, from, callStart, wide);
    if (path.at === callStart) return valueOf(path, place);
    reached = path.at;
  }
  // No load leads there: the argument may still be nil.
  const path = follow(window, window.from, callStart, wide);
  return path.at === callStart ? valueOf(path, place) : notKnown;
}

function valueOf(path: Path, place: ArgumentPlace): number {
  return place.register >= 0 ? path.registers[place.register]! : (path.stack.get(place.stack) ?? notKnown);
}

/** Offset of the instruction whose relocation stands at `load`, or −1 if it is no load of an address into a register. */
function startOf(window: CallWindow, load: number, wide: boolean): number {
  const { bytes, start } = window;
  const p = start + load;
  // LEA r, [rip + disp32] or [disp32]
  if (load >= 2 && bytes[p - 2] === 0x8d && (bytes[p - 1]! & 0xc7) === 5) {
    if (!wide) return load - 2;
    return load >= 3 && (bytes[p - 3]! & 0xf8) === 0x48 ? load - 3 : -1;
  }
  // MOV r32, imm32
  return !wide && load >= 1 && (bytes[p - 1]! & 0xf8) === 0xb8 ? load - 1 : -1;
}

interface Path {
  /** Where the path came to: the call, or the end of what could be followed. */
  readonly at: number;
  readonly registers: Int32Array;
  readonly stack: ReadonlyMap<number, number>;
}

function follow(window: CallWindow, from: number, callStart: number, wide: boolean): Path {
  const registers = new Int32Array(16).fill(notKnown);
  const stack = new Map<number, number>();
  let at = from;
  for (let steps = 0; at < callStart && steps < longestPath; steps++) {
    const instruction = decodeX86(window.bytes, window.start + at, window.start + window.end, wide);
    const next = at + instruction.length;
    if (instruction.effect === effect.unknown) return { at: at + 1, registers, stack };
    if (instruction.effect === effect.jump) {
      const target = next + instruction.distance;
      if (target <= at || target > callStart) return { at: next, registers, stack };
      at = target;
      continue;
    }
    apply(window, instruction, at, wide, registers, stack);
    at = next;
  }
  return { at, registers, stack };
}

function apply(
  window: CallWindow,
  instruction: Instruction,
  at: number,
  wide: boolean,
  registers: Int32Array,
  stack: Map<number, number>,
): void {
  const { length, written } = instruction;
  const loaded = instruction.addressAt > 0 ? (window.loads.get(at + instruction.addressAt) ?? notKnown) : notKnown;
  const source = instruction.source >= 0 ? registers[instruction.source]! : notKnown;
  const target = instruction.target;
  for (let r = 0; r < 16; r++) if ((written >>> r) & 1) registers[r] = notKnown;
  if (instruction.effect === effect.call) {
    // gcWriteBarrier returns in R11 (386: DI) and keeps the others (`LoweredWB` in `ssa/_gen/AMD64Ops.go`, `386Ops.go`).
    if (!window.barriers.has(at + length - 4)) {
      registers.fill(notKnown);
      stack.clear();
    }
    registers[wide ? 11 : 7] = notKnown;
  } else if (instruction.effect === effect.address) registers[target] = loaded;
  else if (instruction.effect === effect.copy) registers[target] = source;
  else if (instruction.effect === effect.reload) registers[target] = stack.get(instruction.distance) ?? notKnown;
  else if (instruction.effect === effect.zero) registers[target] = isNil;
  if ((written >>> stackPointer) & 1 || instruction.clobbersStack) stack.clear();
  if (instruction.storesAt !== undefined) {
    for (const slot of stack.keys())
      if (slot + 4 > instruction.storesAt && slot < instruction.storesAt + instruction.storeSize) stack.delete(slot);
    if (instruction.effect === effect.store && source !== notKnown) stack.set(instruction.storesAt, source);
    if (instruction.effect === effect.storeAddress) {
      const isZero = loaded === notKnown && u32(window.bytes, window.start + at + instruction.addressAt) === 0;
      if (loaded !== notKnown || isZero) stack.set(instruction.storesAt, isZero ? isNil : loaded);
    }
  }
}
