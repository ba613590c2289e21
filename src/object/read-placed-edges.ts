import type { MethodNote, PlacedEdgeFact } from '../model/facts.ts';
import { architectureOf } from './architectures.ts';
import { keyOfPlace, sortCalls } from './call-order.ts';
import type { ForeignFunctions } from './foreign-names.ts';
import { looksLikeFunction, visitEdges } from './function-edges.ts';
import { nameLength, symbolKind, symbolName } from './go-object.ts';
import { createFrameContext, foreignOf, makeFrames } from './make-frames.ts';
import { indexSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReadArchiveOptions } from './read-archive.ts';
import { deferOnStack } from './read-edges.ts';
import { inlinesOn, readPositions } from './read-positions.ts';

/** Which edges are wanted: those of some functions, by symbol, or those in what was inlined into functions by calls on some lines. */
export type WantedEdges = { readonly functions: ReadonlySet<string> } | { readonly inlinedOn: ReadonlySet<number> };

export interface ArchivePlacedEdges {
  /** Equal ones counted, sorted by function, within one in the order of its code. */
  readonly edges: readonly PlacedEdgeFact[];
  /** Inlined functions of other packages whose names stand in those packages' archives only: see foreign-names.ts. */
  readonly foreign: readonly ForeignFunctions[];
}

/**
 * The edges that {@link readEdges} counts, each with its position and inline chain, as far as it is wanted; also the calls
 * through a register, which lead nowhere. Not for wasm, where return addresses stand in other tables.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readPlacedEdges(bytes: Uint8Array, options: ReadArchiveOptions, wanted: WantedEdges): ArchivePlacedEdges {
  const functions = 'functions' in wanted ? wanted.functions : undefined;
  const lines = 'inlinedOn' in wanted ? wanted.inlinedOn : undefined;
  // Only names of a fitting length are decoded.
  const lengths = functions && new Set(Array.from(functions, (name) => Buffer.byteLength(name)));
  const archive = openArchive(bytes);
  const release = releaseIndexOf(archive.header, options);
  const architecture = architectureOf(archive.header.goarch, archive.header.goVersion);
  const frames = createFrameContext(options, bytes.length);
  const edges = new Map<string, PlacedEdgeFact>();
  for (const object of archive.objects) {
    const symbols = indexSymbols(object, release);
    for (let symbol = 0; symbol < object.definedCount; symbol++) {
      if (lengths && !lengths.has(nameLength(object, symbol))) continue;
      if (release.isText[symbolKind(object, symbol)] !== 1) continue;
      const holder = symbolName(object, symbol);
      if (functions && !functions.has(holder)) continue;
      if (lines && !inlinesOn(object, symbol, lines)) continue;
      const found: { how: PlacedEdgeFact['how']; to: string; pc: number }[] = [];
      const notes: MethodNote[] = [];
      let isValueKnown = false;
      visitEdges(
        object,
        symbol,
        { symbols, release, architecture, isFunction: looksLikeFunction },
        {
          edge(to, how, pc) {
            found.push({ how, to, pc });
            if (to === deferOnStack && !isValueKnown) found.push({ how: 'indirect', to: '', pc });
            isValueKnown = how === 'value';
          },
          indirect: (pc) => void found.push({ how: 'indirect', to: '', pc }),
          method(type, offset) {
            if (type.startsWith('type:')) notes.push({ type: type.slice('type:'.length), offset });
          },
        },
      );
      if (found.length === 0) continue;
      found.sort((a, b) => a.pc - b.pc);
      const pcs = found.map(({ pc }) => pc);
      const positions = readPositions(object, symbol, pcs, architecture.pcUnit, frames.budget);
      for (const [n, { how, to }] of found.entries()) {
        if (lines && positions.chains[n]!.length === 0) continue;
        const inline = makeFrames(object, positions, n, holder, symbols, frames);
        const { file, line } = inline[0]!;
        const edge = { function: holder, file, line, how, to, count: 1, inline, ...(how === 'indirect' ? { notes } : {}) };
        const key = keyOfPlacedEdge(edge);
        const known = edges.get(key);
        edges.set(key, known ? { ...known, count: known.count + 1 } : edge);
      }
    }
  }
  return { edges: sortCalls(edges), foreign: foreignOf(frames) };
}

/** All fields but the count. */
export function keyOfPlacedEdge(edge: PlacedEdgeFact): string {
  return keyOfPlace(edge, `${edge.how}\0${edge.to}`);
}
