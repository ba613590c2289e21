import type { Problem } from '../../model/report.ts';
import { problemMessage, problemSubject } from '../../view/messages/en/problems.ts';
import { safeLines, safeText } from '../../view/safe-text.ts';
import type { Entry } from './entries.ts';
import type { RepositoryPlace } from './repository-place.ts';

/** All that is said of an entry, with its own place where that is not the one that is shown. Lines. */
export function entryLines({ message, more }: Entry, { instead }: RepositoryPlace): string[] {
  return [instead === undefined ? message : `${instead}: ${message}`, ...more];
}

/** A problem as lines: what Go printed keeps its own. */
export function problemLinesOf(problem: Problem): string[] {
  const { what, next } = problemMessage(problem.code, problem.args);
  return [...safeLines(`${problemSubject(problem)}${what}`).split('\n'), ...(next === undefined ? [] : [`→ ${safeText(next)}`])];
}
