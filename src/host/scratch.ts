import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

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
    folder = mkdtempSync(path.join(parent === undefined || parent === '' ? tmpdir() : parent, 'stackward-'));
  } catch {
    return undefined;
  }
  // A grandchild that was just told to end may still write: then the folder is not empty at once.
  const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
  return {
    path: folder,
    remove: () => rm(folder, options).catch(() => undefined),
    removeNow() {
      try {
        rmSync(folder, options);
      } catch {
        // Nothing is left that could be told.
      }
    },
  };
}
