import type { Baseline, BaselineEntry } from '../../model/baseline.ts';
import { byEntry } from './make-entries.ts';

export type MergedBaseline = { readonly merged: Baseline; readonly differing: readonly string[] } | { readonly conflict: 'builds' };

/**
 * Merges two descendants of a baseline, entry by entry: what either added is there, what either took out is not. Both may have changed one entry: what was
 * accepted wins over legacy, the earlier last day over the later; ids of entries accepted for other reasons are in `differing`, and ours stand. Two other
 * builds are a conflict: one of the branches must be rebased. Free of order but for the reasons.
 */
export function mergeBaselines(base: Baseline | undefined, ours: Baseline, theirs: Baseline): MergedBaseline {
  const headers = [ours, theirs].map(({ header }) => JSON.stringify(header));
  const before = base && JSON.stringify(base.header);
  // Who rebased wins over who did not.
  if (headers[0] !== headers[1] && headers[0] !== before && headers[1] !== before) return { conflict: 'builds' };
  const header = headers[0] === before ? theirs.header : ours.header;
  const [was, left, right] = [base?.entries ?? [], ours.entries, theirs.entries].map(
    (entries) => new Map(entries.map((one) => [one.id, one])),
  );
  const differing: string[] = [];
  const entries: BaselineEntry[] = [];
  for (const id of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])) {
    const [a, b, old] = [left?.get(id), right?.get(id), was?.get(id)];
    if (a && b) {
      const { entry, isDiffering } = mergeEntry(a, b, old);
      entries.push(entry);
      if (isDiffering) differing.push(id);
    } else if (!old) entries.push((a ?? b) as BaselineEntry);
  }
  return { merged: { header, entries: entries.toSorted(byEntry) }, differing: differing.toSorted() };
}

function mergeEntry(a: BaselineEntry, b: BaselineEntry, old: BaselineEntry | undefined): { entry: BaselineEntry; isDiffering: boolean } {
  const texts = [a, b, old].map((one) => one && JSON.stringify(one));
  if (texts[0] === texts[1] || texts[1] === texts[2]) return { entry: a, isDiffering: false };
  if (texts[0] === texts[2]) return { entry: b, isDiffering: false };
  if (a.section !== b.section) return { entry: a.section === 'accepted' ? a : b, isDiffering: false };
  const isDiffering = a.reason !== b.reason;
  const until = [a.until, b.until].filter((day) => day !== undefined).toSorted()[0];
  return { entry: { ...a, ...(until === undefined ? {} : { until }) }, isDiffering };
}
