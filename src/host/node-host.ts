import process from 'node:process';
import { UserError } from '../base/user-error.ts';
import type { Host } from './host.ts';
import { nodeFiles } from './node-files.ts';
import { runProcess } from './run-process.ts';
import { createScratch } from './scratch.ts';

/** The real world. `cwd` and `env` default to the process's own. */
export function createNodeHost(options: { cwd?: string; env?: Readonly<Record<string, string | undefined>> } = {}): Host {
  return {
    platform: process.platform,
    cwd: options.cwd ?? workingDirectory(),
    env: options.env ?? process.env,
    now: () => Number(process.hrtime.bigint()) / 1e6,
    date: () => new Date(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref()),
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    run: runProcess,
    async scratch() {
      const scratch = createScratch(undefined);
      if (!scratch) throw new UserError('file-unwritable', { file: 'the folder for temporary files', reason: 'EACCES' });
      const removeNow = (): void => scratch.removeNow();
      process.once('exit', removeNow);
      return {
        path: scratch.path,
        async remove() {
          await scratch.remove();
          process.removeListener('exit', removeNow);
        },
      };
    },
    files: nodeFiles,
    async watch(request) {
      const { watchFiles } = await import('./watch-files.ts');
      return watchFiles(request);
    },
  };
}

/** Throws UserError `cwd-missing`: the folder that a process stands in can be removed. */
function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new UserError('cwd-missing', {}, { cause });
  }
}
