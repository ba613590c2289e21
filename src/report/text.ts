import { createColors } from 'picocolors';
import type { Report } from '../model/report.ts';
import { arrangeSites, listTest, type SiteGroup } from '../view/arrange-sites.ts';
import { measuredWords, savingWords, siteCosts } from '../view/cost-words.ts';
import { buildsTable } from '../view/builds-table.ts';
import { funnelRows } from '../view/funnel.ts';
import {
  cutWords,
  elsewhereWords,
  failedWords,
  groupCount,
  groupTitle,
  matchWords,
  staticOrder,
  typeUnknownWords,
} from '../view/list-words.ts';
import { grouped } from '../view/numbers.ts';
import { showPosition } from '../view/positions.ts';
import { pinCountWords } from '../view/pin-words.ts';
import { safeText } from '../view/safe-text.ts';
import { hiddenWords, siteCause, siteWords } from '../view/site-words.ts';
import { wrapShown } from './wrap-shown.ts';
import { calleeLines } from './callee-lines.ts';
import { costLines } from './cost-lines.ts';
import { cutTo } from './cut.ts';
import { baselineLines, findingLines } from './finding-lines.ts';
import { problemLines } from './problem-lines.ts';
import { buildLine } from '../view/build-line.ts';
import type { RenderOptions } from './render-options.ts';

/** Lines are cut here even where nothing says how wide they may be: no foreign text makes one endless. */
const widest = 2000;

/** Where sentences are broken when nothing says how wide they may be. */
const readable = 100;

type Paint = ReturnType<typeof createColors>;
type Line = (text: string) => string;

/** The report for people: problems first, then the sites in their order, last the funnel from what was read to what allocates. */
export function* renderText(report: Report, options: RenderOptions): Iterable<string> {
  const paint = createColors(options.color);
  const line: Line = (text) => `${cutTo(text, options.width ?? widest)}\n`;
  // A gate that judges nothing says so before anything else.
  const [blind, others] = [report.problems.filter(isBlind), report.problems.filter((one) => !isBlind(one))];
  yield* problemLines({ problems: blind }, paint);
  yield line(paint.dim(buildLine(report)));
  yield* problemLines({ problems: others }, paint);
  for (const text of findingLines(report.findings ?? [], options, paint)) yield line(text);
  for (const text of baselineLines(report.baseline, options)) yield line(text);
  if (report.pins && report.pins.length > 0) yield line(pinCountWords(report.pins));
  const list = listOf(report, options);
  const ordinalWidth = String(list.shown).length;
  const labels = report.builds?.map(({ label }) => label);
  let ordinal = 0;
  for (const group of list.groups) {
    yield '\n';
    if (options.list.group !== 'none') yield line(paint.bold(groupTitle(group, options.list.group)) + paint.dim(`  ${groupCount(group)}`));
    for (const site of group.sites) {
      ordinal++;
      const number = paint.dim(`${String(ordinal).padStart(ordinalWidth)}.`);
      const indent = ' '.repeat(ordinalWidth + 2);
      yield line(`${number} ${paint.cyan(showPosition(site.at, options.nameFile))}  ${safeText(site.function)}`);
      yield line(`${indent}${siteWords(site, labels)}`);
      const saving = options.list.sort === 'saving' ? savingWords(site) : [];
      for (const words of [...siteCosts(site, report.measurements), ...saving])
        for (const part of wrapShown(words, Math.max(20, (options.width ?? widest) - indent.length)))
          yield line(`${indent}${paint.bold(part)}`);
      const why = [hiddenWords(site), siteCause(site, options.nameFile)].filter(Boolean).join('. ');
      for (const part of wrapShown(why, Math.max(20, (options.width ?? widest) - indent.length))) yield line(paint.dim(`${indent}${part}`));
    }
  }
  if (report.callees) for (const text of calleeLines(report.callees, options, options.width ?? readable, paint)) yield line(text);
  for (const text of costLines(report, options, options.width ?? readable, paint)) yield line(text);
  yield '\n';
  yield* closing(report, list, options, line, paint);
}

function isBlind({ code }: Report['problems'][number]): boolean {
  return code === 'baseline-incomparable';
}

interface List {
  readonly groups: readonly SiteGroup[];
  readonly shown: number;
  readonly meant: number;
  readonly cut: number;
}

function listOf(report: Report, { all, list }: RenderOptions): List {
  const arranged = arrangeSites(report.sites, {
    where: listTest(report, list.where),
    sort: list.sort,
    group: list.group,
    ...(all ? {} : { top: list.top }),
  });
  return { ...arranged, shown: arranged.meant - arranged.cut };
}

function* closing(report: Report, list: List, options: RenderOptions, line: Line, paint: Paint): Iterable<string> {
  const { counts } = report;
  const failed = failedWords(counts);
  // Rows of zeros would read like a program that allocates nothing.
  if (failed !== undefined && counts.packagesFailed === counts.packages) {
    yield line(paint.red(failed));
    return;
  }
  if (options.list.where !== undefined) yield line(matchWords(list.meant, counts.sites, options.list.asked));
  if (list.cut > 0) yield line(paint.dim(cutWords(list.cut, 'site')));
  if (options.list.sort === 'rank' && list.groups.flatMap((group) => group.sites).filter((site) => site.rank !== undefined).length > 1)
    for (const part of wrapShown(staticOrder, options.width ?? widest)) yield line(paint.dim(part));
  const hasCoverage = report.measurements?.some(({ kind }) => kind === 'coverage') === true;
  const measured =
    (options.list.sort === 'cost' || options.list.sort === 'saving') && report.measurements
      ? measuredWords(report.sites, hasCoverage)
      : undefined;
  if (measured !== undefined) for (const part of wrapShown(measured, options.width ?? widest)) yield line(paint.dim(part));
  yield '\n';
  if (report.builds) yield* table(report, line, paint);
  else yield* funnel(report, options, line, paint);
  if (failed !== undefined) yield line(paint.red(failed));
  const elsewhere = elsewhereWords(counts);
  if (elsewhere !== undefined) yield line(paint.dim(elsewhere));
  const typeUnknown = report.builds ? undefined : typeUnknownWords(counts);
  if (typeUnknown !== undefined) yield line(paint.dim(typeUnknown));
}

/** One column for each of several builds. */
function* table(report: Report, line: Line, paint: Paint): Iterable<string> {
  const rows = buildsTable(report);
  const unitWidth = Math.max(...rows.map(({ unit, depth }) => unit.length + 2 * depth));
  const widths = rows[0]?.cells.map((_, column) => Math.max(...rows.map(({ cells }) => cells[column]?.length ?? 0))) ?? [];
  for (const [index, { unit, depth, cells }] of rows.entries()) {
    const label = `${' '.repeat(2 * depth)}${unit}`.padEnd(unitWidth);
    const text = cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  ');
    yield line(`${depth === 1 ? paint.bold(label) : label}  ${index === 0 ? paint.dim(text) : text}`.trimEnd());
  }
}

function* funnel(report: Report, options: RenderOptions, line: Line, paint: Paint): Iterable<string> {
  const rows = funnelRows(report);
  const width = Math.max(...rows.map((row) => grouped(row.value).length));
  const unitWidth = Math.max(...rows.map((row) => row.unit.length + 2 * row.depth));
  const indent = width + unitWidth + 3;
  for (const { value, unit, detail, depth } of rows) {
    const label = `${' '.repeat(2 * depth)}${unit}`.padEnd(unitWidth);
    const [first = '', ...more] = wrapShown(detail, Math.max(20, (options.width ?? widest) - indent));
    yield line(`${grouped(value).padStart(width)} ${depth === 1 ? paint.bold(label) : label}  ${paint.dim(first)}`.trimEnd());
    for (const rest of more) yield line(`${' '.repeat(indent)}${paint.dim(rest)}`);
  }
}
