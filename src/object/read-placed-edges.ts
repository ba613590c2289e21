import type { MethodNote, PlacedEdgeFact } from '../model/facts.ts';
import { architectureOf, type Architecture } from './architectures.ts';
import { keyOfPlace, sortCalls } from './call-order.ts';
import type { ForeignFunctions } from './foreign-names.ts';
import { looksLikeFunction, visitEdges } from './function-edges.ts';
import { nameLength, symbolKind, symbolName, type GoObject } from './go-object.ts';
import { createFrameContext, foreignOf, makeFrames } from './make-frames.ts';
import { indexSymbols, type ObjectSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReadArchiveOptions } from './read-archive.ts';
import { deferOnStack } from './read-edges.ts';
import type { ReleaseIndex } from './release-index.ts';
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
  return createPlacedReader(bytes, options)(wanted);
}

/** The same for an archive that is asked for function after function: it is opened, and its symbols are indexed, once. */
export function createPlacedReader(bytes: Uint8Array, options: ReadArchiveOptions): (wanted: WantedEdges) => ArchivePlacedEdges {
  const archive = openArchive(bytes);
  const release = releaseIndexOf(archive.header, options);
  const architecture = architectureOf(archive.header.goarch, archive.header.goVersion);
  const objects = archive.objects.map((object) => ({
    object,
    symbols: indexSymbols(object, release),
    byLength: lengthIndex(object, release),
  }));
  return (wanted) => readWanted(bytes, options, { release, architecture, objects }, wanted);
}

interface Indexed {
  readonly release: ReleaseIndex;
  readonly architecture: Architecture;
  readonly objects: readonly {
    readonly object: GoObject;
    readonly symbols: ObjectSymbols;
    /** Functions by the length of their names, so that only names of a fitting length are decoded. Made when it is asked for. */
    readonly byLength: () => ReadonlyMap<number, readonly number[]>;
  }[];
}

function lengthIndex(object: GoObject, release: ReleaseIndex): () => ReadonlyMap<number, readonly number[]> {
  let index: Map<number, number[]> | undefined;
  return () => {
    if (index) return index;
    index = new Map();
    for (let symbol = 0; symbol < object.definedCount; symbol++) {
      if (release.isText[symbolKind(object, symbol)] !== 1) continue;
      const length = nameLength(object, symbol);
      const list = index.get(length);
      if (list) list.push(symbol);
      else index.set(length, [symbol]);
    }
    return index;
  };
}

function* functionsOf(
  { object, byLength }: Indexed['objects'][number],
  { isText }: ReleaseIndex,
  lengths?: ReadonlySet<number>,
): Iterable<number> {
  if (lengths) {
    for (const length of lengths) yield* byLength().get(length) ?? [];
    return;
  }
  for (let symbol = 0; symbol < object.definedCount; symbol++) if (isText[symbolKind(object, symbol)] === 1) yield symbol;
}

function readWanted(
  bytes: Uint8Array,
  options: ReadArchiveOptions,
  { release, architecture, objects }: Indexed,
  wanted: WantedEdges,
): ArchivePlacedEdges {
  const functions = 'functions' in wanted ? wanted.functions : undefined;
  const lines = 'inlinedOn' in wanted ? wanted.inlinedOn : undefined;
  const lengths = functions && new Set(Array.from(functions, (name) => Buffer.byteLength(name)));
  const frames = createFrameContext(options, bytes.length);
  const edges = new Map<string, PlacedEdgeFact>();
  for (const one of objects) {
    const { object, symbols } = one;
    for (const symbol of functionsOf(one, release, lengths)) {
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
