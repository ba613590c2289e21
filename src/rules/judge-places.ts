import type { Finding } from '../model/finding.ts';
import { deciderOf } from './decide.ts';
import { placeFinding } from './place-finding.ts';
import { severityOf, type Entry, type Subject } from './rule.ts';
import { unmatchedFindings } from './unmatched.ts';

/** Findings of the places in one state, by the level of the last entry that means each; one that none means is no finding. */
export function judgePlaces(state: 'new' | 'worse', entries: readonly Entry[], subject: Subject): Finding[] {
  const decide = deciderOf(entries, subject.context);
  const found = (subject.places ?? []).flatMap((place): Finding[] => {
    if (place.state !== state || !place.head) return [];
    const severity = severityOf(decide(place.head)?.level ?? 'off');
    const finding = severity && placeFinding(place, severity);
    return finding ? [finding] : [];
  });
  return [...found, ...unmatchedFindings(`${state}-allocation`, entries, subject)];
}
