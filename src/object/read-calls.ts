import type { CallFact } from '../model/facts.ts';
import type { Architecture } from './architectures.ts';
import { corrupt } from './archive-error.ts';
import { isReturnAddress, sortedRelocations } from './function-relocations.ts';
import { dataRange, packageIndex, relocationSize, symbolName, symbolSize, u16, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { indexSymbols } from './object-symbols.ts';
import type { ObjectSymbols } from './object-symbols.ts';
import { makeFrames } from './make-frames.ts';
import type { FrameContext } from './make-frames.ts';
import { readPositions } from './read-positions.ts';
import { barrierClass, firstAllocator } from './release-index.ts';
import type { Allocator, ReleaseIndex } from './release-index.ts';
import { relocationKind } from './relocation-kinds.ts';
import { traceType } from './trace/trace-type.ts';
import { isNil, notKnown } from './trace/trace.ts';
import type { CallWindow } from './trace/trace.ts';

export interface CallContext extends FrameContext {
  readonly release: ReleaseIndex;
  readonly architecture: Architecture;
}

/** One call of an allocator with count 1; `unknown`: it takes a type, which is not known. */
export type EmitCall = (call: CallFact, unknown: boolean) => void;

/**
 * Emits the calls of allocators in one object, function by function, and returns how many functions it has. Most functions call none:
 * only the relocations of these are looked at, 23 bytes each, and nothing is allocated for them.
 */
export function readObjectCalls(object: GoObject, context: CallContext, emit: EmitCall): number {
  const { bytes } = object;
  const { release } = context;
  const { kinds, isText, builtinClasses } = release;
  const symbols = indexSymbols(object, release);
  let functions = 0;
  for (let symbol = 0; symbol < object.definedCount; symbol++) {
    if (isText[bytes[object.symbols + symbol * symbolSize + 10]!] === 0) continue;
    functions++;
    const first = u32(bytes, object.relocationIndex + 4 * symbol);
    const end = u32(bytes, object.relocationIndex + 4 * symbol + 4);
    if (first > end || end > object.relocationCount) throw corrupt('relocation index', object.relocationIndex + 4 * symbol);
    for (let at = object.relocations + first * relocationSize, n = first; n < end; n++, at += relocationSize) {
      if (kinds[u16(bytes, at + 5)] !== relocationKind.call) continue;
      const pkg = u32(bytes, at + 15);
      const target = u32(bytes, at + 19);
      const found = pkg === packageIndex.builtin ? (builtinClasses[target] ?? 0) : symbols.classOf(pkg, target);
      if (found < firstAllocator) continue;
      readFunctionCalls(object, symbol, first, end, symbols, context, emit);
      break;
    }
  }
  return functions;
}

/** An allocator's call in a function; `pc` is its place in the line tables, −1 where it has none. */
interface Found {
  readonly allocator: Allocator;
  readonly pc: number;
  readonly type: string | undefined;
  readonly unknown: boolean;
}

function readFunctionCalls(
  object: GoObject,
  symbol: number,
  first: number,
  end: number,
  symbols: ObjectSymbols,
  context: CallContext,
  emit: EmitCall,
): void {
  const { architecture } = context;
  const found = findCalls(object, symbol, first, end, symbols, context).sort((a, b) => a.pc - b.pc);
  const positions = readPositions(
    object,
    symbol,
    found.map((call) => call.pc),
    architecture.pcUnit,
    context.budget,
  );
  const holder = symbolName(object, symbol);
  for (const [n, { allocator, type, unknown }] of found.entries()) {
    const inline = makeFrames(object, positions, n, holder, symbols, context);
    const { file, line } = inline[0]!;
    const typed = type === undefined ? {} : { type };
    emit({ function: holder, file, line, allocator: allocator.rule.name, when: allocator.rule.when, ...typed, count: 1, inline }, unknown);
  }
}

/** Calls of allocators in one function, in the order of its code. */
function findCalls(object: GoObject, symbol: number, first: number, end: number, symbols: ObjectSymbols, context: CallContext): Found[] {
  const { bytes } = object;
  const { release, architecture } = context;
  const isWasm = architecture.code === 'wasm';
  const [start, codeEnd] = dataRange(object, symbol);
  const relocations = sortedRelocations(object, first, end);
  const literals = architecture.code === 'arm' ? typeLoads(object, symbols, release, relocations, 0, relocations.length) : undefined;
  const found: Found[] = [];
  // The window of the next call: from an offset in the code, and from a place in `relocations`.
  let from = 0;
  let fromPlace = 0;
  let barriers: Set<number> | undefined;
  let returnAt = 0;
  let returnPc = -1;
  for (let place = 0; place < relocations.length; place++) {
    const at = relocations[place]!;
    const kind = release.kinds[u16(bytes, at + 5)]!;
    const offset = u32(bytes, at);
    if (isWasm && kind === relocationKind.address && isReturnAddress(object, symbol, at)) {
      // A return address is pushed before each call, also before indirect ones, which have no relocation of their own.
      from = Math.max(from, returnAt);
      returnAt = offset;
      // wasmobj.go: `Offset: pcAfterCall, // PC_B`; the entry of the call itself is the one before.
      returnPc = u32(bytes, at + 7) - 1;
    }
    if (kind === relocationKind.address || kind === relocationKind.marker) continue;
    if (offset >= codeEnd - start) throw corrupt('relocation offset', at);
    const callee = kind === relocationKind.call ? symbols.classOf(u32(bytes, at + 15), u32(bytes, at + 19)) : 0;
    if (callee === barrierClass) {
      (barriers ??= new Set()).add(offset);
      continue;
    }
    const allocator = release.allocators[callee - firstAllocator];
    if (allocator !== undefined) {
      const loads = literals ?? (allocator.typeArgument < 0 ? noLoads : typeLoads(object, symbols, release, relocations, fromPlace, place));
      const window: CallWindow = { bytes, start, end: codeEnd, from, call: offset, loads, barriers: barriers ?? noBarriers };
      const load = allocator.takesType ? findType(window, allocator, object, architecture) : isNil;
      const type = load >= 0 ? symbols.nameOf(u32(bytes, load + 15), u32(bytes, load + 19))?.slice(typePrefix.length) : undefined;
      found.push({ allocator, pc: isWasm ? returnPc : offset, type, unknown: load === notKnown });
    }
    from = offset + sizeAfter(kind, architecture);
    fromPlace = place + 1;
    barriers = undefined;
    returnPc = -1;
  }
  return found;
}

/**
 * Where the instruction after a call begins, counted from the call's relocation. x86: the 4 bytes of a direct call's address; a call through a
 * register is passed over by the decoder. wasm is not decoded in order. Elsewhere the relocation stands on the (first) instruction.
 */
function sizeAfter(kind: number, architecture: Architecture): number {
  if (architecture.code === 'wasm' || (architecture.code === 'x86' && kind === relocationKind.indirect)) return 0;
  return 4;
}

const typePrefix = 'type:';
const noLoads: ReadonlyMap<number, number> = new Map();
const noBarriers: ReadonlySet<number> = new Set();

/** Relocations that name a type: offset in the code → place of the record. A load of an address has no addend. */
function typeLoads(
  object: GoObject,
  symbols: ObjectSymbols,
  release: ReleaseIndex,
  relocations: readonly number[],
  from: number,
  to: number,
): Map<number, number> {
  const { bytes } = object;
  const loads = new Map<number, number>();
  for (let place = from; place < to; place++) {
    const at = relocations[place]!;
    if (release.kinds[u16(bytes, at + 5)] !== relocationKind.address) continue;
    if (u32(bytes, at + 7) !== 0 || u32(bytes, at + 11) !== 0) continue;
    if (symbols.isType(u32(bytes, at + 15), u32(bytes, at + 19))) loads.set(u32(bytes, at), at);
  }
  return loads;
}

/** The relocation that loads the type which an allocator gets, or `isNil`, or `notKnown`. */
function findType(window: CallWindow, allocator: Allocator, object: GoObject, architecture: Architecture): number {
  const { arguments: registers, fixedFrame, pointerSize, code } = architecture;
  const { typeArgument } = allocator;
  if (typeArgument < 0 || code === '') return notKnown;
  // Assembly passes arguments on the stack, and so did experiments of old toolchains.
  if (registers.length > 0 && (object.fromAssembly || !object.header.experiments.includes('regabiargs'))) return notKnown;
  return traceType(architecture, window, { register: registers[typeArgument] ?? -1, stack: fixedFrame + typeArgument * pointerSize });
}
