import type { Finding } from '../../model/finding.ts';
import type { Site } from '../../model/site.ts';
import { siteTest } from '../../query/match-query.ts';
import { parseQuery } from '../../query/parse-query.ts';
import { levelOption, reasonOption, severityOf, whereOption, type Entry, type Rule, type Subject } from '../rule.ts';
import { unmatchedFindings } from '../unmatched.ts';

export interface UntestedEntry extends Entry {
  readonly percent: number;
  readonly sites: number;
}

/** Sites that are named with a finding. */
const named = 5;

/** Objects where too much of what is new was not executed by tests. */
export const newUntestedRule: Rule<UntestedEntry> = {
  name: 'new-untested',
  summary: 'New allocations that no test executes: so many percent of the new ones, and so many of them.',
  doc: [
    'Both numbers must be reached: a share alone objects to one untested line of three, a number alone to any large change. It needs a coverage profile (`--cover`) of the same code; without one it says that it was not judged.',
    'Judged by `gate`, and by `check` with a baseline. A site of which coverage says nothing counts as new, not as untested. Every entry is judged for itself.',
  ],
  judges: 'changes',
  options: [
    whereOption,
    { name: 'percent', kind: 'percent', isRequired: true, help: 'at least so many percent of the new allocations are not executed' },
    { name: 'sites', kind: 'whole', isRequired: true, help: 'and at least so many of them' },
    levelOption,
    reasonOption,
  ],
  example: '[{ "where": "-in:test", "percent": 30, "sites": 5, "level": "error" }]',
  judge: (entries, subject) => [
    ...entries.flatMap((entry, index) => judgeUntested(entry, index, subject)),
    ...unmatchedFindings('new-untested', entries, subject),
  ],
};

function judgeUntested(entry: UntestedEntry, index: number, { places, context, placeOf, stale }: Subject): Finding[] {
  const severity = severityOf(entry.level ?? 'error');
  if (severity === undefined || !places) return [];
  const isMeant = entry.where === undefined ? () => true : siteTest(parseQuery(entry.where), context);
  const fresh = places.flatMap(({ state, head }): Site[] => (state === 'new' && head && isMeant(head) ? [head] : []));
  const common = { anchor: placeOf(entry), id: `new-untested/${index + 1}` };
  const silence = severityOf(stale);
  if (fresh.length > 0 && fresh.every(({ execution }) => execution === undefined))
    return silence === undefined
      ? []
      : [{ code: 'rule-not-judged', args: { rule: 'new-untested', needs: 'coverage' }, severity: silence, related: [], ...common }];
  const untested = fresh.filter(({ execution }) => execution?.executed === false);
  if (untested.length < entry.sites || untested.length * 100 < entry.percent * fresh.length || untested.length === 0) return [];
  return [
    {
      code: 'new-untested',
      args: {
        fresh: fresh.length,
        untested: untested.length,
        percent: entry.percent,
        sites: entry.sites,
        ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      },
      severity,
      related: untested.slice(0, named).map(({ at, function: name }) => ({ code: 'allocation', at, function: name })),
      ...common,
    },
  ];
}
