import { createColors } from 'picocolors';
import type { BuildComparison, ComparedRow, InliningRow } from '../model/build-comparison.ts';
import {
  benchmarkCommands,
  buildWords,
  cellSigns,
  comparedLine,
  differenceLines,
  gravestKind,
  inliningSummary,
  inliningWords,
  isDecidedOtherwise,
  kindWord,
  letterOf,
  pinRowWords,
  rowWords,
  signLegend,
  stepWords,
} from '../view/build-comparison-words.ts';
import { changeCauseWords } from '../view/comparison-words.ts';
import { siteCosts } from '../view/cost-words.ts';
import { count, grouped } from '../view/numbers.ts';
import { showPosition } from '../view/positions.ts';
import { reasonWords } from '../view/reason-words.ts';
import { safeText } from '../view/safe-text.ts';
import type { BuildComparisonOptions } from './build-comparison-render.ts';
import { cutTo } from './cut.ts';
import { block, type Pen } from './explain-pen.ts';
import { problemLines } from './problem-lines.ts';

/** Longer lines are hard to read, however wide the terminal. */
const readable = 100;
/** Functions, and places without a reason, that are listed. */
const fewer = 10;
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
}

function* linesOf(comparison: BuildComparison, { all, top }: BuildComparisonOptions, pen: Pen): Iterable<string> {
  const { paint } = pen;
  const { builds, rows, causes } = comparison;
  yield* block('', '  ', paint.bold(comparedLine(comparison)), pen);
  for (const [index, build] of builds.entries()) yield* block(`  ${letterOf(index)}  `, '     ', buildWords(build, builds), pen);
  for (const { from, to, cause } of causes) yield* block(`  ${letterOf(from)}→${letterOf(to)}  `, '       ', changeCauseWords(cause), pen);
  if (builds.filter(({ state }) => state === 'built').length < 2) return;
  yield '';
  for (const line of differenceLines(comparison)) yield* block('', '  ', line, pen);
  const listed = all ? rows : rows.filter((row) => gravestKind(row) !== 'words');
  if (listed.length > 0) {
    yield '';
    yield paint.dim(signLegend);
    yield* rowLines(listed, { most: all ? Infinity : top, isLong: builds.length > 2 }, comparison, pen);
  }
  yield* unexplainedLines(listed, all, pen);
  yield* inliningLines(comparison, all, pen);
  yield* pinLines(comparison, pen);
  yield* benchmarkLines(comparison, pen);
}

function* rowLines(
  rows: readonly ComparedRow[],
  { most, isLong }: { readonly most: number; readonly isLong: boolean },
  { builds, measurements }: BuildComparison,
  pen: Pen,
): Iterable<string> {
  const { paint } = pen;
  const letters = builds.map((_, index) => letterOf(index)).join('');
  let kind = '';
  for (const row of rows.slice(0, most)) {
    const own = gravestKind(row);
    if (own !== kind) {
      kind = own;
      yield '';
      yield `${letters}  ${paint.bold(`${kindWord(own)}: ${grouped(rows.filter((one) => gravestKind(one) === own).length)}`)}`;
    }
    yield* block(
      `${cellSigns(row)}  ${paint.cyan(pen.show(row.site.at))}  `,
      ' '.repeat(letters.length + 4),
      `${safeText(row.site.function)}  ${rowWords(row)}`,
      { ...pen, width: pen.width + 10 },
    );
    const indent = ' '.repeat(letters.length + 4);
    for (const cost of siteCosts(row, measurements)) yield* block(indent, indent, cost, pen);
    for (const step of row.steps) {
      const arrow = isLong ? `${letterOf(step.from)}→${letterOf(step.to)}  ` : '';
      yield* block(`${indent}${arrow}`, indent + ' '.repeat(arrow.length), stepWords(row, step), pen);
      for (const reason of step.reasons.slice(0, mostReasons))
        yield* block(
          `${indent}${' '.repeat(arrow.length)}${paint.dim('because')} `,
          `${indent}${' '.repeat(arrow.length)}  `,
          reasonWords(reason, pen.show),
          pen,
        );
    }
  }
  if (rows.length > most) yield paint.dim(`… and ${count(rows.length - most, 'place')} more; --all lists them, --top N so many`);
}

/** Places of which nothing that was read says why. */
function* unexplainedLines(rows: readonly ComparedRow[], all: boolean, pen: Pen): Iterable<string> {
  const found = rows.filter(({ steps }) => steps.some(({ reasons }) => reasons.length === 0));
  if (found.length === 0) return;
  yield '';
  yield pen.paint.bold(`not explained: ${count(found.length, 'place')}`);
  const shown = found.slice(0, all ? Infinity : fewer);
  const names = shown.map(({ site }) => pen.show({ file: site.at.file, line: site.at.line })).join(', ');
  yield* block('  ', '  ', `${names}${found.length > shown.length ? `, and ${grouped(found.length - shown.length)} more` : ''}`, pen);
}

function* inliningLines({ inlining }: BuildComparison, all: boolean, pen: Pen): Iterable<string> {
  if (inlining.length === 0) return;
  const decided = inlining.filter(isDecidedOtherwise).length;
  yield '';
  yield* block('', '  ', pen.paint.bold(`inlining: ${inliningSummary(decided, inlining.length - decided)}`), pen);
  const shown = inlining.slice(0, all ? Infinity : fewer);
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
  for (const command of benchmarkCommands(comparison)) yield `  ${command}`;
}
