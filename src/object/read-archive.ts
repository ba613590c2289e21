/**
 * Reads Go archives (`ar` files of compiled packages). Input: bytes and the tables of the release that wrote them. Output: facts: the
 * calls of allocators with position, inline chain and type; in read-edges.ts the call graph; in read-types.ts sizes of types. It decides
 * nothing: what a call means for a program is the analysis' business.
 */
import { compareText } from '../base/order.ts';
import type { ArchiveFacts, CallFact, NameFile } from '../model/facts.ts';
import { architectureOf } from './architectures.ts';
import { keyOfCall, sortCalls } from './call-order.ts';
import type { ForeignFunctions } from './foreign-names.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReleaseSource } from './open-archive.ts';
import { packageOfSymbol } from './package-of-symbol.ts';
import { readObjectCalls } from './read-calls.ts';

export interface ReadArchiveOptions extends ReleaseSource {
  /** Makes the shown name of a file as it stands in the archive. */
  readonly nameFile: NameFile;
  /** Import path of the archive's package, for the frames of its own functions where symbols say `main`. */
  readonly package: string;
}

/** Facts of an archive, and what it does not say itself. */
export interface ArchiveRead extends ArchiveFacts {
  /** Inlined functions of other packages whose names stand in those packages' archives only: see foreign-names.ts. */
  readonly foreign: readonly ForeignFunctions[];
}

/**
 * Reads the calls of allocators of one archive, equal ones counted, sorted by function, file, line, allocator, type, inline chain.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readArchive(bytes: Uint8Array, options: ReadArchiveOptions): ArchiveRead {
  const archive = openArchive(bytes);
  const { header } = archive;
  const architecture = architectureOf(header.goarch, header.goVersion);
  const shown = new Map<string, string>();
  const nameFile: NameFile = (raw) => {
    let name = shown.get(raw);
    if (name === undefined) shown.set(raw, (name = options.nameFile(raw)));
    return name;
  };
  const calls = new Map<string, { -readonly [K in keyof CallFact]: CallFact[K] }>();
  const packages = new Map<string, string>();
  const packageOf = (name: string): string => {
    let found = packages.get(name);
    if (found === undefined) packages.set(name, (found = packageOfSymbol(name, options.package)));
    return found;
  };
  const foreign = new Map<string, { fingerprint: string | undefined; indexes: Set<number> }>();
  const release = releaseIndexOf(header, options);
  const budget = { left: 2 ** 20 + 32 * bytes.length };
  let functions = 0;
  let found = 0;
  let typeUnknown = 0;
  for (const object of archive.objects) {
    functions += readObjectCalls(object, { release, architecture, nameFile, packageOf, budget, foreign }, (call, unknown) => {
      found++;
      if (unknown) typeUnknown++;
      const key = keyOfCall(call);
      const known = calls.get(key);
      if (known) known.count++;
      else calls.set(key, call);
    });
  }
  return {
    goVersion: header.goVersion,
    goos: header.goos,
    goarch: header.goarch,
    calls: sortCalls(calls),
    counts: {
      goObjects: archive.goObjects,
      otherObjects: archive.otherObjects,
      functions,
      calls: found,
      typeUnknown,
    },
    indirectCallsVisible: architecture.indirectCallsVisible,
    positionsKnown: true,
    foreign: [...foreign]
      .map(([path, { fingerprint, indexes }]) => ({ package: path, fingerprint, indexes: [...indexes].sort((a, b) => a - b) }))
      .sort((a, b) => compareText(a.package, b.package)),
  };
}
