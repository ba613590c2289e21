import { notKnown } from './trace.ts';
import type { ArgumentPlace, CallWindow } from './trace.ts';

const localGet = 0x20;
const i64Const = 0x42;
const i64Store = 0x37;
const i64Add = 0x7c;
const i64ExtendI32U = 0xad;
const i32WrapI64 = 0xa7;
/** Index of the local variable that caches the stack pointer (`assemble` in `cmd/internal/obj/wasm/wasmobj.go`). */
const stackPointer = 1;
const alignment = 3;

/**
 * On wasm the arguments are on Go's stack. A type's address is stored by `local.get 1; i64.const <relocation, no bytes>; i64.store 3 n`,
 * or with `i64.extend_i32_u; i64.const m; i64.add; i32.wrap_i64` after the first. Between two calls each argument slot is
 * written once, so the last such store counts. See trace.ts.
 */
export function traceWasm(window: CallWindow, place: ArgumentPlace): number {
  const { bytes, start } = window;
  let found = notKnown;
  for (const [at, id] of window.loads) {
    if (at < window.from || at > window.call) continue;
    const p = start + at;
    const offset = bytes[p + 2]!;
    const isStore = bytes[p - 1] === i64Const && bytes[p] === i64Store && bytes[p + 1] === alignment && offset < 0x80;
    if (isStore && addressBefore(bytes, p - 1) + offset === place.stack) found = id;
  }
  return found;
}

/** Distance from the stack pointer that the instructions before `end` leave on the stack; NaN where they do anything else. */
function addressBefore(bytes: Uint8Array, end: number): number {
  if (bytes[end - 2] === localGet && bytes[end - 1] === stackPointer) return 0;
  const distance = bytes[end - 3]!;
  const isSum =
    bytes[end - 1] === i32WrapI64 &&
    bytes[end - 2] === i64Add &&
    bytes[end - 4] === i64Const &&
    bytes[end - 5] === i64ExtendI32U &&
    bytes[end - 6] === stackPointer &&
    bytes[end - 7] === localGet;
  return isSum && distance < 0x40 ? distance : Number.NaN;
}
