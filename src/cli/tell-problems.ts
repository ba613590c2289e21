import type { Problem } from '../model/report.ts';
import { problemMessage, problemSubject } from '../view/messages/en/problems.ts';
import { safeText } from '../view/safe-text.ts';
import type { Io } from './io.ts';

/** Says on standard error what failed or is missing in a result that does not say it to whoever looks on. */
export async function tellProblems(problems: readonly Problem[], io: Io): Promise<void> {
  for (const problem of problems) {
    if (problem.effect === 'notice') continue;
    const { what } = problemMessage(problem.code, problem.args);
    await io.stderr.write(`stackward: ${`${problemSubject(problem)}${what}`.split('\n').map(safeText).join('\n')}\n`);
  }
}
