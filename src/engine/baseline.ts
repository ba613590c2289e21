/** What `stackward baseline` does, without its files: each takes a run and a baseline and gives a baseline and what became of its entries. */
import { findIncomparable } from '../analysis/baseline/find-incomparable.ts';
import { byEntry, makeEntry, makeHeader } from '../analysis/baseline/make-entries.ts';
import { matchBaseline } from '../analysis/baseline/match-baseline.ts';
import { UserError } from '../base/user-error.ts';
import type { Host } from '../host/host.ts';
import type { Baseline, BaselineEntry } from '../model/baseline.ts';
import type { Site } from '../model/site.ts';
import { goneOf } from './judge-report.ts';
import type { Reported } from './session.ts';
import { createSiteMarks } from './site-marks.ts';

export { mergeBaselines } from '../analysis/baseline/merge-baselines.ts';
export { baselineLines, checkNewBaseline, parseBaseline, readBaseline } from '../store/baseline-file.ts';

/** All sites that allocate, as legacy. */
export function createBaseline(host: Host, { report, root }: Reported): Baseline {
  const marksOf = createSiteMarks(host, root);
  const entries = report.sites.filter(isEntered).map((site) => makeEntry(site, marksOf(site)));
  return { header: makeHeader(report), entries: entries.toSorted(byEntry) };
}

function isEntered({ outcome }: Site): boolean {
  return outcome === 'allocates';
}

/** What was taken out, and what is left. */
export interface Pruned {
  readonly baseline: Baseline;
  readonly removed: readonly BaselineEntry[];
}

/**
 * Takes out what is gone, and adds or changes nothing. Entries of packages that were not looked at stay, unless the run was of all. Throws UserError
 * `baseline-incomparable`: in another build everything may look gone.
 */
export function pruneBaseline(host: Host, { report, root }: Reported, baseline: Baseline, of: { file: string; isWhole: boolean }): Pruned {
  const differing = findIncomparable(baseline.header, report.build);
  if (differing.length > 0) throw new UserError('baseline-incomparable', { file: of.file, differing });
  const matched = matchBaseline(baseline.entries, report.sites, createSiteMarks(host, root));
  const removed = new Set(of.isWhole ? matched.gone : goneOf(matched, report));
  return {
    baseline: { ...baseline, entries: baseline.entries.filter((entry) => !removed.has(entry)) },
    removed: [...removed].toSorted(byEntry),
  };
}

export interface Rebased extends Pruned {
  /** Sites that allocate in this build and are in no entry. */
  readonly fresh: number;
}

/**
 * Makes a baseline fit this build: entries that are found again get its ids and facts and keep their section, the others go. What is new stays new
 * unless `withNew`: a new toolchain is no reason to accept what nobody looked at.
 */
export function rebaseBaseline(host: Host, { report, root }: Reported, baseline: Baseline, withNew: boolean): Rebased {
  const marksOf = createSiteMarks(host, root);
  const { pairs, fresh, gone } = matchBaseline(baseline.entries, report.sites, marksOf);
  const kept = pairs.map(({ entry, site }) => makeEntry(site, marksOf(site), entry));
  const added = withNew ? fresh.map((site) => makeEntry(site, marksOf(site))) : [];
  return {
    baseline: { header: makeHeader(report), entries: [...kept, ...added].toSorted(byEntry) },
    removed: gone.toSorted(byEntry),
    fresh: fresh.length,
  };
}

export interface Acceptance {
  readonly reason: string;
  readonly until?: string;
}

/** The baseline with an entry accepted; undefined where none has an id that begins so. Throws UserError `baseline-ambiguous`. */
export function acceptEntry(
  baseline: Baseline,
  file: string,
  id: string,
  how: Acceptance,
): { baseline: Baseline; entry: BaselineEntry } | undefined {
  const before = findEntry(baseline, file, id);
  if (!before) return undefined;
  const { reason: _, until: __, ...rest } = before;
  const entry: BaselineEntry = { ...rest, section: 'accepted', ...how };
  return { baseline: { ...baseline, entries: baseline.entries.map((one) => (one === before ? entry : one)).toSorted(byEntry) }, entry };
}

/** The same with a site that is not in it yet. Throws UserError `baseline-no-entry`, `baseline-ambiguous`, `baseline-incomparable`. */
export function acceptSite(
  host: Host,
  { report, root }: Reported,
  baseline: Baseline,
  file: string,
  id: string,
  how: Acceptance,
): { baseline: Baseline; entry: BaselineEntry } {
  const differing = findIncomparable(baseline.header, report.build);
  if (differing.length > 0) throw new UserError('baseline-incomparable', { file, differing });
  const found = report.sites.filter((site) => isEntered(site) && site.id.startsWith(id));
  const [site] = found;
  if (!site) throw new UserError('baseline-no-entry', { file, id });
  if (found.length > 1) throw new UserError('baseline-ambiguous', { file, id, ids: shownIds(found) });
  const marksOf = createSiteMarks(host, root);
  const entry = makeEntry(site, marksOf(site), { section: 'accepted', ...how });
  return { baseline: { ...baseline, entries: [...baseline.entries, entry].toSorted(byEntry) }, entry };
}

/** The entry whose id begins so. Throws UserError `baseline-ambiguous`. */
export function findEntry(baseline: Baseline, file: string, id: string): BaselineEntry | undefined {
  const found = baseline.entries.filter((one) => one.id.startsWith(id));
  if (found.length > 1) throw new UserError('baseline-ambiguous', { file, id, ids: shownIds(found) });
  return found[0];
}

function shownIds(of: readonly { readonly id: string }[]): string {
  const ids = of.slice(0, 5).map(({ id }) => id);
  return `${ids.join(', ')}${of.length > ids.length ? ', …' : ''}`;
}
