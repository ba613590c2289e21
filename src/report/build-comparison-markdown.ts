import type { BuildComparison, ComparedRow, InliningRow, Reason } from '../model/build-comparison.ts';
import { benchmarkCommands } from '../view/benchmark-commands.ts';
import {
  claimLines,
  buildWords,
  comparedLine,
  differenceLines,
  inliningWords,
  isCalledOtherwise,
  kindWord,
  letterOf,
  pinRowWords,
  signLegend,
} from '../view/build-comparison-words.ts';
import { groupRows, isOfWords, type RowGroup } from '../view/compared-groups.ts';
import { changeCauseWords } from '../view/comparison-words.ts';
import { siteCosts } from '../view/cost-words.ts';
import { problemMessage, problemSubject } from '../view/messages/en/problems.ts';
import { count, grouped } from '../view/numbers.ts';
import { showPosition } from '../view/positions.ts';
import { reasonWords } from '../view/reason-words.ts';
import { safeText } from '../view/safe-text.ts';
import { renderBenchComparisonMarkdown } from './bench-comparison-markdown.ts';
import type { BuildComparisonOptions } from './build-comparison-render.ts';
import { commentBytes, markdownLine } from './ci/markdown.ts';
import { markdownBlock, markdownCode } from './ci/markdown-text.ts';

/** Further places of a group that are named, and lines of the short lists. */
const named = 10;

/**
 * For the people who decide about an upgrade: what is gained, lost and otherwise, the gravest first, limits that are crossed, pins that do not hold any more, benchmarks worth running. As
 * many rows as fit into a comment of GitHub; the rest is counted.
 */
export function* renderBuildComparisonMarkdown(comparison: BuildComparison, options: BuildComparisonOptions): Iterable<string> {
  const foot = [...benchmarkSection(comparison), ...measuredSection(comparison, options)].join('');
  const room = commentBytes - sizeOf(foot) - 500;
  let used = 0;
  const fits = (text: string): boolean => {
    const size = sizeOf(text);
    if (used + size > room) return false;
    used += size;
    return true;
  };
  for (const { head, rows, rest } of sectionsOf(comparison, options)) {
    if (!fits(head)) break;
    yield head;
    let shown = 0;
    for (const row of rows) {
      if (!fits(row.text)) break;
      yield row.text;
      shown += row.places;
    }
    const left = rows.reduce((sum, { places }) => sum + places, rest) - shown;
    if (left > 0) yield `\n… and ${grouped(left)} more; \`stackward compare\` lists them.\n`;
  }
  yield foot;
}

interface Section {
  readonly head: string;
  readonly rows: readonly { readonly text: string; readonly places: number }[];
  /** Places that are left out already. */
  readonly rest: number;
}

function* sectionsOf(comparison: BuildComparison, { all, top, nameFile }: BuildComparisonOptions): Iterable<Section> {
  const { builds, causes, measurements } = comparison;
  const show = (span: Parameters<typeof showPosition>[0]): string => showPosition(span, nameFile);
  yield { head: headOf(comparison), rows: [], rest: 0 };
  if (causes.length > 0)
    yield list(
      'Besides Go files',
      causes.map(({ from, to, cause }) => `${letterOf(from)}→${letterOf(to)}: ${changeCauseWords(cause)}`),
    );
  if (builds.filter(({ state }) => state === 'built').length < 2) return;
  let room = all ? Infinity : top;
  for (const { kind, count: places, groups } of groupRows(comparison, all, show)) {
    const shown = groups.slice(0, Math.max(room, 0));
    room -= shown.length;
    const letters = builds.map((_, index) => letterOf(index)).join('');
    yield {
      head: `\n### ${capital(kindWord(kind))}: ${grouped(places)}\n\n| ${letters} | Place | What | Change | Why |\n| --- | --- | --- | --- | --- |\n`,
      rows: shown.map((group) => ({ text: groupRow(group, { isLong: builds.length > 2, measurements, show }), places: group.rows.length })),
      rest: groups.slice(shown.length).reduce((sum, group) => sum + group.rows.length, 0),
    };
  }
  const limits = limitLines(comparison, show);
  if (limits.length > 0) yield list(`Limits crossed: ${grouped(limits.length)}`, limits);
  const { pins = [] } = comparison;
  if (pins.length > 0)
    yield list(
      `Pins that not all builds judge alike: ${grouped(pins.length)}`,
      pins.map((pin) => `${show(pin.at)} ${pinRowWords(pin)}`),
    );
  const open = comparison.rows.filter(({ steps }) => steps.some((step) => step.reasons.length === 0 && (all || !isOfWords(step))));
  if (open.length > 0)
    yield list(
      `Not explained by what was read: ${grouped(open.length)}`,
      open.map(({ site }) => show(site.at)),
    );
}

function headOf(comparison: BuildComparison): string {
  const { builds, problems } = comparison;
  const title = builds.map(({ label }) => safeText(label)).join(' → ');
  const lines = [`## ${line(title)}\n\n`, `${line(comparedLine(comparison))}\n\n`];
  for (const [index, build] of builds.entries()) lines.push(`- **${letterOf(index)}** ${line(buildWords(build, builds))}\n`);
  if (problems.length > 0) lines.push('\n');
  for (const problem of problems.slice(0, named)) {
    const { what, next } = problemMessage(problem.code, problem.args);
    const text = `${problemSubject(problem)}${what}${next === undefined ? '' : ` ${next}`}`;
    const where = problem.in === undefined ? '' : ` (${problem.in.map(safeText).join(', ')})`;
    lines.push(
      `- **${problem.effect}**${line(where)}: ${line(
        text
          .split(/\s*\n\s*/)
          .map(safeText)
          .join(' '),
      )}\n`,
    );
  }
  if (problems.length > named) lines.push(`- … and ${grouped(problems.length - named)} more\n`);
  if (builds.filter(({ state }) => state === 'built').length < 2) return lines.join('');
  lines.push(
    '\n',
    ...[...claimLines(comparison), ...differenceLines(comparison)].map((text) => `- ${line(text)}\n`),
    `\n${line(signLegend)}\n`,
  );
  return lines.join('');
}

function groupRow(
  { signs, words, steps, rows }: RowGroup,
  {
    isLong,
    measurements,
    show,
  }: {
    readonly isLong: boolean;
    readonly measurements: BuildComparison['measurements'] | undefined;
    readonly show: (span: ComparedRow['site']['at']) => string;
  },
): string {
  const [first, ...others] = rows;
  if (!first) return '';
  const more = others.slice(0, named).map(({ site }) => markdownCode(show({ file: site.at.file, line: site.at.line })));
  const left = others.length - more.length;
  const place = `${markdownCode(show(first.site.at))} ${markdownCode(safeText(first.site.function))}${
    others.length === 0 ? '' : `<br>the same at ${more.join(', ')}${left > 0 ? `, and ${grouped(left)} more` : ''}`
  }`;
  const of = (step: RowGroup['steps'][number], text: string): string =>
    (isLong ? `${letterOf(step.from)}→${letterOf(step.to)} ` : '') + line(text);
  const cost = siteCosts(first, measurements).map(line);
  return `| ${[
    signs,
    place,
    [line(words), ...cost].join('<br>'),
    steps.map((step) => of(step, step.words)).join('<br>'),
    steps.flatMap((step) => step.reasons.slice(0, 1).map((reason) => of(step, reason))).join('<br>'),
  ].join(' | ')} |\n`;
}

/** Values that meet a limit of size in one build only, and functions that are inlined in one build only. */
function limitLines({ rows, inlining }: BuildComparison, show: (span: ComparedRow['site']['at']) => string): string[] {
  const sizes = rows.flatMap(({ site, steps }) =>
    steps.flatMap(({ from, to, reasons }) =>
      reasons
        .filter((reason): reason is Reason & { readonly code: 'size-limit' } => reason.code === 'size-limit')
        .map((reason) => `${show(site.at)} ${safeText(site.function)}: ${letterOf(from)}→${letterOf(to)} ${reasonWords(reason, show)}`),
    ),
  );
  const budgets = inlining
    .filter((row) => isCalledOtherwise(row) && crossesBudget(row))
    .map((row) => `${show(row.at)} ${safeText(row.function)}, whether it is inlined: ${inliningWords(row).join('; ')}`);
  return [...sizes, ...budgets];
}

function crossesBudget({ cells }: InliningRow): boolean {
  return cells.some(({ state }) => state === 'can') && cells.some((cell) => cell.state === 'cannot' && cell.budget !== undefined);
}

function* benchmarkSection(comparison: BuildComparison): Iterable<string> {
  const { benchmarks } = comparison;
  if (benchmarks.length === 0) return;
  yield `\n### Benchmarks worth running\n\nOf packages in which something is gained or grows:\n\n`;
  for (const { package: pkg, rows, names } of benchmarks.slice(0, named)) {
    const shown = names.slice(0, named).map((name) => markdownCode(safeText(name)));
    const left = names.length - shown.length;
    yield `- ${markdownCode(safeText(pkg))} (${count(rows, 'place')}): ${shown.join(', ')}${left > 0 ? `, and ${grouped(left)} more` : ''}\n`;
  }
  if (benchmarks.length > named) yield `- … and ${count(benchmarks.length - named, 'package')} more\n`;
  const commands = benchmarkCommands(comparison);
  if (commands.length > 0) yield `\n${markdownBlock(commands.map(safeText))}`;
}

/** What `--bench` measured, with the statistics of `bench --compare`. */
function* measuredSection({ measuredBenchmarks }: BuildComparison, { nameFile }: BuildComparisonOptions): Iterable<string> {
  if (!measuredBenchmarks) return;
  yield '\n';
  yield* renderBenchComparisonMarkdown({ ...measuredBenchmarks, problems: [] }, { nameFile });
}

function list(title: string, lines: readonly string[]): Section {
  return {
    head: `\n### ${title}\n\n`,
    rows: lines.slice(0, named).map((text) => ({ text: `- ${line(text)}\n`, places: 1 })),
    rest: Math.max(0, lines.length - named),
  };
}

/** Foreign text on one line. */
function line(text: string): string {
  return markdownLine(safeText(text));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
