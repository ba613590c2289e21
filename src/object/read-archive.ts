/**
 * Reads Go archives (`ar` files of compiled packages). Input: bytes and the tables of the release that wrote them. Output: facts: the
 * calls of allocators with position, inline chain and type; in read-call-sites.ts calls of other functions; in read-edges.ts the call graph;
 * in read-types.ts sizes of types. It decides nothing: what a call means for a program is the analysis' business.
 */
import type { ArchiveFacts, CallFact } from '../model/facts.ts';
import { architectureOf } from './architectures.ts';
import { keyOfCall, sortCalls } from './call-order.ts';
import type { ForeignFunctions } from './foreign-names.ts';
import { createFrameContext, foreignOf } from './make-frames.ts';
import type { FrameOptions } from './make-frames.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReleaseSource } from './open-archive.ts';
import { readObjectCalls } from './read-calls.ts';

export type ReadArchiveOptions = ReleaseSource & FrameOptions;

/** Facts of an archive, and what it does not say itself. */
export interface ArchiveRead extends ArchiveFacts {
  /** Inlined functions of other packages whose names stand in those packages' archives only: see foreign-names.ts. */
  readonly foreign: readonly ForeignFunctions[];
}

/**
 * Reads the calls of allocators of one archive, equal ones counted, by function, within one in the order of its code.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readArchive(bytes: Uint8Array, options: ReadArchiveOptions): ArchiveRead {
  const archive = openArchive(bytes);
  const { header } = archive;
  const architecture = architectureOf(header.goarch, header.goVersion);
  const calls = new Map<string, { -readonly [K in keyof CallFact]: CallFact[K] }>();
  const frames = createFrameContext(options, bytes.length);
  const release = releaseIndexOf(header, options);
  let functions = 0;
  let found = 0;
  let typeUnknown = 0;
  for (const object of archive.objects) {
    functions += readObjectCalls(object, { release, architecture, ...frames }, (call, unknown) => {
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
    foreign: foreignOf(frames),
  };
}
