import { compareBy, compareText } from '../../base/order.ts';
import { differenceKinds, gravestKind, type Cell, type ComparedRow, type DifferenceKind } from '../../model/build-comparison.ts';
import { isForeignFile } from '../../model/position.ts';
import { outcomeOf, type Site } from '../../model/site.ts';
import { allocatorsOf } from '../sites/allocators-of.ts';
import { copiesOf } from './kinds-of.ts';
import { anySite, type DraftRow } from './rows.ts';

export interface FinishedRows {
  readonly rows: readonly ComparedRow[];
  /** Places that allocate in all builds, and in all alike. */
  readonly same: number;
  /** Places that allocate alike where it is known, and are in packages that do not compile in some build. */
  readonly notKnown: number;
  readonly differ: Readonly<Record<DifferenceKind, number>>;
  readonly differences: Readonly<Record<DifferenceKind, number>>;
  readonly explained: number;
  readonly unexplained: number;
}

/** Rows as the document has them, in the order of their importance, and counted. `isBuilt` says it of each column. */
export function finishRows(drafts: readonly DraftRow[], isBuilt: readonly boolean[]): FinishedRows {
  const differ = noKinds();
  const differences = noKinds();
  let [same, notKnown, explained, unexplained] = [0, 0, 0, 0];
  const rows: ComparedRow[] = [];
  for (const draft of drafts) {
    if (draft.steps.length === 0) {
      if (anySite(draft).outcome !== 'allocates') continue;
      if (draft.cells.some((cell, build) => cell === 'unknown' && isBuilt[build] === true)) notKnown++;
      else same++;
      continue;
    }
    const row = finish(draft);
    rows.push(row);
    differ[gravestKind(row)]++;
    for (const { kinds, reasons } of row.steps) {
      for (const kind of kinds) differences[kind]++;
      if (reasons.length > 0) explained++;
      else unexplained++;
    }
  }
  return { rows: rows.toSorted(byImportance), same, notKnown, differ, differences, explained, unexplained };
}

function finish(draft: DraftRow): ComparedRow {
  const site = anySite(draft);
  const { id, package: pkg, function: name, at, what, type, subject, rank } = site;
  const sites = draft.cells.flatMap((cell) => (typeof cell === 'string' ? [] : [cell]));
  const cost = sites.flatMap((one) => one.cost ?? []);
  const execution = sites.find((one) => one.execution)?.execution;
  return {
    site: {
      id,
      package: pkg,
      function: name,
      at,
      what,
      ...(type === undefined ? {} : { type }),
      ...(subject === undefined ? {} : { subject }),
      ...(rank === undefined ? {} : { rank }),
    },
    cells: draft.cells.map((cell): Cell => (typeof cell === 'string' ? { state: cell } : cellOf(cell, site))),
    steps: draft.steps,
    ...(cost.length === 0 ? {} : { cost }),
    ...(execution === undefined ? {} : { execution }),
  };
}

function cellOf(site: Site, shown: Site): Cell {
  const { when, type, subject, cause, at } = site;
  const isElsewhere = at.file !== shown.at.file || at.line !== shown.at.line;
  return {
    state: 'site',
    when,
    ...(type === undefined ? {} : { type }),
    ...(subject === undefined ? {} : { subject }),
    cause: cause.code,
    allocators: allocatorsOf(site),
    copies: copiesOf(site),
    ...(isElsewhere ? { at } : {}),
    ...outcomeOf(site),
  };
}

function noKinds(): Record<DifferenceKind, number> {
  return Object.fromEntries(differenceKinds.map((kind) => [kind, 0])) as Record<DifferenceKind, number>;
}

const byImportance = compareBy<ComparedRow>(
  (a, b) => differenceKinds.indexOf(gravestKind(a)) - differenceKinds.indexOf(gravestKind(b)),
  (a, b) => spaceOf(b) - spaceOf(a),
  // What stands in the text of other modules is nobody's here to change.
  (a, b) => Number(isForeignFile(a.site.at.file)) - Number(isForeignFile(b.site.at.file)),
  (a, b) => (a.site.rank ?? Infinity) - (b.site.rank ?? Infinity) || 0,
  (a, b) => compareText(a.site.at.file, b.site.at.file),
  (a, b) => a.site.at.line - b.site.at.line,
  (a, b) => compareText(a.site.id, b.site.id),
);

/** Bytes that it allocated, where that was measured. */
function spaceOf({ cost = [] }: ComparedRow): number {
  return cost.reduce((sum, { values }) => sum + Math.abs(values.alloc_space), 0);
}
