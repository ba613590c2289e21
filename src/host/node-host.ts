import process from 'node:process';
import type { Host } from './host.ts';
import { nodeFiles } from './node-files.ts';
import { runProcess } from './run-process.ts';

/** The real world. `cwd` and `env` default to the process's own. */
export function createNodeHost(options: { cwd?: string; env?: Readonly<Record<string, string | undefined>> } = {}): Host {
  return {
    platform: process.platform,
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? process.env,
    now: () => Number(process.hrtime.bigint()) / 1e6,
    date: () => new Date(),
    run: runProcess,
    files: nodeFiles,
    async watch(request) {
      const { watchFiles } = await import('./watch-files.ts');
      return watchFiles(request);
    },
  };
}
