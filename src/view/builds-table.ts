import type { Counts } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { grouped } from './numbers.ts';
import { safeText } from './safe-text.ts';

/** A line of cells; `depth` 1 is a part of the line above with depth 0. The first line are the headings. */
export interface BuildsRow {
  readonly unit: string;
  readonly depth: 0 | 1;
  readonly cells: readonly string[];
}

interface Counted {
  readonly unit: string;
  readonly depth: 0 | 1;
  readonly of: (counts: Counts) => number;
  /** Written places are the same in several builds: how many there are in all is a number of its own. */
  readonly ofSites: boolean;
}

const hidden = ({ said }: Counts): number => said.stack + said.nothing;
const counted: readonly Counted[] = [
  { unit: 'compiler lines', depth: 0, of: ({ lines }) => lines, ofSites: false },
  { unit: 'verdicts', depth: 0, of: ({ verdicts }) => verdicts, ofSites: false },
  { unit: 'calls of functions that allocate', depth: 0, of: ({ calls }) => calls, ofSites: false },
  { unit: 'their type not known', depth: 1, of: ({ callsTypeUnknown }) => callsTypeUnknown, ofSites: false },
  { unit: 'sites (written places)', depth: 0, of: ({ sites }) => sites, ofSites: true },
  { unit: 'allocate', depth: 1, of: ({ outcomes }) => outcomes.allocates, ofSites: true },
  { unit: 'of these hidden', depth: 1, of: hidden, ofSites: true },
  { unit: 'only on paper', depth: 1, of: ({ outcomes }) => outcomes.paper, ofSites: true },
  { unit: 'merged', depth: 1, of: ({ outcomes }) => outcomes.merged, ofSites: true },
  { unit: 'unsettled', depth: 1, of: ({ outcomes }) => outcomes.unsettled, ofSites: true },
];

/** The funnel of several builds, one column for each; the last counts each written place once. */
export function buildsTable({ builds = [], counts }: Report): BuildsRow[] {
  const rows = counted.filter(({ of, depth }) => depth === 0 || builds.some((build) => of(build.counts) > 0));
  return [
    { unit: '', depth: 0, cells: [...builds.map(({ label }) => safeText(label)), 'in any'] },
    ...rows.map(({ unit, depth, of, ofSites }) => ({
      unit,
      depth,
      cells: [...builds.map((build) => grouped(of(build.counts))), ofSites ? grouped(of(counts)) : ''],
    })),
  ];
}
