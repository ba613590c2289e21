import {
  costState,
  type Cost,
  type CostlyCall,
  type CoverageMeasurement,
  type MeasurementHead,
  type ProfileMeasurement,
  type UnplacedReason,
  type Values,
} from '../model/cost.ts';
import type { Site } from '../model/site.ts';
import { bytes, count, grouped } from './numbers.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';
import { showPosition } from './positions.ts';

type Figures = Pick<ProfileMeasurement, 'totals' | 'rate' | 'base'>;

/** `38.2 MiB in 12,345 objects, 31 % of all`, with what is known of its certainty. Of a delta amounts may be negative. */
function costWords({ values, samples, between, among, tiny }: Cost, { totals, rate, base }: Figures): string {
  const parts = [
    `${amountWords(values, base !== undefined)}${shareWords(values.alloc_space, totals.alloc_space)}`,
    ...(values.inuse_space === 0 ? [] : [`${signed(values.inuse_space, base !== undefined)} in use`]),
    ...(between && values.alloc_space > 0 ? [certaintyWords(values.alloc_space, between, samples)] : []),
    ...(tiny ? ['tiny objects share blocks of 16 B: there may be more of them'] : rate === 1 ? ['each one recorded'] : []),
    ...(among ? [`at this or ${count(among.length, 'other site')} of the line`] : []),
  ];
  return parts.join(' · ');
}

function amountWords({ alloc_space: space, alloc_objects: objects }: Values, isDelta: boolean): string {
  return `${signed(space, isDelta)} in ${count(Math.abs(Math.round(objects)), 'object')}`;
}

function signed(value: number, isDelta: boolean): string {
  const sign = value < 0 ? '−' : isDelta && value > 0 ? '+' : '';
  return `${sign}${bytes(Math.abs(value))}`;
}

function shareWords(part: number, whole: number): string {
  const share = percent(part, whole);
  return share === undefined ? '' : `, ${share} of all`;
}

/** Undefined where the whole is nothing, or a part of a delta. */
function percent(part: number, whole: number): string | undefined {
  if (whole <= 0 || part < 0 || part > whole) return undefined;
  const share = (part / whole) * 100;
  return `${share >= 9.95 ? share.toFixed(0) : share.toFixed(1)} %`;
}

function certaintyWords(value: number, [low, high]: readonly [number, number], samples: number): string {
  const off = Math.round(Math.max(1 - low / value, high / value - 1) * 100);
  return off <= 50 ? `±${off} % (${count(samples, 'sample')})` : `${bytes(low)} to ${bytes(high)} (${count(samples, 'sample')})`;
}

const unplacedWords: Readonly<Record<UnplacedReason, string>> = {
  runtime: 'the runtime for itself',
  outside: 'no function of these packages on the stack',
  'no-site': 'on lines of these packages without a site',
  'not-read': 'in files that are not part of this build (tests without --tests, other platforms)',
};

export interface CostRow {
  readonly amount: string;
  readonly share: string;
  readonly words: string;
}

/** Where all that a profile holds is: the parts of the whole. `sites` is how many have a cost. */
export function costRows(
  measurement: ProfileMeasurement,
  sites: number,
  nameFile: (file: string) => string,
): { title: string; rows: CostRow[] } {
  const { files, base, rate, totals, sites: onSites, calls, unplaced } = measurement;
  const isDelta = base !== undefined;
  const row = (values: Values, words: string): CostRow => ({
    amount: signed(values.alloc_space, isDelta),
    share: percent(values.alloc_space, totals.alloc_space) ?? '',
    words,
  });
  const inCalls = calls.reduce((sum, call) => sum + call.values.alloc_space, 0);
  const name = safeText(files.join(', '));
  return {
    title: `${signed(totals.alloc_space, isDelta)} allocated in ${name}${base ? `, less ${safeText(base.file)}` : ''}${
      rate === undefined ? '' : rate === 1 ? '; each allocation was recorded' : `; one sample for each ${bytes(rate)}`
    }`,
    rows: [
      row(onSites, `on ${count(sites, 'site')}`),
      row({ ...onSites, alloc_space: inCalls }, `in ${count(calls.length, 'call')} of functions outside the module`),
      ...unplaced.map(({ reason, values, first }) =>
        row(values, `${rowOf(unplacedWords, reason) ?? safeText(reason)}${first ? `, most at ${showPosition(first, nameFile)}` : ''}`),
      ),
    ],
  };
}

/** `fmt.Sprintf`, called here: 38.2 MiB … */
export function costlyCallWords(
  { callee, function: name, values }: CostlyCall,
  { totals, base }: Pick<ProfileMeasurement, 'totals' | 'base'>,
): string {
  return `${shortFunction(callee)}, called by ${shortFunction(name)}: ${amountWords(values, base !== undefined)}${shareWords(values.alloc_space, totals.alloc_space)}`;
}

/** Without the folders of its import path: `github.com/a/b.(*T).M` → `b.(*T).M`. */
export function shortFunction(name: string): string {
  const end = name.search(/[[(]/);
  const slash = name.lastIndexOf('/', end < 0 ? name.length : end);
  return safeText(name.slice(slash + 1).replaceAll('%2e', '.'));
}

/** What is known of the cost of one site, one sentence for each measurement that says something. */
export function siteCosts(site: Pick<Site, 'cost' | 'execution'>, measurements: readonly MeasurementHead[] = []): string[] {
  const costs = (site.cost ?? []).flatMap((cost) => {
    const measurement = measurements.find((one) => one.id === cost.from);
    return measurement?.kind === 'profile' ? [costWords(cost, measurement)] : [];
  });
  const { execution } = site;
  if (!execution) return costs;
  const hasProfile = measurements.some(({ kind }) => kind === 'profile');
  const times = execution.count === undefined ? '' : ` ${execution.count === 1 ? 'once' : `${grouped(execution.count)} times`}`;
  const by = safeText(
    measurements
      .filter(({ id }) => execution.from.includes(id))
      .flatMap(({ files }) => files)
      .join(', '),
  );
  const nothing = hasProfile && costState(site) === 'not-sampled' ? ', nothing sampled' : '';
  return [...costs, execution.executed ? `executed${times}${nothing} (${by})` : `not executed (${by})`];
}

/** Where the sites of a coverage profile are. */
export function coverageRows(measurement: CoverageMeasurement): { title: string; rows: CostRow[] } {
  const { files, mode, blocks, sites, elsewhere } = measurement;
  const all = sites.executed + sites.notExecuted + sites.unknown;
  const row = (value: number, words: string): CostRow => ({ amount: grouped(value), share: percent(value, all) ?? '', words });
  return {
    title: `Executed in ${safeText(files[0])} (mode ${safeText(mode)}): ${grouped(blocks.executed)} of ${count(blocks.all, 'block')} of these packages`,
    rows: [
      row(sites.executed, 'of the sites that allocate were executed'),
      row(sites.notExecuted, 'were not executed'),
      row(
        sites.unknown,
        'are not told: package-level variables and code of other packages have no block, or blocks of their line disagree, or their function has changed',
      ),
      ...(blocks.outside === 0
        ? []
        : [{ amount: grouped(blocks.outside), share: '', words: 'blocks in no function of these files: the code has changed' }]),
      ...(elsewhere.files === 0
        ? []
        : [
            {
              amount: grouped(elsewhere.files),
              share: '',
              words: `files of other packages${elsewhere.first === undefined ? '' : `, first ${safeText(elsewhere.first)}`}`,
            },
          ]),
    ],
  };
}

/** Below a list that is ordered by cost: what is known of the sites that have none. */
export function measuredWords(sites: readonly Pick<Site, 'cost' | 'execution' | 'outcome'>[], hasCoverage: boolean): string | undefined {
  const others = sites.filter(({ outcome, cost }) => outcome === 'allocates' && !cost);
  if (others.length === 0) return undefined;
  const states = others.map(costState);
  const number = (state: ReturnType<typeof costState>): number => states.filter((one) => one === state).length;
  const unknown = number('unknown');
  const parts = hasCoverage
    ? [
        `of ${count(others.length, 'other site')} that allocate ${grouped(number('not-sampled'))} were executed and nothing was sampled`,
        `${grouped(number('not-executed'))} were not executed`,
        `nothing is known of ${grouped(unknown)}`,
      ]
    : [
        `nothing is known of ${count(unknown, 'other site')} that allocate: not executed, or too rare for a sample (--cover tells which were executed)`,
      ];
  return `Ordered by measured cost; ${parts.join(', ')}`;
}
