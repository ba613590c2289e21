import type { Finding } from '../../model/finding.ts';
import { deciderOf } from '../decide.ts';
import { placeFacts } from '../place-finding.ts';
import { levelOption, reasonOption, severityOf, whereOption, type Entry, type Rule } from '../rule.ts';
import { unmatchedFindings } from '../unmatched.ts';

/** How grave a new allocation is. */
export const newAllocationRule: Rule<Entry> = {
  name: 'new-allocation',
  summary: 'How grave it is when a place allocates that has no counterpart in the base.',
  doc: [
    'Judged by `gate`, and by `check` with a baseline. The last entry that means the site decides; where none does, it is counted and not a finding.',
    'Instead of a list one level may stand for all: `"new-allocation": "error"`.',
  ],
  judges: 'changes',
  options: [whereOption, { ...levelOption, isRequired: true, help: 'how grave it is: off, note, warning or error' }, reasonOption],
  example: '[{ "level": "warning" }, { "where": "in:loop", "level": "error" }, { "where": "in:test", "level": "off" }]',
  judge(entries, subject) {
    const decide = deciderOf(entries, subject.context);
    const found = (subject.places ?? []).flatMap((place): Finding[] => {
      const { state, head } = place;
      if (state !== 'new' || !head) return [];
      const severity = severityOf(decide(head)?.level ?? 'off');
      if (severity === undefined) return [];
      return [
        {
          code: 'new-allocation',
          args: {
            what: head.what,
            ...(head.type ? { type: head.type.name } : {}),
            ...(head.subject === undefined ? {} : { subject: head.subject }),
          },
          severity,
          id: `new-allocation/${head.id}`,
          ...placeFacts(place, head),
          state,
        },
      ];
    });
    return [...found, ...unmatchedFindings('new-allocation', entries, subject)];
  },
};
