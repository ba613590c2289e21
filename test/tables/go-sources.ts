import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReleaseSources } from '../../src/model/tables/index.ts';

/** The three source files of a toolchain that its tables are read from. */
export function readReleaseSources(goroot: string): ReleaseSources {
  const read = (file: string): string => readFileSync(path.join(goroot, 'src/cmd/internal', file), 'utf8');
  return { builtinlist: read('goobj/builtinlist.go'), reloctype: read('objabi/reloctype.go'), symkind: read('objabi/symkind.go') };
}
