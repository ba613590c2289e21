import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, absolute. */
export const root: string = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * A fresh folder inside the repository, in `.cache` that git ignores: there, packages and settings of the repository are found.
 * `remove` deletes it.
 */
export function scratchFolder(name: string): { readonly path: string; readonly remove: () => void } {
  const parent = path.join(root, '.cache', 'test');
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(path.join(parent, `${name}-`));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
