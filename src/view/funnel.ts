import { costState, type CostState } from '../model/cost.ts';
import type { Report } from '../model/report.ts';
import { count, grouped } from './numbers.ts';
import { paperWords, unsettledWords } from './site-words.ts';

/** One row: how many, of what, and how they divide. `depth` 1 is a part of the row above with depth 0, 2 of that with 1. */
export interface FunnelRow {
  readonly value: number;
  readonly unit: string;
  readonly detail: string;
  readonly depth: 0 | 1 | 2;
}

/** From what was read to what allocates; every number says what it counts. */
export function funnelRows({ counts, sites, measurements = [] }: Report): FunnelRow[] {
  const heap = counts.byKind['escapes-to-heap'] + counts.byKind['moved-to-heap'];
  const hidden = counts.said.stack + counts.said.nothing;
  const always = sites.filter((site) => site.outcome === 'allocates' && site.when.join() === 'always').length;
  const rows: FunnelRow[] = [
    { value: counts.lines, unit: counts.lines === 1 ? 'compiler line' : 'compiler lines', detail: '', depth: 0 },
    {
      value: counts.verdicts,
      unit: 'verdicts',
      detail: `${grouped(heap)} say heap (escapes to heap, moved to heap)`,
      depth: 0,
    },
    {
      value: counts.calls,
      unit: 'calls',
      detail: `of functions that allocate, in the code of ${count(counts.packages - counts.packagesFailed, 'package')}`,
      depth: 0,
    },
    { value: counts.sites, unit: 'sites', detail: 'written places, copies and variants not counted', depth: 0 },
    {
      value: counts.outcomes.allocates,
      unit: 'allocate',
      detail: `${grouped(always)} always, ${grouped(counts.outcomes.allocates - always)} under a condition${
        hidden === 0 ? '' : `; ${grouped(hidden)} hidden: the compiler says ${hiddenParts(counts.said)}`
      }`,
      depth: 1,
    },
  ];
  rows.push(...executionRows(sites, measurements));
  const { paper, merged, unsettled } = counts.outcomes;
  if (paper > 0) rows.push({ value: paper, unit: 'only on paper', detail: parts(entries(counts.paper, paperWords)), depth: 1 });
  if (merged > 0) rows.push({ value: merged, unit: 'merged', detail: 'share the allocation of another variable', depth: 1 });
  if (unsettled > 0) rows.push({ value: unsettled, unit: 'unsettled', detail: parts(entries(counts.unsettled, unsettledWords)), depth: 1 });
  return rows;
}

/** Of the sites that allocate: what measurements say of them, where coverage was given. */
function executionRows(sites: Report['sites'], measurements: NonNullable<Report['measurements']>): FunnelRow[] {
  if (!measurements.some(({ kind }) => kind === 'coverage')) return [];
  const allocating = sites.filter(({ outcome }) => outcome === 'allocates');
  const states = allocating.map(costState);
  const number = (state: CostState): number => states.filter((one) => one === state).length;
  const isSampled = measurements.some(({ kind }) => kind === 'profile');
  return [
    ...(isSampled ? [{ value: number('measured'), unit: 'measured', detail: 'have a cost in the profile', depth: 2 as const }] : []),
    {
      value: number('not-sampled'),
      unit: 'executed',
      detail: isSampled ? 'and nothing was sampled' : 'by the run that wrote the coverage',
      depth: 2,
    },
    { value: number('not-executed'), unit: 'not executed', detail: '', depth: 2 },
    { value: number('unknown'), unit: 'unknown', detail: 'no measurement says anything of them', depth: 2 },
  ];
}

function entries<K extends string>(values: Readonly<Record<K, number>>, words: Readonly<Record<K, string>>): [number, string][] {
  return (Object.keys(words) as K[]).map((key): [number, string] => [values[key], words[key]]).toSorted((a, b) => b[0] - a[0]);
}

function hiddenParts({ stack, nothing }: Report['counts']['said']): string {
  return [stack > 0 ? `“does not escape” of ${grouped(stack)}` : '', nothing > 0 ? `nothing of ${grouped(nothing)}` : '']
    .filter(Boolean)
    .join(', ');
}

function parts(all: readonly (readonly [value: number, words: string])[]): string {
  return all
    .filter(([value]) => value > 0)
    .map(([value, words]) => `${grouped(value)} ${words}`)
    .join(', ');
}
