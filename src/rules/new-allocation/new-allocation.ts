import { judgePlaces } from '../judge-places.ts';
import { levelOption, reasonOption, whereOption, type Entry, type Rule } from '../rule.ts';

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
  judge: (entries, subject) => judgePlaces('new', entries, subject),
};
