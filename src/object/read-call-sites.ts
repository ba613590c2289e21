import type { CallSiteFact } from '../model/facts.ts';
import { corrupt } from './archive-error.ts';
import { architectureOf } from './architectures.ts';
import { keyOfCallSite, sortCalls } from './call-order.ts';
import type { ForeignFunctions } from './foreign-names.ts';
import { isReturnAddress, sortedRelocations } from './function-relocations.ts';
import { relocationSize, symbolKind, symbolName, symbolOf, u16, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { createFrameContext, foreignOf, makeFrames } from './make-frames.ts';
import { indexSymbols } from './object-symbols.ts';
import type { ObjectSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReadArchiveOptions } from './read-archive.ts';
import { readPositions } from './read-positions.ts';
import type { ReleaseIndex } from './release-index.ts';
import { relocationKind } from './relocation-kinds.ts';

export interface ArchiveCallSites {
  /** Equal ones counted, sorted by function, file, line, callee, inline chain. */
  readonly calls: readonly CallSiteFact[];
  /** Inlined functions of other packages whose names stand in those packages' archives only: see foreign-names.ts. */
  readonly foreign: readonly ForeignFunctions[];
}

/**
 * Reads the direct calls of the functions that are `wanted`, with position and inline chain; tail jumps of wrappers are calls too. Each name
 * is asked for once per object of the archive.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readCallSites(bytes: Uint8Array, options: ReadArchiveOptions, wanted: (symbol: string) => boolean): ArchiveCallSites {
  const archive = openArchive(bytes);
  const release = releaseIndexOf(archive.header, options);
  const { pcUnit, code } = architectureOf(archive.header.goarch, archive.header.goVersion);
  const frames = createFrameContext(options, bytes.length);
  const calls = new Map<string, { -readonly [K in keyof CallSiteFact]: CallSiteFact[K] }>();
  for (const object of archive.objects) {
    const symbols = indexSymbols(object, release);
    const isWanted = remember(wanted);
    for (let symbol = 0; symbol < object.definedCount; symbol++) {
      if (release.isText[symbolKind(object, symbol)] !== 1) continue;
      const found = findCalls(object, symbol, { symbols, release, isWasm: code === 'wasm', isWanted }).sort((a, b) => a.pc - b.pc);
      if (found.length === 0) continue;
      const pcs = found.map((call) => call.pc);
      const positions = readPositions(object, symbol, pcs, pcUnit, frames.budget);
      const holder = symbolName(object, symbol);
      for (const [n, { callee }] of found.entries()) {
        const inline = makeFrames(object, positions, n, holder, symbols, frames);
        const { file, line } = inline[0]!;
        const call = { function: holder, file, line, callee, count: 1, inline };
        const key = keyOfCallSite(call);
        const known = calls.get(key);
        if (known) known.count++;
        else calls.set(key, call);
      }
    }
  }
  return { calls: sortCalls(calls), foreign: foreignOf(frames) };
}

function remember(wanted: (symbol: string) => boolean): (symbol: string) => boolean {
  const answers = new Map<string, boolean>();
  return (symbol) => {
    let answer = answers.get(symbol);
    if (answer === undefined) answers.set(symbol, (answer = wanted(symbol)));
    return answer;
  };
}

interface FindContext {
  readonly symbols: ObjectSymbols;
  readonly release: ReleaseIndex;
  readonly isWasm: boolean;
  readonly isWanted: (symbol: string) => boolean;
}

/** The wanted calls of one function; `pc` is the place in the line tables, −1 where it has none. */
function findCalls(object: GoObject, symbol: number, context: FindContext): { callee: string; pc: number }[] {
  const { bytes } = object;
  const { symbols, release, isWasm, isWanted } = context;
  const first = u32(bytes, object.relocationIndex + 4 * symbol);
  const end = u32(bytes, object.relocationIndex + 4 * symbol + 4);
  if (first > end || end > object.relocationCount) throw corrupt('relocation index', object.relocationIndex + 4 * symbol);
  const found: { callee: string; pc: number }[] = [];
  let returnPc = -1;
  const places = isWasm ? sortedRelocations(object, first, end) : undefined;
  for (let n = first; n < end; n++) {
    const at = places?.[n - first] ?? object.relocations + n * relocationSize;
    const kind = release.kinds[u16(bytes, at + 5)]!;
    // As in read-calls.ts: the entry of the call is the one before that of the place where it returns to.
    if (isWasm && kind === relocationKind.address && isReturnAddress(object, symbol, at)) returnPc = u32(bytes, at + 7) - 1;
    if (kind !== relocationKind.call && kind !== relocationKind.jump) continue;
    const pc = isWasm ? returnPc : u32(bytes, at);
    returnPc = -1;
    const pkg = u32(bytes, at + 15);
    const target = u32(bytes, at + 19);
    if (kind === relocationKind.jump && symbolOf(object, pkg, target) === symbol) continue;
    const callee = symbols.nameOf(pkg, target);
    if (callee !== undefined && isWanted(callee)) found.push({ callee, pc });
  }
  return found;
}
