import type { PlacedEdgeFact } from '../model/facts.ts';
import { architectureOf } from './architectures.ts';
import { keyOfPlace, sortCalls } from './call-order.ts';
import type { ForeignFunctions } from './foreign-names.ts';
import { looksLikeFunction, visitEdges } from './function-edges.ts';
import { symbolKind, symbolName } from './go-object.ts';
import { createFrameContext, foreignOf, makeFrames } from './make-frames.ts';
import { indexSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReadArchiveOptions } from './read-archive.ts';
import { deferOnStack } from './read-edges.ts';
import { readPositions } from './read-positions.ts';

export interface ArchivePlacedEdges {
  /** Equal ones counted, sorted by function, within one in the order of its code. */
  readonly edges: readonly PlacedEdgeFact[];
  /** Inlined functions of other packages whose names stand in those packages' archives only: see foreign-names.ts. */
  readonly foreign: readonly ForeignFunctions[];
}

/**
 * The edges that {@link readEdges} counts, each with its position and inline chain, of the functions that are `wanted`; also the calls
 * through a register, which lead nowhere. Not for wasm, where return addresses stand in other tables.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readPlacedEdges(bytes: Uint8Array, options: ReadArchiveOptions, wanted: (symbol: string) => boolean): ArchivePlacedEdges {
  const archive = openArchive(bytes);
  const release = releaseIndexOf(archive.header, options);
  const architecture = architectureOf(archive.header.goarch, archive.header.goVersion);
  const frames = createFrameContext(options, bytes.length);
  const edges = new Map<string, PlacedEdgeFact>();
  for (const object of archive.objects) {
    const symbols = indexSymbols(object, release);
    for (let symbol = 0; symbol < object.definedCount; symbol++) {
      if (release.isText[symbolKind(object, symbol)] !== 1) continue;
      const holder = symbolName(object, symbol);
      if (!wanted(holder)) continue;
      const found: { how: PlacedEdgeFact['how']; to: string; pc: number }[] = [];
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
        },
      );
      if (found.length === 0) continue;
      found.sort((a, b) => a.pc - b.pc);
      const pcs = found.map(({ pc }) => pc);
      const positions = readPositions(object, symbol, pcs, architecture.pcUnit, frames.budget);
      for (const [n, { how, to }] of found.entries()) {
        const inline = makeFrames(object, positions, n, holder, symbols, frames);
        const { file, line } = inline[0]!;
        const edge = { function: holder, file, line, how, to, count: 1, inline };
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
