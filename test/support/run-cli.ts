import path from 'node:path';
import { root } from './repo.ts';
import { run } from './run.ts';
import type { RunOptions, RunOutput } from './run.ts';

/**
 * Runs the built command line, as users get it. `npm test` has built it before; after an edit alone `npm run build` is needed.
 * Colour is off unless `env` says otherwise.
 */
export function runCli(args: readonly string[], options: RunOptions): Promise<RunOutput> {
  const { FORCE_COLOR: _, ...env } = options.env ?? process.env;
  return run(process.execPath, [path.join(root, 'bin/stackward.js'), ...args], { ...options, env: { NO_COLOR: '1', ...env } });
}
