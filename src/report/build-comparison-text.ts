import { createColors } from 'picocolors';
import type { BuildComparison, ComparedRow, InliningRow } from '../model/build-comparison.ts';
import { benchmarkCommands } from '../view/benchmark-commands.ts';
import {
  claimLines,
  buildWords,
  comparedLine,
  differenceLines,
  inliningSummary,
  inliningWords,
  isCalledOtherwise,
  kindWord,
  letterOf,
  pinRowWords,
  signLegend,
} from '../view/build-comparison-words.ts';
import { groupRows, isOfWords, type KindGroups } from '../view/compared-groups.ts';
import { changeCauseWords } from '../view/comparison-words.ts';
import { siteCosts } from '../view/cost-words.ts';
import { count, grouped } from '../view/numbers.ts';
import { showPosition } from '../view/positions.ts';
import { safeText } from '../view/safe-text.ts';
import { renderBenchComparisonText } from './bench-comparison-text.ts';
import type { BuildComparisonOptions } from './build-comparison-render.ts';
import { cutTo } from './cut.ts';
import { block, type Pen } from './explain-pen.ts';
import { problemLines } from './problem-lines.ts';

/** Longer lines are hard to read, however wide the terminal. */
const readable = 100;
/** Functions, and places without a reason, that are listed. */
const fewer = 10;
/** Further places of a group that are named. */
const alike = 6;
/** Reasons of a change that are told; the first is the most telling. */
const mostReasons = 2;

/** Builds side by side for people: what the columns are, how many places differ, then these, the gravest first. */
export function* renderBuildComparisonText(comparison: BuildComparison, options: BuildComparisonOptions): Iterable<string> {
  const { width, color, nameFile } = options;
  const pen: Pen = {
    paint: createColors(color),
    columns: width,
    width: Math.min(width ?? readable, readable),
    show: (span) => showPosition(span, nameFile),
    measurements: comparison.measurements ?? [],
  };
  for (const text of problemLines(comparison, pen.paint)) yield text;
  for (const line of linesOf(comparison, options, pen)) yield `${width === undefined ? line : cutTo(line, width)}\n`;
  // Commands are copied: they are never cut.
  for (const command of benchmarkCommands(comparison)) yield `  ${command}\n`;
  const { measuredBenchmarks } = comparison;
  if (!measuredBenchmarks) return;
  yield '\n';
  // What is missing was told above.
  yield* renderBenchComparisonText({ ...measuredBenchmarks, problems: [] }, { color, nameFile, ...(width === undefined ? {} : { width }) });
}

function* linesOf(comparison: BuildComparison, { all, top }: BuildComparisonOptions, pen: Pen): Iterable<string> {
  const { paint } = pen;
  const { builds, causes } = comparison;
  yield* block('', '  ', paint.bold(comparedLine(comparison)), pen);
  for (const [index, build] of builds.entries()) yield* block(`  ${letterOf(index)}  `, '     ', buildWords(build, builds), pen);
  for (const { from, to, cause } of causes) yield* block(`  ${letterOf(from)}→${letterOf(to)}  `, '       ', changeCauseWords(cause), pen);
  if (builds.filter(({ state }) => state === 'built').length < 2) return;
  yield '';
  for (const line of claimLines(comparison)) yield* block('', '  ', line, pen);
  for (const line of differenceLines(comparison)) yield* block('', '  ', line, pen);
  const kinds = groupRows(comparison, all, pen.show);
  if (kinds.length > 0) {
    yield '';
    yield paint.dim(signLegend);
    yield* groupLines(kinds, all ? Infinity : top, comparison, pen);
  }
  yield* unexplainedLines(comparison, all, pen);
  yield* inliningLines(comparison, all, pen);
  yield* pinLines(comparison, pen);
  yield* benchmarkLines(comparison, pen);
}

function* groupLines(kinds: readonly KindGroups[], most: number, { builds, measurements }: BuildComparison, pen: Pen): Iterable<string> {
  const { paint } = pen;
  const letters = builds.map((_, index) => letterOf(index)).join('');
  const indent = ' '.repeat(letters.length + 4);
  let room = most;
  for (const { kind, count: places, groups } of kinds) {
    yield '';
    yield `${letters}  ${paint.bold(`${kindWord(kind)}: ${grouped(places)}`)}`;
    const shown = groups.slice(0, Math.max(room, 0));
    room -= shown.length;
    for (const { signs, words, steps, rows } of shown) {
      const [first, ...others] = rows;
      if (!first) continue;
      yield* block(`${signs}  ${paint.cyan(pen.show(first.site.at))}  `, indent, `${safeText(first.site.function)}  ${words}`, pen);
      for (const cost of siteCosts(first, measurements)) yield* block(indent, indent, cost, pen);
      for (const { from, to, words: change, reasons } of steps) {
        const arrow = builds.length > 2 ? `${letterOf(from)}→${letterOf(to)}  ` : '';
        yield* block(`${indent}${arrow}`, `${indent}${' '.repeat(arrow.length)}`, change, pen);
        for (const reason of reasons.slice(0, mostReasons))
          yield* block(`${indent}${' '.repeat(arrow.length)}because `, `${indent}${' '.repeat(arrow.length)}  `, reason, pen);
      }
      if (others.length > 0) yield* block(indent, indent, `the same at ${placeList(others, alike, pen)}`, pen);
    }
    const left = groups.slice(shown.length).reduce((sum, group) => sum + group.rows.length, 0);
    if (left > 0) yield paint.dim(`… and ${count(left, 'place')} more; --all lists all, --top N more`);
  }
}

/** `a.go:3, b.go:7, and 12 more` */
function placeList(rows: readonly ComparedRow[], most: number, pen: Pen): string {
  const shown = rows.slice(0, most).map(({ site }) => pen.show({ file: site.at.file, line: site.at.line }));
  return `${shown.join(', ')}${rows.length > shown.length ? `, and ${grouped(rows.length - shown.length)} more` : ''}`;
}

/** Places of which nothing that was read says why; those that differ in words only with `--all`. */
function* unexplainedLines({ rows }: BuildComparison, all: boolean, pen: Pen): Iterable<string> {
  const found = rows.filter(({ steps }) => steps.some((step) => step.reasons.length === 0 && (all || !isOfWords(step))));
  if (found.length === 0) return;
  yield '';
  yield pen.paint.bold(`not explained by what was read: ${count(found.length, 'place')}`);
  yield* block('  ', '  ', placeList(found, all ? Infinity : fewer, pen), pen);
}

function* inliningLines({ inlining }: BuildComparison, all: boolean, pen: Pen): Iterable<string> {
  if (inlining.length === 0) return;
  yield '';
  yield* block('', '  ', pen.paint.bold(`inlining: ${inliningSummary(inlining)}`), pen);
  const telling = all ? inlining : inlining.filter(isCalledOtherwise);
  const shown = telling.slice(0, all ? Infinity : fewer);
  for (const row of shown) yield* inliningRow(row, pen);
  if (inlining.length > shown.length)
    yield pen.paint.dim(`  … and ${count(inlining.length - shown.length, 'function')} more; --all lists them`);
}

function* inliningRow(row: InliningRow, pen: Pen): Iterable<string> {
  yield `  ${pen.paint.cyan(pen.show(row.at))}  ${safeText(row.function)}`;
  for (const words of inliningWords(row)) yield* block('    ', '      ', words, pen);
}

function* pinLines({ pins = [] }: BuildComparison, pen: Pen): Iterable<string> {
  if (pins.length === 0) return;
  yield '';
  yield pen.paint.bold(`pins that not all builds judge alike: ${grouped(pins.length)}`);
  for (const pin of pins) yield* block(`  ${pen.paint.cyan(pen.show(pin.at))}  `, '    ', pinRowWords(pin), pen);
}

function* benchmarkLines(comparison: BuildComparison, pen: Pen): Iterable<string> {
  const { benchmarks } = comparison;
  if (benchmarks.length === 0) return;
  const names = benchmarks.reduce((sum, one) => sum + one.names.length, 0);
  yield '';
  yield pen.paint.bold(
    `worth running: ${count(names, 'benchmark')} of ${count(benchmarks.length, 'package')} in which something is gained or grows`,
  );
}
