import { compareBy } from '../../base/order.ts';
import type { Finding } from '../../model/finding.ts';
import type { Site } from '../../model/site.ts';
import { siteTest } from '../../query/match-query.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { outcomeTest } from '../outcome-test.ts';
import { levelOption, reasonOption, severityOf, whereOption, type Entry, type Rule, type Subject } from '../rule.ts';
import { unmatchedFindings } from '../unmatched.ts';

export interface BudgetEntry extends Entry {
  readonly name?: string;
  readonly where: string;
  /** At most so many. */
  readonly sites: number;
}

/** Sites that are named with a finding. */
const named = 5;

/** Objects where more sites match than were granted. */
export const budgetRule: Rule<BudgetEntry> = {
  name: 'budget',
  summary: 'At most so many sites may match.',
  doc: [
    'For a ceiling instead of a list: the count may fall, and a change that raises it above the number is told. Every entry is judged for itself.',
    'Only sites that allocate are counted, unless the query speaks of `outcome`, `paper` or `why`. A package pattern that meets no package is told as well: a budget on a package that was renamed would hold for ever.',
  ],
  judges: 'head',
  options: [
    { name: 'name', kind: 'text', help: 'what the budget is called; the query without it' },
    { ...whereOption, isRequired: true, help: 'which sites are counted, as for `--where`' },
    { name: 'sites', kind: 'whole', isRequired: true, help: 'at most so many' },
    levelOption,
    reasonOption,
  ],
  example: '[{ "name": "store", "where": "pkg:./store/... -in:test", "sites": 12 }]',
  judge: (entries, subject) => [
    ...entries.flatMap((entry) => judgeBudget(entry, subject)),
    ...unmatchedFindings('budget', entries, subject),
  ],
};

function judgeBudget(entry: BudgetEntry, { sites, context, placeOf }: Subject): Finding[] {
  const severity = severityOf(entry.level ?? 'error');
  if (severity === undefined || !sites) return [];
  const isMeant = siteTest(parseQuery(entry.where), context);
  const isCounted = outcomeTest(entry.where);
  const counted = sites.filter((site) => isCounted(site) && isMeant(site));
  if (counted.length <= entry.sites) return [];
  return [
    {
      code: 'over-budget',
      args: {
        name: entry.name ?? entry.where,
        where: entry.where,
        sites: counted.length,
        budget: entry.sites,
        ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      },
      severity,
      id: `over-budget/${entry.name ?? entry.where}`,
      anchor: placeOf(entry),
      related: counted
        .toSorted(byRank)
        .slice(0, named)
        .map(({ at, function: name }) => ({ code: 'allocation', at, function: name })),
    },
  ];
}

const byRank = compareBy<Site>((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
