import { compareBy } from '../../base/order.ts';
import type { JudgedUnit } from '../../model/benchmark-amounts.ts';
import type { Finding } from '../../model/finding.ts';
import type { Site } from '../../model/site.ts';
import { siteTest } from '../../query/match-query.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { benchmarkName, benchmarkTest, benchOption, medianOf, pkgOption, type BenchmarkChoice } from '../benchmarks.ts';
import { outcomeTest } from '../outcome-test.ts';
import { levelOption, reasonOption, severityOf, whereOption, type Entry, type Rule, type Subject } from '../rule.ts';
import { unmatchedFindings } from '../unmatched.ts';

/** Of sites (`where` and `sites`), or of benchmarks (`bench`, and `allocs` or `bytes`). */
export interface BudgetEntry extends Entry, BenchmarkChoice {
  readonly name?: string;
  /** At most so many may match. */
  readonly sites?: number;
  /** At most so many in one operation. */
  readonly allocs?: number;
  readonly bytes?: number;
}

/** Sites that are named with a finding. */
const named = 5;

/** Of less than that in an operation, as what the harness itself makes, nothing is told. */
const leastTold = 0.05;

/** Objects where more is counted than was granted. */
export const budgetRule: Rule<BudgetEntry> = {
  name: 'budget',
  summary: 'At most so many sites may match, or at most so much may a benchmark allocate.',
  doc: [
    'For a ceiling instead of a list: the count may fall, and a change that raises it above the number is told. Every entry is judged for itself.',
    'With `where` and `sites` places are counted: only those that allocate, unless the query speaks of `outcome`, `paper` or `why`. A package pattern that meets no package is told as well: a budget on a package that was renamed would hold for ever.',
    'With `bench`, and `allocs` or `bytes`, what one operation of a benchmark allocates may be no more; of several runs the median counts. It is judged where benchmarks were measured: `gate --bench`, or `--bench-result FILE` of `check` and `gate`; elsewhere it is said that it was not.',
  ],
  judges: 'head',
  options: [
    { name: 'name', kind: 'text', help: 'what the budget is called; the query, or the name of the benchmark, without it' },
    { ...whereOption, help: 'which sites are counted, as for `--where`' },
    { name: 'sites', kind: 'whole', help: 'at most so many of them' },
    { ...benchOption, help: 'or which benchmarks are meant, by name (`Get`, `Get/large`, `Get*`), with their sub-benchmarks' },
    pkgOption,
    { name: 'allocs', kind: 'whole', help: 'at most so many allocs/op' },
    { name: 'bytes', kind: 'whole', help: 'at most so many B/op' },
    levelOption,
    reasonOption,
  ],
  needs: [
    ['where', 'sites'],
    ['bench', 'allocs'],
    ['bench', 'bytes'],
  ],
  example: '[{ "name": "store", "where": "pkg:./store/... -in:test", "sites": 12 }, { "bench": "Handler", "allocs": 3 }]',
  judge: (entries, subject) => [
    ...entries.flatMap((entry) => (entry.bench === undefined ? judgeSites(entry, subject) : judgeBenchmarks(entry, subject))),
    ...unmatchedFindings('budget', entries, subject),
  ],
};

function judgeSites(entry: BudgetEntry, { sites, context, placeOf }: Subject): Finding[] {
  const { where = '', sites: budget = 0 } = entry;
  const severity = severityOf(entry.level ?? 'error');
  if (severity === undefined || !sites) return [];
  const isMeant = siteTest(parseQuery(where), context);
  const isCounted = outcomeTest(where);
  const counted = sites.filter((site) => isCounted(site) && isMeant(site));
  if (counted.length <= budget) return [];
  const name = entry.name ?? where;
  return [
    {
      code: 'over-budget',
      args: { name, where, sites: counted.length, budget, ...(entry.reason === undefined ? {} : { reason: entry.reason }) },
      severity,
      id: `over-budget/${name}`,
      anchor: placeOf(entry),
      related: counted
        .toSorted(byRank)
        .slice(0, named)
        .map(({ at, function: written }) => ({ code: 'allocation', at, function: written })),
    },
  ];
}

function judgeBenchmarks(entry: BudgetEntry, subject: Subject): Finding[] {
  const { bench = '', allocs, bytes } = entry;
  const severity = severityOf(entry.level ?? 'error');
  if (severity === undefined) return [];
  const measured = subject.benchmarks?.filter(({ after }) => after.length > 0);
  const isMeant = benchmarkTest(entry, subject);
  const meant = measured?.filter(isMeant) ?? [];
  if (meant.length === 0) return notJudged(bench, entry, measured !== undefined, subject);
  const budgets: Readonly<Record<JudgedUnit, number | undefined>> = { 'allocs/op': allocs, 'B/op': bytes };
  return meant.flatMap((one): Finding[] => {
    const { package: pkg, unit, after, places } = one;
    const budget = budgets[unit];
    const found = medianOf(after);
    if (budget === undefined || found <= budget) return [];
    const benchmark = benchmarkName(one);
    const told = places.filter(({ now }) => now.objects >= leastTold).slice(0, named);
    return [
      {
        code: 'benchmark-over-budget',
        args: {
          name: entry.name ?? benchmark,
          benchmark,
          unit,
          measured: found,
          budget,
          places: told.length,
          ...(entry.reason === undefined ? {} : { reason: entry.reason }),
        },
        severity,
        id: `benchmark-over-budget/${entry.name ?? bench}/${pkg}.${benchmark}/${unit}`,
        ...(pkg === '' ? {} : { package: pkg }),
        anchor: subject.placeOf(entry),
        related: told.map(({ at, function: written }) => ({ code: 'allocation', at, function: written })),
      },
    ];
  });
}

/** A budget that nothing was held against is no budget that holds. Where nobody measured anything it is only said. */
function notJudged(bench: string, { at }: BudgetEntry, isMeasured: boolean, subject: Subject): Finding[] {
  const severity = severityOf(subject.stale);
  if (severity === undefined) return [];
  const anchor = subject.placeOf(at ? { at } : {});
  const id = `/budget/${bench}`;
  return isMeasured
    ? [
        {
          code: 'rule-unmatched',
          args: { rule: 'budget', pattern: bench, of: 'benchmark' },
          severity,
          id: `rule-unmatched${id}`,
          anchor,
          related: [],
        },
      ]
    : [
        {
          code: 'rule-not-judged',
          args: { rule: 'budget', needs: 'benchmarks' },
          severity: 'note',
          id: `rule-not-judged${id}`,
          anchor,
          related: [],
        },
      ];
}

const byRank = compareBy<Site>((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
