import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, absolute. */
export const root: string = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export interface Scratch {
  readonly path: string;
  readonly remove: () => void;
}

/** A fresh folder inside the repository, in `.cache` that git ignores: there, packages and settings of the repository are found. */
export function scratchFolder(name: string): Scratch {
  const parent = path.join(root, '.cache', 'test');
  mkdirSync(parent, { recursive: true });
  return scratchIn(parent, name);
}

/** A fresh folder outside of any repository. */
export function outsideFolder(name: string): Scratch {
  return scratchIn(realpathSync(tmpdir()), `stackward-${name}`);
}

function scratchIn(parent: string, name: string): Scratch {
  const folder = mkdtempSync(path.join(parent, `${name}-`));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
