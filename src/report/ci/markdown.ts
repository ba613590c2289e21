import { buildLine } from '../../view/build-line.ts';
import { knownBecause } from '../../view/finding-words.ts';
import { leftOutWords } from '../../view/left-out-words.ts';
import { count, grouped } from '../../view/numbers.ts';
import { showPosition } from '../../view/positions.ts';
import { safeText } from '../../view/safe-text.ts';
import { changeCauseWords, comparisonSummary } from '../../view/comparison-words.ts';
import { verdictWords } from '../../view/verdict-words.ts';
import { renderBenchComparisonMarkdown } from '../bench-comparison-markdown.ts';
import { entryLines, problemLinesOf } from './entry-text.ts';
import type { Entry } from './entries.ts';
import { incomparableWords, type Judged } from './judged.ts';
import { markdownBlock, markdownCode, markdownText } from './markdown-text.ts';
import { repositoryNamer, repositoryPlace } from './repository-place.ts';

/** A comment of GitHub holds 65,536 characters; there is no more of them than bytes, and who posts it adds a line of its own. */
export const commentBytes = 64_000;
/** GitHub drops the whole summary of a step above 1 MiB, and a job has several steps. */
export const summaryBytes = 900_000;

/** More problems than this say nothing new at this place. */
const problemsShown = 10;
const linesOfProblem = 12;

/**
 * For a comment or a job's summary: the verdict in one line, what is not known, then a table of findings in the order of their importance, as
 * many as `limit` bytes of UTF-8 hold. The rest is counted.
 */
export function* renderMarkdown(judged: Judged, limit: number): Iterable<string> {
  const foot = footOf(judged);
  const room = limit - sizeOf(foot) - 300;
  let used = 0;
  const fits = (text: string): boolean => {
    const size = sizeOf(text);
    if (used + size > room) return false;
    used += size;
    return true;
  };
  for (const piece of headOf(judged)) if (fits(piece)) yield piece;
  const open = judged.entries.filter(({ known }) => known === undefined);
  const known = judged.entries.filter((entry) => entry.known !== undefined);
  if (open.length > 0) {
    yield* tableOf(open, '\n|  | Place | What |\n| --- | --- | --- |\n');
  }
  if (known.length > 0 && fits('</details>\n')) {
    yield* tableOf(known, `\n<details><summary>${grouped(known.length)} known</summary>\n\n|  | Place | What |\n| --- | --- | --- |\n`);
    yield '\n</details>\n';
  }
  const benchmarks = benchmarksOf(judged);
  if (benchmarks !== '' && fits(benchmarks)) yield benchmarks;
  yield foot;

  function* tableOf(entries: readonly Entry[], head: string): Iterable<string> {
    if (!fits(head)) return;
    yield head;
    let shown = 0;
    let batch = '';
    for (const entry of entries) {
      const row = rowOf(entry, judged);
      if (!fits(row)) break;
      batch += row;
      shown++;
    }
    yield batch;
    if (shown < entries.length) yield `\n… ${markdownLine(leftOutWords(entries.length - shown, judged.by))}\n`;
  }
}

function* headOf(judged: Judged): Iterable<string> {
  const { by: command, comparison, problems, report } = judged;
  const incomparable = incomparableWords(judged);
  yield `### stackward ${command}: ${markdownLine(incomparable ?? verdictWords(judged))}\n`;
  if (comparison) {
    if (incomparable === undefined) yield `\n${markdownLine(comparisonSummary(comparison))}\n`;
    const causes = comparison.causes.map((cause) => safeText(changeCauseWords(cause)));
    if (causes.length > 0) yield `\nThe change also touches:\n\n${causes.map((line) => `- ${markdownLine(line)}\n`).join('')}`;
  }
  // Nothing is known where all packages failed: a zero would read like none.
  if (report && report.counts.packagesFailed < report.counts.packages)
    yield `\n${count(report.counts.outcomes.allocates, 'place')} in the code ${report.counts.outcomes.allocates === 1 ? 'allocates' : 'allocate'} on the heap.\n`;
  const shown = problems.length > problemsShown ? problems.slice(0, problemsShown - 1) : problems;
  for (const problem of shown) {
    const lines = problemLinesOf(problem);
    const cut = lines.length > linesOfProblem ? [...lines.slice(0, linesOfProblem - 1), '…'] : lines;
    yield `\n**${problem.effect}**: ${markdownCode(safeText(problem.code))}\n\n${markdownBlock(cut)}`;
  }
  if (shown.length < problems.length) yield `\n… ${markdownLine(leftOutWords(problems.length - shown.length, command))}\n`;
}

/** How benchmarks differ, times too, which no finding speaks of. */
function benchmarksOf({ comparison, build }: Judged): string {
  if (!comparison?.benchmarks) return '';
  const nameFile = repositoryNamer(build);
  const tables = [...renderBenchComparisonMarkdown({ ...comparison.benchmarks, problems: [] }, { nameFile })].join('');
  return `\n<details><summary>Benchmarks</summary>\n\n${tables}\n</details>\n`;
}

function rowOf(entry: Entry, { build }: Judged): string {
  const place = repositoryPlace(build, entry.at);
  const [sentence = '', ...more] = entryLines(entry, place);
  const where = [markdownCode(showPosition({ file: place.file, line: place.line }, (file) => file))];
  if (entry.function !== undefined) where.push(markdownCode(safeText(entry.function)));
  const what = [sentence, ...more];
  if (entry.known) what.push(knownBecause(entry.known));
  const sign = entry.severity === 'error' ? '**error**' : entry.severity;
  return `| ${sign} | ${where.join('<br>')} | ${what.map(markdownLine).join('<br>')} |\n`;
}

/** Words between backticks in our sentences stay code. */
export function markdownLine(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (part.length > 2 && part.startsWith('`') && part.endsWith('`') ? markdownCode(part.slice(1, -1)) : markdownText(part)))
    .join('');
}

function footOf({ build, report }: Judged): string {
  if (!build) return '';
  return `\n<sub>${markdownText(buildLine(report ?? { build, packages: [] }))}</sub>\n`;
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
