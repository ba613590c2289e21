import { anchorOf } from '../analysis/sites/written-place.ts';
import type { InlinedSource } from '../model/bundle.ts';
import type { Unit } from '../model/unit.ts';
import { branchLines } from '../source/branch-lines.ts';
import type { SourceTexts } from './source-texts.ts';

/** Files of other modules' functions that were inlined around an allocation of a unit. */
export function inlinedFiles(unit: Unit): ReadonlySet<string> {
  const files = new Set<string>();
  for (const call of unit.archive?.calls ?? []) {
    const anchor = anchorOf(call, unit);
    for (const frame of call.inline) {
      if (frame === anchor) break;
      files.add(frame.file);
    }
  }
  return files;
}

/**
 * Reads these sources, to tell what is executed at each call of an inlined function from what stands in a branch. A file that cannot be read is
 * left out: then nothing is known to be executed each time. Sorted by name. `known` gives what was read before, by the digest of the text.
 */
export function readInlined(
  texts: SourceTexts,
  units: readonly Unit[],
  known: (digest: string) => InlinedSource | undefined = () => undefined,
): InlinedSource[] {
  const files = new Set(units.flatMap((unit) => [...inlinedFiles(unit)]));
  return [...files].toSorted().flatMap((file): InlinedSource[] => {
    const text = texts.read(file);
    const same = text && known(texts.digest(file));
    return same ? [{ ...same, file }] : text ? [{ file, branches: branchLines(text) }] : [];
  });
}
