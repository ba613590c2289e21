import { mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAlive } from './is-alive.ts';

/** A folder for one child's temporary files. */
export interface Scratch {
  readonly path: string;
  /** Never rejects: what cannot be removed stays. */
  remove(): Promise<void>;
  /** For the exit of the process, when nothing can be waited for. */
  removeNow(): void;
}

/**
 * Makes an empty folder below `parent`, by default the system's for temporary files. Undefined where none can be made: the child then
 * meets the same trouble and has the better words for it.
 */
export function createScratch(parent: string | undefined): Scratch | undefined {
  let folder: string;
  try {
    const place = parent === undefined || parent === '' ? tmpdir() : parent;
    sweep(place);
    folder = mkdtempSync(path.join(place, `stackward-${process.pid}-`));
  } catch {
    return undefined;
  }
  // A grandchild that was just told to end may still write: then the folder is not empty at once.
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  return {
    path: folder,
    async remove() {
      try {
        // Whoever ends well has left nothing in it, and the careful way takes milliseconds.
        rmdirSync(folder);
      } catch {
        await rm(folder, options).catch(() => undefined);
      }
    },
    removeNow() {
      try {
        rmSync(folder, options);
      } catch {
        // Nothing is left that could be told.
      }
    },
  };
}

/** Begins to remove the folders of processes that were killed before they could. */
function sweep(place: string): void {
  for (const name of readdirSync(place)) {
    const owner = /^stackward-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      void rm(path.join(place, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
