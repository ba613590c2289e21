/**
 * Generates `release-data.ts` and `size-class-data.ts` of `src/model/tables` from the sources of each known Go release:
 *
 *     node --import tsx tools/make-tables.mjs
 *
 * Of each release the newest patch that is on this machine is read; nothing is downloaded.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { knownReleases, readReleaseTables } from '../src/model/tables/index.ts';
import { findGoReleases, needGoRelease } from './lib/go-releases.ts';
import { readSizeClasses } from './lib/read-size-classes.ts';
import { writeTable } from './lib/write-table.ts';

const command = 'node --import tsx tools/make-tables.mjs';
const found = findGoReleases();
const releases = knownReleases.map((release) => needGoRelease(found, release));
const versions = releases.map((release) => release.version).join(', ');

const tables = releases.map(({ version, goroot }, index) => {
  const read = (file) => readFileSync(path.join(goroot, 'src/cmd/internal', file), 'utf8');
  const sources = { builtinlist: read('goobj/builtinlist.go'), reloctype: read('objabi/reloctype.go'), symkind: read('objabi/symkind.go') };
  const table = readReleaseTables(knownReleases[index], sources);
  if (table === undefined) throw new Error(`the sources of ${version} have another form`);
  return table;
});

writeTable('release-data.ts', command, `goobj/builtinlist.go, objabi/reloctype.go and objabi/symkind.go of\n// ${versions}`, {
  builtins: { comment: 'Symbols of the builtin package by index.', lists: tables.map((table) => table.builtins) },
  relocations: { comment: 'Relocation types from 1 on.', lists: tables.map((table) => table.relocations.slice(1)) },
  symbolKinds: { comment: 'Symbol kinds from 0 on.', lists: tables.map((table) => table.symbolKinds) },
});
writeTable('size-class-data.ts', command, `sizeclasses.go of runtime (up to 1.24) or internal/runtime/gc of\n// ${versions}`, {
  sizeClasses: { comment: 'Bytes of each size class, 0 left out.', lists: releases.map(({ goroot }) => readSizeClasses(goroot)) },
});
