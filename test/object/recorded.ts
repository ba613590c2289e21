import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ArchiveFacts } from '../../src/model/facts.ts';
import { allocatorsOf, releaseTables } from '../../src/model/tables/index.ts';
import { nameForeign, readForeignNames } from '../../src/object/foreign-names.ts';
import { partsOf } from '../../src/object/parts.ts';
import type { ReleaseSource } from '../../src/object/open-archive.ts';
import { readArchive } from '../../src/object/read-archive.ts';
import type { ArchiveRead } from '../../src/object/read-archive.ts';
import { root } from '../support/repo.ts';
import type { ExpectedArchives } from './describe-archives.ts';

/** The tables of the known releases. */
export const source: ReleaseSource = { tables: releaseTables, allocators: allocatorsOf };

/** Archives of one release and target: see tools/record-archives.mjs. */
export interface ArchiveRecording {
  /** `go1.26-linux-amd64` */
  readonly name: string;
  readonly release: string;
  readonly goos: string;
  readonly goarch: string;
  /** By the last part of the import path: `lib`, `shapes`, `stub`, `app`. */
  readonly archives: ReadonlyMap<string, Buffer>;
  readonly expected: ExpectedArchives;
}

export function readArchiveRecordings(): ArchiveRecording[] {
  const folder = path.join(root, 'test/recordings');
  return readdirSync(folder).flatMap((name) => {
    const archives = path.join(folder, name, 'archives');
    const [, release, goos, goarch] = /^go(1\.\d+)-(\w+)-(\w+)$/.exec(name) ?? [];
    if (release === undefined || goos === undefined || goarch === undefined || !existsSync(archives)) return [];
    const files = readdirSync(archives).filter((file) => file.endsWith('.a.gz'));
    return {
      name,
      release,
      goos,
      goarch,
      archives: new Map(files.map((file) => [file.slice(0, -'.a.gz'.length), gunzipSync(readFileSync(path.join(archives, file)))])),
      expected: JSON.parse(readFileSync(path.join(archives, 'expected.json'), 'utf8')) as ExpectedArchives,
    };
  });
}

/** The recording of one target. Throws when there is none. */
export function needRecording(name: string): ArchiveRecording {
  const found = readArchiveRecordings().find((one) => one.name === name);
  if (!found) throw new Error(`no recorded archives ${name}`);
  return found;
}

/** What the reader says of one recorded archive, files as they stand in it. */
export function readRecorded(recording: ArchiveRecording, name: string): ArchiveRead {
  return readArchive(need(recording, name), { ...source, nameFile: (raw) => raw, package: `ex.com/probe/${name}` });
}

/** All archives of a recording, inlined functions of each other named. */
export function readAllRecorded(recording: ArchiveRecording): ReadonlyMap<string, ArchiveFacts> {
  return new Map(
    [...recording.archives.keys()].map((name) => {
      const read = readRecorded(recording, name);
      const names = new Map(
        read.foreign.map((wanted) => {
          const other = recording.archives.get(wanted.package.replace('ex.com/probe/', ''));
          return [wanted.package, other && readForeignNames(partsOf(other), wanted)];
        }),
      );
      return [name, nameForeign(read, (pkg, index) => names.get(pkg)?.get(index))];
    }),
  );
}

export function need(recording: ArchiveRecording, name: string): Buffer {
  const bytes = recording.archives.get(name);
  if (!bytes) throw new Error(`no archive ${name} in ${recording.name}`);
  return bytes;
}
