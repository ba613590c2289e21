/** The commands that are compared. */
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { milliseconds } from './measure.mjs';
import { goEnv } from './modules.mjs';

export const bin = fileURLToPath(new URL('../../bin/stackward.js', import.meta.url));

/** `check` in a folder; its results are kept in `cache`, or nowhere. */
export function createCheck(root, scratch, cache) {
  const out = path.join(scratch, 'report.json');
  const args = [bin, 'check', '-f', 'json', '-o', out, '-C', root, ...(cache === undefined ? ['--no-cache'] : [])];
  // 1: something objects, as pins do.
  return () => milliseconds(process.execPath, args, { env: cache === undefined ? {} : { STACKWARD_CACHE: cache }, mayEnd: [0, 1] });
}

/** The Go command that `check` runs, by itself: what no reader of this text can do without. */
export function createBareList(root) {
  const flags = `-gcflags=-m=2 -trimpath=${root}=>@root;${goEnv('GOMODCACHE')}=>@mod`;
  return () => milliseconds('go', ['list', '-e', '-deps', '-export', '-json=ImportPath,Export,Error', flags, './...'], { cwd: root });
}
