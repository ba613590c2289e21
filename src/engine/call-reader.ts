import type { ArchiveEdges, CallSiteFact, NameFile, PlacedEdgeFact } from '../model/facts.ts';
import { keyOfCallSite } from '../object/call-order.ts';
import { nameForeignCalls } from '../object/foreign-names.ts';
import type { ReleaseSource } from '../object/open-archive.ts';
import { readCallSites } from '../object/read-call-sites.ts';
import { readEdges } from '../object/read-edges.ts';
import { createPlacedReader, keyOfPlacedEdge, type WantedEdges } from '../object/read-placed-edges.ts';
import { splitVariant, type ListedPackage } from '../toolchain/listed-package.ts';
import type { ArchiveStore } from './archive-store.ts';
import type { CalleesMemory } from './callees-memory.ts';
import { createForeignNames } from './foreign-functions.ts';
import { exportsOf } from './read-archives.ts';

/** Reads edges and calls of the archives that were listed, each once. The functions throw UserErrors with the codes of archives and files. */
export interface CallReader {
  edges(file: string): Promise<ArchiveEdges>;
  /** The wanted calls of the archive of `pkg`, inlined functions named. */
  calls(file: string, pkg: string): Promise<readonly CallSiteFact[]>;
  /** The wanted edges of the archive of `pkg` with their places, inlined functions named. Not kept. */
  placed(file: string, pkg: string, wanted: WantedEdges): Promise<readonly PlacedEdgeFact[]>;
  /** The archive of a package in a variant, else the plain one. */
  fileOf(pkg: string, variant: string): string | undefined;
  expect(files: readonly string[]): void;
}

export interface CallReaderOptions {
  readonly store: ArchiveStore;
  readonly listed: readonly ListedPackage[];
  readonly source: ReleaseSource;
  readonly nameFile: NameFile;
  readonly memory: CalleesMemory;
  /** Identity of what `isWanted` depends on. */
  readonly insideKey: string;
  readonly isWanted: (symbol: string, own: string) => boolean;
}

export function createCallReader({ store, listed, source, nameFile, memory, insideKey, isWanted }: CallReaderOptions): CallReader {
  /** Archives by package, then variant; '' is the plain one. */
  const files = new Map<string, Map<string, string>>();
  for (const one of listed) {
    if (one.Export === undefined) continue;
    const { package: pkg, variant } = splitVariant(one.ImportPath);
    const known = files.get(pkg) ?? new Map<string, string>();
    files.set(pkg, known.set(variant ?? '', one.Export));
  }
  /** Of archives that are in memory: a way asks for one function after the other. */
  const placed = new WeakMap<Uint8Array, { readonly pkg: string; readonly read: ReturnType<typeof createPlacedReader> }>();
  const names = createForeignNames(store, exportsOf(listed));
  return {
    async edges(file) {
      let edges = memory.edges.get(file);
      if (edges === undefined) memory.edges.set(file, (edges = readEdges(await store.read(file), source)));
      return edges;
    },
    async calls(file, pkg) {
      const key = `${file}\0${insideKey}`;
      let calls = memory.calls.get(key);
      if (calls === undefined) {
        const read = readCallSites(await store.read(file), { ...source, nameFile, package: pkg }, (symbol) => isWanted(symbol, pkg));
        calls = nameForeignCalls(read.calls, keyOfCallSite, names.resolve(read.foreign));
        memory.calls.set(key, calls);
      }
      return calls;
    },
    async placed(file, pkg, wanted) {
      const bytes = await store.read(file);
      let known = placed.get(bytes);
      if (known?.pkg !== pkg) placed.set(bytes, (known = { pkg, read: createPlacedReader(bytes, { ...source, nameFile, package: pkg }) }));
      const read = known.read(wanted);
      return nameForeignCalls(read.edges, keyOfPlacedEdge, names.resolve(read.foreign));
    },
    fileOf(pkg, variant) {
      const known = files.get(pkg);
      return known?.get(variant) ?? known?.get('');
    },
    expect(next) {
      store.expect(next.filter((file) => !memory.edges.has(file)));
    },
  };
}
