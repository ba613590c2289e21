import { watch } from 'chokidar';
import type { Watch, WatchRequest } from './host.ts';

/** Listens below folders, new ones included. A module of its own: only `--watch` pays for loading chokidar. */
export function watchFiles({ paths, wants, onChange, onTrouble }: WatchRequest): Promise<Watch> {
  const named = new Set(paths);
  const watcher = watch([...paths], {
    ignoreInitial: true,
    followSymlinks: false,
    // A file that an editor replaces is told twice, and the listener waits for quiet anyway.
    atomic: false,
    // Asked before it is known what stands there, and then again.
    ignored: (path, stats) => stats !== undefined && !named.has(path) && !wants(path, stats.isDirectory() ? 'folder' : 'file'),
  });
  watcher.on('all', (event, path) => {
    if (event !== 'addDir') onChange(path);
  });
  watcher.on('error', (error) => onTrouble((error as NodeJS.ErrnoException).code ?? String(error)));
  return new Promise((resolve) => {
    watcher.once('ready', () => resolve({ close: () => watcher.close() }));
  });
}
