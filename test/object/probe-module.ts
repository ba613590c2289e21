import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { scratchFolder, root } from '../support/repo.ts';
import type { Scratch } from '../support/repo.ts';

/** A copy of the programs of test/recordings/archive-probes as a module that compiles. */
export function copyProbes(name: string): Scratch {
  const scratch = scratchFolder(name);
  cpSync(path.join(root, 'test/recordings/archive-probes'), scratch.path, { recursive: true });
  writeFileSync(path.join(scratch.path, 'go.mod'), 'module ex.com/probe\n\ngo 1.22\n');
  return scratch;
}
