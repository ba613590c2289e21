import type { createColors } from 'picocolors';
import type { Report } from '../model/report.ts';
import { problemMessage, problemSubject } from '../view/messages/en/problems.ts';
import { safeLines, safeText } from '../view/safe-text.ts';

/** What stackward could not do or know, for people: each problem with its next step. The words of Go and the compiler keep their lines. */
export function* problemLines(report: Pick<Report, 'problems'>, paint: ReturnType<typeof createColors>): Iterable<string> {
  const signs = { failed: paint.red('failed'), incomplete: paint.yellow('incomplete'), notice: paint.cyan('note') };
  const seen = new Set<string>();
  for (const problem of report.problems) {
    const { what, next } = problemMessage(problem.code, shortArgs(problem.args, seen));
    const words = safeLines(`${problemSubject(problem)}${what}`);
    yield `${signs[problem.effect]}: ${words}${next === undefined ? '' : `\n    → ${safeText(next)}`}\n`;
  }
}

/** What Go said of one package it says again for each that imports it: once is enough. */
function shortArgs(args: object, seen: Set<string>): object {
  if (!('output' in args) || typeof args.output !== 'string' || args.output === '') return args;
  if (seen.has(args.output)) return { ...args, output: 'as above' };
  seen.add(args.output);
  return args;
}
