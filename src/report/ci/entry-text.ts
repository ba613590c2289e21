import type { Problem } from '../../model/report.ts';
import { problemMessage, problemSubject } from '../../view/messages/en/problems.ts';
import { showPosition } from '../../view/positions.ts';
import { relatedLines } from '../../view/related-words.ts';
import { safeLines, safeText } from '../../view/safe-text.ts';
import type { Entry } from './judged.ts';
import type { RepositoryPlace } from './repository-place.ts';

/** All that is said of an entry besides its place: the sentence, what it speaks of, the next step. Lines. */
export function entryLines(entry: Entry, { instead }: RepositoryPlace, nameFile: (file: string) => string): string[] {
  return [
    instead === undefined ? entry.message : `${instead}: ${entry.message}`,
    // The sentence about a site names the place of its cause.
    ...(entry.of === 'site' ? [] : relatedLines(entry.related, (span) => showPosition(span, nameFile))),
    ...(entry.next === undefined ? [] : [`→ ${entry.next}`]),
  ];
}

/** A problem as lines: what Go printed keeps its own. */
export function problemLinesOf(problem: Problem): string[] {
  const { what, next } = problemMessage(problem.code, problem.args);
  return [...safeLines(`${problemSubject(problem)}${what}`).split('\n'), ...(next === undefined ? [] : [`→ ${safeText(next)}`])];
}
