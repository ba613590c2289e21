import fastStringWidth from 'fast-string-width';
import { createColors } from 'picocolors';
import type { BenchComparison } from '../model/benchmark-comparison.ts';
import { allocationCounts, allocationTitle, placeWords, remainderWords } from '../view/allocation-words.ts';
import { showTables, type ShownCell, type ShownRow, type ShownTable } from '../view/benchmark-table.ts';
import { chanceWords, changeCounts } from '../view/benchmark-words.ts';
import { cutTo } from './cut.ts';
import { problemLines } from './problem-lines.ts';
import type { RenderOptions } from './render-options.ts';
import { wrapShown } from './wrap-shown.ts';

type Paint = ReturnType<typeof createColors>;

/** Where sentences are broken when nothing says how wide they may be. */
const readable = 100;
/** Of a label that is longer the end is shown: it is a path mostly. */
const longestLabel = 30;
const gap = '   ';

/** A comparison for people: what is missing, a table for each unit, last how many benchmarks changed. */
export function* renderBenchComparisonText(
  comparison: Pick<BenchComparison, 'tables' | 'allocations' | 'alpha' | 'problems'>,
  options: Pick<RenderOptions, 'width' | 'color' | 'nameFile'>,
): Iterable<string> {
  const { width, color } = options;
  const paint = createColors(color);
  yield* problemLines(comparison, paint);
  let isFirst = comparison.problems.length === 0;
  for (const table of showTables(comparison.tables)) {
    if (!isFirst) yield '\n';
    isFirst = false;
    yield* tableLines(table, width, paint);
  }
  yield* allocationLines(comparison, options, paint);
  const chance = chanceWords(comparison.tables, comparison.alpha);
  const { allocations } = comparison;
  const counts = [...changeCounts(comparison.tables), ...(allocations ? [allocationCounts(allocations)] : [])];
  if (counts.length > 0) yield '\n';
  for (const text of [...counts, ...(chance === undefined ? [] : [chance])])
    for (const line of wrapShown(text, width ?? readable)) yield `${line}\n`;
}

/** Where each benchmark allocates otherwise; those that do not are counted. */
function* allocationLines(
  { allocations = [] }: Pick<BenchComparison, 'allocations'>,
  { width, nameFile }: Pick<RenderOptions, 'width' | 'nameFile'>,
  paint: Paint,
): Iterable<string> {
  const columns = width ?? readable;
  for (const one of allocations) {
    if (one.places.length === 0) continue;
    yield '\n';
    for (const line of wrapShown(allocationTitle(one), columns)) yield `${paint.bold(line)}\n`;
    const rows = one.places.map((place) => placeWords(place, nameFile));
    const [objects, bytes] = [Math.max(...rows.map((row) => row.objects.length)), Math.max(...rows.map((row) => row.bytes.length))];
    const indent = ' '.repeat(objects + bytes + 6);
    for (const row of rows) {
      const color = row.isMore ? paint.red : paint.green;
      const head = [row.where === '' ? '' : paint.cyan(row.where), row.change].filter(Boolean).join('  ');
      const text = `  ${color(row.objects.padStart(objects))}  ${row.bytes.padStart(bytes)}  ${head}`;
      yield `${width === undefined ? text : cutTo(text, width)}\n`;
      for (const words of [row.what, row.why].filter(Boolean))
        for (const line of wrapShown(words, Math.max(20, columns - indent.length))) yield `${indent}${paint.dim(line)}\n`;
    }
    for (const line of wrapShown(remainderWords(one), Math.max(20, columns - 2))) yield `  ${paint.dim(line)}\n`;
  }
}

function* tableLines(table: ShownTable, width: number | undefined, paint: Paint): Iterable<string> {
  for (const line of table.config) yield `${paint.dim(width === undefined ? line : cutTo(line, width))}\n`;
  const { rows } = table;
  const columns = columnsOf(table, rows);
  const fixedWidth = columns.reduce((sum, { width: of }) => sum + gap.length + of, 0);
  const longest = Math.max(...[table.unit, ...rows.map(({ name }) => name)].map((name) => fastStringWidth(name)));
  // Longer names stand on a line of their own, so that no number is cut.
  const room = width === undefined ? longest : Math.min(longest, Math.max(width - fixedWidth, 12));
  yield `${paint.bold(`${pad(table.unit, room)}${columns.map(({ head, width: of }) => gap + pad(head, of)).join('')}`.trimEnd())}\n`;
  for (const row of rows) {
    const isLong = fastStringWidth(row.name) > room;
    if (isLong) for (const line of wrapShown(row.name, width ?? readable)) yield `${line}\n`;
    const cells = columns.map(({ width: of, show, paint: color = (text) => text }) => {
      const text = show(row);
      return `${gap}${color(text.trimEnd(), row, paint)}${' '.repeat(Math.max(0, of - fastStringWidth(text.trimEnd())))}`;
    });
    const line = `${isLong ? ' '.repeat(room) : pad(row.name, room)}${cells.join('')}`.trimEnd();
    if (line !== '') yield `${line}\n`;
  }
  for (const [index, note] of table.notes.entries())
    for (const line of wrapShown(`${marks([index + 1])} ${note}`, width ?? readable)) yield `${paint.dim(line)}\n`;
}

interface Column {
  readonly head: string;
  readonly width: number;
  readonly show: (row: ShownRow) => string;
  readonly paint?: (text: string, row: ShownRow, paint: Paint) => string;
}

function columnsOf({ columns }: ShownTable, rows: readonly ShownRow[]): Column[] {
  return columns.flatMap((label, index): Column[] => {
    const cellOf = ({ cells }: ShownRow): ShownCell | undefined => cells[index];
    const values = alignRight(rows.map((row) => cellOf(row)?.value ?? ''));
    const ranges = rows.map((row) => rangeOf(cellOf(row)));
    const value = columnOf(label.length > longestLabel ? `…${label.slice(1 - longestLabel)}` : label, rows, (row, at) =>
      cellOf(row) === undefined ? '' : `${values[at]}${ranges[at]}`,
    );
    if (index === 0) return [value];
    const changes = alignRight(rows.map((row) => cellOf(row)?.change?.text ?? ''));
    const change = columnOf(columns.length > 2 ? `vs ${columns[0]}` : 'change', rows, (row, at) => {
      const found = cellOf(row)?.change;
      return found === undefined ? '' : `${changes[at]}${found.evidence === '' ? '' : ` (${found.evidence})`}${marked(found.marks)}`;
    });
    return [value, { ...change, paint: (text, row, paint) => painted(text, cellOf(row), paint) }];
  });
}

function columnOf(head: string, rows: readonly ShownRow[], make: (row: ShownRow, index: number) => string): Column {
  const texts = new Map(rows.map((row, index) => [row, make(row, index)]));
  const width = Math.max(fastStringWidth(head), ...[...texts.values()].map((text) => fastStringWidth(text.trimEnd())));
  return { head, width, show: (row) => texts.get(row) ?? '' };
}

function rangeOf(cell: ShownCell | undefined): string {
  if (cell === undefined) return '';
  return `${cell.range === '' ? '' : ` ± ${cell.range.padStart(2)}`}${marked(cell.marks)}`;
}

/** Better is green, worse is red, no difference stays behind. */
function painted(text: string, cell: ShownCell | undefined, paint: Paint): string {
  switch (cell?.change?.is) {
    case 'better':
      return paint.green(text);
    case 'worse':
      return paint.red(text);
    case 'changed':
      return paint.bold(text);
    default:
      return paint.dim(text);
  }
}

function alignRight(texts: readonly string[]): string[] {
  const width = Math.max(...texts.map((text) => fastStringWidth(text)));
  return texts.map((text) => ' '.repeat(width - fastStringWidth(text)) + text);
}

function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - fastStringWidth(text)));
}

const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹';

function marks(numbers: readonly number[]): string {
  return numbers.map((number) => String(number).replaceAll(/\d/g, (digit) => raised[Number(digit)] ?? digit)).join(' ');
}

function marked(numbers: readonly number[]): string {
  return numbers.length === 0 ? '' : ` ${marks(numbers)}`;
}
