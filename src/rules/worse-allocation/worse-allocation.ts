import { judgePlaces } from '../judge-places.ts';
import { levelOption, reasonOption, whereOption, type Entry, type Rule } from '../rule.ts';

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
  judge: (entries, subject) => judgePlaces('worse', entries, subject),
};
