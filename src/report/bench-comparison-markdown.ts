import type { AllocationDifference, BenchComparison } from '../model/benchmark-comparison.ts';
import { allocationCounts, allocationTitle, placeWords, remainderWords } from '../view/allocation-words.ts';
import { showTables, type ShownCell, type ShownRow, type ShownTable } from '../view/benchmark-table.ts';
import { chanceWords, changeCounts } from '../view/benchmark-words.ts';
import { problemMessage, problemSubject } from '../view/messages/en/problems.ts';
import { safeText } from '../view/safe-text.ts';
import type { RenderOptions } from './render-options.ts';

/** A comparison as GitHub's Markdown, for a comment: how many changed, what is missing, a table for each unit. */
export function* renderBenchComparisonMarkdown(
  comparison: Pick<BenchComparison, 'tables' | 'allocations' | 'alpha' | 'problems'>,
  { nameFile }: Pick<RenderOptions, 'nameFile'>,
): Iterable<string> {
  const chance = chanceWords(comparison.tables, comparison.alpha);
  const { allocations } = comparison;
  const more = [...(allocations ? [allocationCounts(allocations)] : []), ...(chance === undefined ? [] : [chance])];
  for (const text of [...changeCounts(comparison.tables), ...more]) yield `- ${escaped(text)}\n`;
  for (const problem of comparison.problems) {
    const { what, next } = problemMessage(problem.code, problem.args);
    const words = `${problemSubject(problem)}${what}${next === undefined ? '' : ` ${next}`}`.split(/\s*\n\s*/).map(safeText);
    yield `- **${problem.effect}**: ${escaped(words.join(' '))}\n`;
  }
  for (const table of showTables(comparison.tables)) yield* tableLines(table);
  for (const one of comparison.allocations ?? []) if (one.places.length > 0) yield* allocationLines(one, nameFile);
}

function* allocationLines(one: AllocationDifference, nameFile: (file: string) => string): Iterable<string> {
  yield `\n${escaped(allocationTitle(one))}\n\n`;
  yield line(['allocs/op', 'B/op', 'where', '']);
  yield line(['---:', '---:', '---', '---']);
  for (const place of one.places) {
    const { objects, bytes, where, change, what, isMore } = placeWords(place, nameFile);
    yield line([isMore ? `**${escaped(objects)}**` : escaped(objects), escaped(bytes), escaped(where), escaped(`${change}: ${what}`)]);
  }
  yield `\n${escaped(remainderWords(one))}\n`;
}

function* tableLines(table: ShownTable): Iterable<string> {
  yield '\n';
  if (table.config.length > 0) yield `${table.config.map(escaped).join(' · ')}\n\n`;
  const heads = [table.unit, ...table.columns.flatMap((label, index) => (index === 0 ? [label] : [label, 'change', '']))];
  yield line(heads.map(escaped));
  yield line(heads.map((_, index) => (index === 0 ? '---' : '---:')));
  for (const row of table.rows) yield line([escaped(row.name), ...cellsOf(row)]);
  if (table.notes.length > 0) yield '\n';
  for (const [index, note] of table.notes.entries()) yield `${marks([index + 1])} ${escaped(note)}\\\n`;
}

function cellsOf({ cells }: ShownRow): string[] {
  return cells.flatMap((cell, index) => (index === 0 ? [value(cell)] : [value(cell), change(cell), cell?.change?.evidence ?? '']));
}

function value(cell: ShownCell | undefined): string {
  if (cell === undefined) return '';
  return `${cell.value}${cell.range === '' ? '' : ` ± ${cell.range}`}${marks(cell.marks)}`;
}

/** What is worse stands out: a comment is read for it. */
function change(cell: ShownCell | undefined): string {
  if (cell?.change === undefined) return '';
  const { text, is, marks: numbers } = cell.change;
  return `${is === 'worse' ? `**${text}**` : text.replace('~', '\\~')}${marks(numbers)}`;
}

function marks(numbers: readonly number[]): string {
  return numbers.length === 0 ? '' : `<sup>${numbers.join(' ')}</sup>`;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Names are somebody's text: nothing in them may end a cell, make a link or a mention. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|~#!&]/g, '\\$&').replaceAll('@', '&#64;');
}
