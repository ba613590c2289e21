import { anchorOf } from '../analysis/sites/written-place.ts';
import type { Host } from '../host/host.ts';
import type { InlinedSource } from '../model/bundle.ts';
import type { Unit } from '../model/unit.ts';
import { branchLines } from '../source/branch-lines.ts';
import { sourceLimit } from '../source/read-source.ts';
import type { Plan } from './gather.ts';

/**
 * Reads the sources of other modules' functions that were inlined around an allocation, to tell what is executed at each call of theirs from what
 * stands in a branch. A file that cannot be read is left out: then nothing is known to be executed each time.
 */
export function readInlined(host: Host, { findFile }: Pick<Plan, 'findFile'>, units: readonly Unit[]): InlinedSource[] {
  const files = new Set<string>();
  for (const unit of units) {
    for (const call of unit.archive?.calls ?? []) {
      const anchor = anchorOf(call, unit);
      for (const frame of call.inline) {
        if (frame === anchor) break;
        files.add(frame.file);
      }
    }
  }
  const sources: InlinedSource[] = [];
  for (const file of [...files].toSorted()) {
    const path = findFile(file);
    const text = path === undefined ? undefined : host.files.readNow(path, sourceLimit);
    if (text) sources.push({ file, branches: branchLines(text) });
  }
  return sources;
}
