import type { Finding } from '../../model/finding.ts';
import { deciderOf } from '../decide.ts';
import { placeFacts } from '../place-finding.ts';
import { levelOption, reasonOption, severityOf, whereOption, type Entry, type Rule } from '../rule.ts';
import { unmatchedFindings } from '../unmatched.ts';

/** How grave it is when an allocation that was there before costs more. */
export const worseAllocationRule: Rule<Entry> = {
  name: 'worse-allocation',
  summary: 'How grave it is when a place that was in the base costs more now.',
  doc: [
    'It allocates and did not before, takes a larger block, stands in a loop or deeper in one, or allocates always where it did under a condition.',
    'Judged by `gate`, and by `check` with a baseline. The last entry that means the site decides; one level may stand for all.',
  ],
  judges: 'changes',
  options: [whereOption, { ...levelOption, isRequired: true, help: 'how grave it is: off, note, warning or error' }, reasonOption],
  example: '"error"',
  judge(entries, subject) {
    const decide = deciderOf(entries, subject.context);
    const found = (subject.places ?? []).flatMap((place): Finding[] => {
      const { state, head, how = [] } = place;
      if (state !== 'worse' || !head) return [];
      const severity = severityOf(decide(head)?.level ?? 'off');
      if (severity === undefined) return [];
      return [
        {
          code: 'worse-allocation',
          args: {
            what: head.what,
            ...(head.type ? { type: head.type.name } : {}),
            ...(head.subject === undefined ? {} : { subject: head.subject }),
            how,
          },
          severity,
          id: `worse-allocation/${head.id}`,
          ...placeFacts(place, head),
          state,
        },
      ];
    });
    return [...found, ...unmatchedFindings('worse-allocation', entries, subject)];
  },
};
