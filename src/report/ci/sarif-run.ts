import type { CauseCode } from '../../model/causes.ts';
import type { FindingCode } from '../../model/finding.ts';
import { causeTable } from '../../view/cause-table.ts';
import { findingRow } from '../../view/finding-table.ts';
import { leftOutWords, shownWords } from '../../view/left-out-words.ts';
import { rowOf } from '../../view/row-of.ts';
import { problemLinesOf } from './entry-text.ts';
import type { Entry } from './entries.ts';
import { incomparableWords, type Judged } from './judged.ts';

/** GitHub keeps so many results of a file, by level, and refuses a file with more than `sarifResults`. */
const sarifShown = 5000;
export const sarifResults = 25_000;

/** What stands in a run before its results. */
export function runHead(judged: Judged, results: number): Record<string, unknown> {
  const { build, entries } = judged;
  const version = build?.stackward;
  return {
    tool: {
      driver: {
        name: 'stackward',
        // Lets GitHub tell a change of the tool from one of the code. No version: nothing had to be built, so there are no results.
        ...(version !== undefined && /^\d+\.\d+\.\d+/.test(version) ? { semanticVersion: version } : {}),
        ...(version === undefined || version === '' ? {} : { version }),
        rules: ruleNames(entries).map((rule) =>
          describeRule(
            rule,
            entries.find((entry) => entry.rule === rule),
          ),
        ),
      },
    },
    automationDetails: { id: automationId(judged) },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: judged.exit < 2,
        exitCode: judged.exit,
        toolExecutionNotifications: notifications(judged, results),
      },
    ],
  };
}

/** The rules that results name, in their order: `ruleIndex` counts in it. */
export function ruleNames(entries: readonly Entry[]): readonly string[] {
  return [...new Set(entries.map(({ rule }) => rule))].toSorted();
}

function describeRule(rule: string, entry: Entry | undefined): Record<string, unknown> {
  const of = entry?.of === 'site' ? ofCause(rule) : findingRow(rule as FindingCode);
  return {
    id: rule,
    shortDescription: { text: of.title },
    fullDescription: { text: of.meaning },
    help: { text: of.help },
    defaultConfiguration: { level: entry?.severity ?? 'note' },
    properties: { tags: ['performance', 'allocation'] },
  };
}

function ofCause(code: string): { readonly title: string; readonly meaning: string; readonly help: string } {
  const row = rowOf(causeTable, code as CauseCode);
  if (!row) return { title: code, meaning: code, help: code };
  return {
    title: `Allocates on the heap: ${code}`,
    meaning: row.meaning,
    help: `When it does not matter: ${row.harmless} Ways out: ${row.waysOut.join(' ')}`,
  };
}

/**
 * Results of one id replace each other, and two uploads of one id in a run are refused: so it holds what may be uploaded side by side. What
 * stands before the last `/` is GitHub's category.
 */
function automationId({ by: command, build }: Judged): string {
  const parts = ['stackward', command];
  if (build) {
    const flags = [...build.tags, ...(build.race ? ['race'] : []), ...(build.tests ? ['tests'] : [])];
    parts.push(...build.prefix.split('/').filter(Boolean), [`${build.goos}-${build.goarch}`, ...flags].join('+'));
  }
  return `${parts.map((part) => part.replaceAll(/[^\w.+-]/g, '_')).join('/')}/`;
}

/** What is not a result: without it a run that lacks something would look clean. */
function notifications(judged: Judged, results: number): Record<string, unknown>[] {
  const levels = { failed: 'error', incomplete: 'error', notice: 'note' } as const;
  const told = judged.problems.map((problem) => ({
    descriptor: { id: problem.code },
    level: levels[problem.effect],
    message: { text: problemLinesOf(problem).join('\n') },
  }));
  const note = (id: string, text: string): Record<string, unknown> => ({ descriptor: { id }, level: 'note', message: { text } });
  const incomparable = incomparableWords(judged);
  const left = judged.entries.length - results;
  return [
    ...told,
    ...(incomparable === undefined ? [] : [note('incomparable', incomparable)]),
    ...(left > 0 ? [note('results-left-out', leftOutWords(left, judged.by))] : []),
    ...(results > sarifShown ? [note('results-not-shown', shownWords(sarifShown, results))] : []),
  ];
}
