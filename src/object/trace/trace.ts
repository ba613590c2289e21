/**
 * Which type does an allocator get? Input: a function's code, the relocations that load type symbols, and a call in it. Output: the load
 * whose value stands in the argument's register or stack slot when the call is made, or `notKnown`. Not a disassembler: each file of this
 * folder decodes just enough of one instruction set to know what an instruction writes, and gives up at whatever it does not know.
 *
 * Why one path is enough: a type symbol's address is a constant of the call in the compiler's intermediate form. It may be loaded early,
 * copied or loaded twice, but two types never meet in one variable. So if on one path from a load to the call the value stays where the
 * call takes it, it is that type on every path. A path goes straight on at conditional jumps and follows unconditional ones.
 */

/** No path was found on which the argument is a loaded type: it comes from a dictionary, a parameter, or code that is not understood. */
export const notKnown = -1;
/** The argument is the constant nil: untyped memory (merged variables). */
export const isNil = -2;

/** A call and what stands between the calls before it and itself. All offsets are relative to the function's first byte. */
export interface CallWindow {
  readonly bytes: Uint8Array;
  /** Offset of the function's first byte in `bytes`, and of the byte after its last. */
  readonly start: number;
  readonly end: number;
  /** After the last call before this one. Calls of write barriers do not count: they keep the registers. */
  readonly from: number;
  /** Offset of the call's relocation. */
  readonly call: number;
  /** Offset of each relocation that names a type symbol → its id (0 or more). On arm these are words of literal pools. */
  readonly loads: ReadonlyMap<number, number>;
  /** Offsets of the relocations of calls of write barriers in the window. */
  readonly barriers: ReadonlySet<number>;
}

/** Where an argument is passed: register number or, when `register` is −1, distance from the stack pointer. */
export interface ArgumentPlace {
  readonly register: number;
  readonly stack: number;
}

/** A path may not run for ever through jumps; windows of real code have fewer than 2,000 instructions. */
export const longestPath = 100_000;
