import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Report } from '../../src/model/report.ts';
import { root } from './root.ts';

/** Modules that nothing here was developed on: sites of these were judged by hand and are pinned in test/pinned. */
export const pinnedModules = [
  'github.com/yuin/goldmark@v1.7.13',
  'github.com/rs/zerolog@v1.34.0',
  'github.com/alecthomas/kong@v1.12.1',
  'github.com/gorilla/mux@v1.8.1',
] as const;

/** The report of a module, without its tests. */
export function checkPinnedModule(folder: string): Report {
  const args = [path.join(root, 'bin', 'stackward.js'), 'check', '-f', 'json', '--quiet', './...'];
  const env = { ...process.env, GOWORK: 'off', GOFLAGS: '' };
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 30 });
  if (stdout === '') throw new Error(`no report of ${folder}: ${stderr}`);
  return JSON.parse(stdout) as Report;
}
