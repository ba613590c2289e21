import { allocationArgs, type Finding } from '../../model/finding.ts';
import { deciderOf } from '../decide.ts';
import { outcomeTest } from '../outcome-test.ts';
import { levelOption, reasonOption, severityOf, whereOption, type Entry, type Rule, type Subject } from '../rule.ts';
import { unmatchedFindings } from '../unmatched.ts';

/** Objects to each site that a query means. */
export const sitesRule: Rule<Entry> = {
  name: 'sites',
  summary: 'Each site that matches is a finding.',
  doc: [
    'For places in which nothing may allocate: a hot package, loops, boxing. The last entry that means a site decides, so a later one makes an exception of an earlier one.',
    'Only sites that allocate are meant, unless the query speaks of `outcome`, `paper` or `why`: what is on the heap on paper alone costs nothing.',
    'In a gate the sites that came or got worse are judged, never those that were there before.',
  ],
  judges: 'head',
  options: [{ ...whereOption, isRequired: true, help: 'which sites are not wanted, as for `--where`' }, levelOption, reasonOption],
  example: '[{ "where": "pkg:./store in:loop", "level": "error", "reason": "hot" }]',
  judge: (entries, subject) => [...judgeSites(entries, subject), ...unmatchedFindings('sites', entries, subject)],
};

function judgeSites(entries: readonly Entry[], subject: Subject): Finding[] {
  const decide = deciderOf(entries, subject.context, ({ where }) => outcomeTest(where));
  const changed = subject.places?.flatMap(({ state, head }) =>
    head && (state === 'new' || state === 'worse') ? [{ site: head, state }] : [],
  );
  const states = new Map(changed?.map(({ site, state }) => [site.id, state]));
  const judged = subject.onlyChanges ? changed?.map(({ site }) => site) : subject.sites;
  return (judged ?? []).flatMap((site): Finding[] => {
    const entry = decide(site);
    const severity = severityOf(entry ? (entry.level ?? 'error') : 'off');
    if (!entry || severity === undefined) return [];
    const state = states.get(site.id);
    return [
      {
        code: 'unwanted-site',
        args: {
          ...allocationArgs(site),
          where: entry.where ?? '',
          ...(entry.reason === undefined ? {} : { reason: entry.reason }),
        },
        severity,
        id: `unwanted-site/${site.id}`,
        site: site.id,
        package: site.package,
        function: site.function,
        anchor: site.at,
        related: [],
        ...(state === undefined ? {} : { state }),
      },
    ];
  });
}
