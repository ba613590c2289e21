import type { FunctionTable } from './function-table.ts';
import { readBytes } from './image.ts';
import type { Image } from './image.ts';

/** Calls of wanted entries, by address. */
export interface FoundCalls {
  /** Addresses of the call instructions. */
  readonly pcs: readonly number[];
  /** What each calls: the number of the entry's function. */
  readonly targets: readonly number[];
  /** The function that holds each. */
  readonly holders: readonly number[];
}

/** Whether direct calls of an architecture are found by their encoding. */
export function knowsCalls(goarch: string): boolean {
  return goarch === 'amd64' || goarch === 'arm64';
}

/** Code is read in pieces; a call lies in one of them whole. */
const chunk = 8 << 20;

/**
 * Finds direct calls of functions: on amd64 `E8` with the distance from the next instruction, on arm64 `BL`. Each must lie in a function and lead exactly to the entry of a
 * wanted one. An `E8` inside of another instruction would be one by chance only: against `go tool objdump` none was met (test/all/executable.test.ts).
 */
export function findCalls(image: Image, functions: FunctionTable, wanted: Iterable<number>): FoundCalls {
  const [first, last] = [functions.starts[0]!, functions.starts[functions.count]!];
  // Distances from the first function are small integers, which addresses are not.
  const entries = new Map<number, number>();
  for (const index of wanted) entries.set(functions.starts[index]! - first, index);
  const found = { pcs: [] as number[], targets: [] as number[], holders: [] as number[] };
  let holder = 0;
  const keep = (pc: number, target: number, size: number): void => {
    const callee = entries.get(target);
    if (callee === undefined) return;
    const address = first + pc;
    // Calls are met in the order of their addresses, in each region.
    if (!(functions.starts[holder]! <= address && address < functions.starts[holder + 1]!)) holder = functions.at(address);
    if (holder < 0 || address + size > functions.starts[holder + 1]!) return void (holder = Math.max(holder, 0));
    found.pcs.push(address);
    found.targets.push(callee);
    found.holders.push(holder);
  };
  if (entries.size === 0 || !knowsCalls(image.goarch)) return found;
  for (const { address, offset, size, isCode } of image.regions) {
    if (!isCode || address >= last || address + size <= first) continue;
    const from = Math.max(0, first - address);
    const to = Math.min(size, last - address);
    for (let at = from; at < to; at += chunk) {
      const bytes = readBytes(image, offset + at, Math.min(chunk + 4, to - at));
      if (image.goarch === 'amd64') scanX86(bytes, chunk, address + at - first, keep);
      else scanArm64(bytes, chunk, address + at - first, keep);
    }
  }
  return found;
}

type Keep = (pc: number, target: number, size: number) => void;

/** `start`: where the bytes begin, from the first function on. Most bytes are not `E8`, and most distances lead to no entry. */
function scanX86(bytes: Buffer, most: number, start: number, keep: Keep): void {
  const end = Math.min(most, bytes.length - 4);
  for (let at = bytes.indexOf(0xe8); at >= 0 && at < end; at = bytes.indexOf(0xe8, at + 1)) {
    const distance = bytes[at + 1]! | (bytes[at + 2]! << 8) | (bytes[at + 3]! << 16) | (bytes[at + 4]! << 24);
    keep(start + at, start + at + 5 + distance, 5);
  }
}

/** `BL`: 100101, then 26 bits of distance in instructions. */
function scanArm64(bytes: Buffer, most: number, start: number, keep: Keep): void {
  const end = Math.min(most, bytes.length - 3);
  for (let at = (4 - (start & 3)) & 3; at < end; at += 4) {
    if ((bytes[at + 3]! & 0xfc) !== 0x94) continue;
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    keep(start + at, start + at + ((word << 6) >> 4), 4);
  }
}
