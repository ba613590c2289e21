import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** Modules of other people that tables are checked on, with the oldest release that their go lines allow. */
export const openModules = [
  { path: 'github.com/go-chi/chi/v5', version: 'v5.2.3', oldest: '1.22' },
  { path: 'github.com/spf13/cobra', version: 'v1.10.2', oldest: '1.22' },
  { path: 'go.uber.org/zap', version: 'v1.28.0', oldest: '1.22' },
  { path: 'github.com/gin-gonic/gin', version: 'v1.12.0', oldest: '1.25' },
  { path: 'go.etcd.io/bbolt', version: 'v1.5.0', oldest: '1.25' },
  { path: 'github.com/prometheus/client_golang', version: 'v1.25.0', oldest: '1.26' },
] as const;

/**
 * Copies a module out of the module cache into `parent`, so that it can be worked on as a main module; a copy that is there is used
 * again. Fetches it and what it requires when the cache does not have them. Gives the folder.
 */
export function copyModule(module: { readonly path: string; readonly version: string }, parent: string): string {
  const folder = path.join(parent, `${module.path.replaceAll('/', '-')}@${module.version}`);
  if (existsSync(path.join(folder, 'go.mod'))) return folder;
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOWORK: 'off', GOFLAGS: '' };
  const answer = execFileSync('go', ['mod', 'download', '-json', `${module.path}@${module.version}`], { encoding: 'utf8', env });
  const from = /"Dir": "(.*)"/.exec(answer)?.[1];
  if (from === undefined) throw new Error(`go mod download gave no folder for ${module.path}`);
  mkdirSync(parent, { recursive: true });
  cpSync(from, folder, { recursive: true });
  makeWritable(folder);
  execFileSync('go', ['mod', 'download'], { cwd: folder, env, stdio: 'ignore' });
  return folder;
}

/** Files of the module cache are read-only, and so are their copies: they could not be deleted again. */
function makeWritable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) makeWritable(file);
    else if (entry.isFile()) chmodSync(file, statSync(file).mode | 0o200);
  }
}
