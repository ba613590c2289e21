/**
 * Rows of a comparison: one for each written place, with its site in each build. Input: the sites of builds, one build after the other, each matched with an earlier one. Output: rows in the
 * order of their importance. It reads no evidence; why something changed is told by analysis/reasons.
 */
import type { DifferenceKind, Reason, RowStep } from '../../model/build-comparison.ts';
import { isForeignFile } from '../../model/position.ts';
import type { Site } from '../../model/site.ts';
import { matchBuilds } from '../builds/match-builds.ts';
import type { ChangedCallers } from './callers.ts';
import { kindsOf, type Missing } from './kinds-of.ts';
import type { StepMatch } from './match-step.ts';

/** A written place: its site in each build, or why there is none. */
export interface DraftRow {
  readonly cells: (Site | Missing)[];
  readonly steps: RowStep[];
}

/** A build that was built. */
export interface RowBuild {
  /** Its number. */
  readonly build: number;
  readonly sites: readonly Site[];
  /** Why a site of another build is not in it. */
  readonly missing: (site: Site) => Missing;
}

export interface StepInput extends RowBuild {
  /** The number of the build that it is compared with. */
  readonly against: number;
  readonly match: StepMatch;
  /** Whether all were built of the same sources: then a place that was away for a build is known again. */
  readonly isOneSource: boolean;
  /** What changed about the calls by which it allocates. */
  readonly callers: (before: Site | undefined, after: Site | undefined) => ChangedCallers | undefined;
  readonly reasons: (step: {
    readonly before?: Site;
    readonly after?: Site;
    readonly kinds: readonly DifferenceKind[];
  }) => readonly Reason[];
}

export interface Rows {
  /** The first build that was built: each of its sites is a row. */
  begin(build: RowBuild): void;
  /** One more. */
  step(input: StepInput): void;
  readonly rows: readonly DraftRow[];
}

/** `count` builds; cells of those that are never told of stay `unknown`. */
export function createRows(count: number): Rows {
  const rows: DraftRow[] = [];
  const rowOf = new Map<Site, DraftRow>();
  const told = new Map<number, RowBuild['missing']>();
  const set = (row: DraftRow, build: number, site: Site): void => {
    row.cells[build] = site;
    rowOf.set(site, row);
  };
  const add = (build: number, site: Site): void => {
    const row: DraftRow = { cells: Array.from({ length: count }, (_, one) => told.get(one)?.(site) ?? 'unknown'), steps: [] };
    rows.push(row);
    set(row, build, site);
  };
  return {
    rows,
    begin({ build, sites, missing }) {
      for (const site of sites) add(build, site);
      told.set(build, missing);
    },
    step({ build, sites, missing, against, match, isOneSource, callers, reasons }) {
      const open: Site[] = [];
      for (const site of sites) {
        const before = match.get(site);
        const row = before && rowOf.get(before);
        if (row) set(row, build, site);
        else open.push(site);
      }
      const back = isOneSource ? findReturned(rows, against, open) : new Map<Site, DraftRow>();
      for (const site of open) {
        const row = back.get(site);
        if (row) set(row, build, site);
        else add(build, site);
      }
      told.set(build, missing);
      for (const row of rows) {
        const [before, after] = [siteAt(row, against), siteAt(row, build)];
        if (!after) row.cells[build] = missing(anySite(row));
        const kinds = before || after ? kindsOf(row.cells[against] ?? 'unknown', row.cells[build] ?? 'unknown') : [];
        const called = callers(before, after);
        if (called) kinds.unshift('callers');
        if (kinds.length === 0) continue;
        const change = { kinds, ...(before ? { before } : {}), ...(after ? { after } : {}) };
        const step = { from: against, to: build, kinds, ...(called ? { callers: called.callers } : {}) };
        row.steps.push({ ...step, reasons: [...(called?.reasons ?? []), ...reasons(change)] });
      }
    },
  };
}

function siteAt(row: DraftRow, build: number): Site | undefined {
  const cell = row.cells[build];
  return typeof cell === 'string' ? undefined : cell;
}

/** The site of the last build that has it. */
export function anySite({ cells }: Pick<DraftRow, 'cells'>): Site {
  const site = cells.findLast((cell) => typeof cell !== 'string');
  if (site === undefined || typeof site === 'string') throw new Error('a row without sites');
  return site;
}

/** Rows of earlier builds that stand on the same lines as sites that the build before has not. Lines of other modules are those of another text in another release. */
function findReturned(rows: readonly DraftRow[], against: number, open: readonly Site[]): ReadonlyMap<Site, DraftRow> {
  const away = new Map<Site, DraftRow>();
  for (const row of rows) {
    const site = anySite(row);
    if (siteAt(row, against) === undefined && !isForeignFile(site.at.file)) away.set(site, row);
  }
  const found = new Map<Site, DraftRow>();
  for (const [one, other] of matchBuilds([[...away.keys()], open.filter(({ at }) => !isForeignFile(at.file))])) {
    const row = one && away.get(one);
    if (row && other) found.set(other, row);
  }
  return found;
}
