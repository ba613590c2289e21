import {
  costState,
  type Cost,
  type CostlyCall,
  type Counter,
  type CoverageMeasurement,
  type HoldsPointers,
  type MeasurementHead,
  type ProfiledBinary,
  type ProfileMeasurement,
  type UnplacedReason,
  type Values,
} from '../model/cost.ts';
import type { Site } from '../model/site.ts';
import { bytes, count, grouped } from './numbers.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';
import { showPosition } from './positions.ts';

type Figures = Pick<ProfileMeasurement, 'totals' | 'rate' | 'base' | 'per'>;

/** `38.2 MiB in 12,345 objects, 31 % of all`, with what is known of its certainty. Of a delta amounts may be negative. */
function costWords({ values, samples, between, among, tiny }: Cost, { totals, rate, base, per }: Figures): string {
  const parts = [
    `${amountWords(values, base !== undefined)}${shareWords(values.alloc_space, totals.alloc_space)}`,
    ...perWords(values, per),
    ...(values.inuse_space === 0 ? [] : [`${signed(values.inuse_space, base !== undefined)} in use`]),
    ...(between && values.alloc_space > 0 ? [certaintyWords(values.alloc_space, between, samples)] : []),
    ...(tiny ? ['tiny objects share blocks of 16 B: there may be more of them'] : rate === 1 ? ['each one recorded'] : []),
    ...(among ? [`at this or ${count(among.length, 'other site')} of the line`] : []),
  ];
  return parts.join(' · ');
}

function amountWords({ alloc_space: space, alloc_objects: objects }: Values, isDelta: boolean): string {
  return `${signed(space, isDelta)} in ${objects <= -0.5 ? '−' : ''}${count(Math.abs(Math.round(objects)), 'object')}`;
}

/** `1.2 objects and 98.3 B per request`. */
function perWords({ alloc_objects: objects, alloc_space: space }: Values, per: readonly Counter[] = []): string[] {
  return per.map(({ name, count: times }) => {
    const number = rounded(objects / times);
    return `${number} ${number === '1' ? 'object' : 'objects'} and ${perBytes(space / times)} per ${safeText(name)}`;
  });
}

/** Three digits that count. */
function rounded(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return `${value < 0 ? '−' : ''}${grouped(Math.round(size))}`;
  return Number(value.toPrecision(size >= 10 ? 3 : 2))
    .toString()
    .replace('-', '−');
}

function perBytes(value: number): string {
  const size = Math.abs(value);
  return size >= 1024 ? `${value < 0 ? '−' : ''}${bytes(Math.round(size))}` : `${rounded(value)} B`;
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

export interface CostTable {
  readonly title: string;
  /** Further facts about the whole, a line each. */
  readonly about: readonly string[];
  readonly rows: readonly CostRow[];
}

/** Where all that a profile holds is: the parts of the whole. `sites` is how many have a cost. */
export function costRows(measurement: ProfileMeasurement, sites: number, nameFile: (file: string) => string): CostTable {
  const { files, base, rate, per, binary, totals, sites: onSites, calls, unplaced } = measurement;
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
    about: [...perWords(totals, per), ...(binary ? [binaryWords(binary)] : [])],
    rows: [
      row(onSites, `on ${count(sites, 'site')}`),
      row({ ...onSites, alloc_space: inCalls }, `in ${count(calls.length, 'call')} of functions outside the module`),
      ...unplaced.map(({ reason, values, first }) =>
        row(values, `${rowOf(unplacedWords, reason) ?? safeText(reason)}${first ? `, most at ${showPosition(first, nameFile)}` : ''}`),
      ),
    ],
  };
}

/** Settings that tell what was built, in this order. */
const tellingSettings = [
  '-tags',
  '-race',
  '-gcflags',
  '-ldflags',
  '-trimpath',
  '-pgo',
  'GOOS',
  'GOARCH',
  'GOEXPERIMENT',
  'vcs.revision',
  'vcs.modified',
];

/** `from the program app: go1.26.8, vcs.revision=0a1b2c`. */
function binaryWords({ file, buildId, go, settings }: ProfiledBinary): string {
  const told = tellingSettings.flatMap((name) => (settings[name] === undefined ? [] : [`${name}=${settings[name]}`]));
  const which = buildId === undefined ? `not compared with ${file}` : `written by ${file} (the same build id)`;
  return safeText([which, `built by ${go}`, ...told].join(', '));
}

/** `fmt.Sprintf`, called here: 38.2 MiB … */
export function costlyCallWords(call: CostlyCall, figures: Figures): string {
  return `${shortFunction(call.callee)}, called by ${shortFunction(call.function)}: ${callCostWords(call, figures)}`;
}

/** What was allocated below a call. */
export function callCostWords({ values }: Pick<CostlyCall, 'values'>, { totals, base, per }: Figures): string {
  const amount = `${amountWords(values, base !== undefined)}${shareWords(values.alloc_space, totals.alloc_space)}`;
  return [amount, ...perWords(values, per)].join(' · ');
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

/** What would be gone with a site, by what is known: fewer collections, and less to scan in each. */
export function savingWords({ cost = [] }: Pick<Site, 'cost'>): string[] {
  return cost.flatMap(({ saves }) => {
    if (!saves) return [];
    const why = { yes: '', no: ' (it holds no pointers)', unknown: ' (whether it holds pointers is not known)' } satisfies Record<
      HoldsPointers,
      string
    >;
    const marking = saves.marking
      ? `; of the marking in each ${between(saves.marking)}${rowOf(why, saves.pointers) ?? ''}`
      : '; nothing was in use, so of marking nothing is known';
    return [`without it: ${between(saves.cycles)} of all collections${marking}`];
  });
}

function between([low, high]: readonly [number, number]): string {
  const [from, to] = [low, high].map((part) => (part >= 0.0995 ? (100 * part).toFixed(0) : (100 * part).toFixed(1).replace(/^0\.0$/, '0')));
  return from === to ? `${from} %` : `${from} to ${to} %`;
}

/** Where the sites of a coverage profile are. */
export function coverageRows(measurement: CoverageMeasurement): CostTable {
  const { files, mode, blocks, sites, elsewhere } = measurement;
  const all = sites.executed + sites.notExecuted + sites.unknown;
  const row = (value: number, words: string): CostRow => ({ amount: grouped(value), share: percent(value, all) ?? '', words });
  return {
    title: `Executed in ${safeText(files[0])} (mode ${safeText(mode)}): ${grouped(blocks.executed)} of ${count(blocks.all, 'block')} of these packages`,
    about: [],
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
