import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/repo.ts';

const folder = path.join(root, 'test/corpus/fuzz');

/** Writes an input that a reader failed on; it is then read by every `npm test`. The name is made of the content. Gives its path from the root. */
export function keepInput(target: string, input: Uint8Array): string {
  const name = createHash('sha256').update(input).digest('hex').slice(0, 16);
  mkdirSync(path.join(folder, target), { recursive: true });
  const file = path.join(folder, target, name);
  writeFileSync(file, input);
  return path.relative(root, file);
}

/** Inputs that a reader once failed on. */
export function keptInputs(target: string): { readonly name: string; readonly bytes: Uint8Array }[] {
  const own = path.join(folder, target);
  if (!existsSync(own)) return [];
  return readdirSync(own)
    .toSorted()
    .map((name) => ({ name, bytes: readFileSync(path.join(own, name)) }));
}

/** Names of targets that have kept inputs. */
export function keptTargets(): string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}
