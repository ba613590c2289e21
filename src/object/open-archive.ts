import { archiveError, corrupt } from './archive-error.ts';
import { isGoObject, openGoObject } from './go-object.ts';
import type { GoObject, ObjectHeader } from './go-object.ts';
import { listMembers } from './list-members.ts';
import { partsOf } from './parts.ts';
import { indexRelease } from './release-index.ts';
import type { AllocatorRule, ArchiveTables, ReleaseIndex } from './release-index.ts';

/** Where the tables of a release come from: `releaseTables` and `allocatorsOf` of model/tables, or a toolchain's own sources. */
export interface ReleaseSource {
  /** By the version in the archive's header (`go1.26.8`); undefined for a release without tables. */
  readonly tables: (goVersion: string) => ArchiveTables | undefined;
  /** By the same version. */
  readonly allocators: (goVersion: string) => ReadonlyMap<string, AllocatorRule>;
}

/** An archive whose blocks have been checked. */
export interface OpenedArchive {
  readonly header: ObjectHeader;
  /** Go objects and assembly objects, in the archive's order: both have the same form, and the compiler's stands first. */
  readonly objects: readonly GoObject[];
  readonly goObjects: number;
  /** Assembly objects, and foreign ones (ELF of cgo), which are not read. */
  readonly otherObjects: number;
}

/** Archives of std stay below 40 MB (`cmd/compile/internal/ssa`). */
const largest = 2 ** 30;

/** @throws UserError with an `ArchiveErrorCode` */
export function openArchive(bytes: Uint8Array): OpenedArchive {
  if (bytes.length > largest) throw archiveError('archive-limit', { what: 'bytes', limit: largest });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const objects: GoObject[] = [];
  let foreign = 0;
  for (const member of listMembers(partsOf(buffer))) {
    // Export data, and the empty marks that the go command leaves for the linker (`preferlinkext`, `dynimportfail`).
    if (member.name === '__.PKGDEF' || member.start === member.end) continue;
    if (isGoObject(buffer, member.start, member.end)) objects.push(openGoObject(buffer, member.start, member.end));
    else foreign++;
  }
  const first = objects[0];
  if (first === undefined) throw archiveError('archive-not-go');
  const { header } = first;
  for (const object of objects) {
    if (object.header.goarch !== header.goarch || object.header.goVersion !== header.goVersion) throw corrupt('object header', object.base);
  }
  const assembly = objects.filter((object) => object.fromAssembly).length;
  return { header, objects, goObjects: objects.length - assembly, otherObjects: assembly + foreign };
}

/** @throws UserError `archive-release` */
export function releaseIndexOf(header: ObjectHeader, source: ReleaseSource): ReleaseIndex {
  const tables = source.tables(header.goVersion);
  if (tables === undefined) throw archiveError('archive-release', { goVersion: header.goVersion });
  return indexRelease(tables, source.allocators(header.goVersion));
}
