import type { BenchmarkCell, BenchmarkTable, ColumnSummary } from '../model/benchmark-comparison.ts';
import { changeIs, type ChangeIs } from './benchmark-change.ts';
import { changeText, commonScale, evidenceText, rangeText, ratioText, scaled } from './benchmark-numbers.ts';
import { benchmarkWarning } from './benchmark-words.ts';
import { safeText } from './safe-text.ts';

/** A table of benchmarks in words, for terminal, Markdown and page alike. */
export interface ShownTable {
  /** `goos: linux`: what differs from the table before. */
  readonly config: readonly string[];
  readonly unit: string;
  readonly columns: readonly string[];
  /** The geometric means last, where there is more than one row. */
  readonly rows: readonly ShownRow[];
  /** What is said below the table; marks count them from 1. */
  readonly notes: readonly string[];
}
export interface ShownRow {
  readonly name: string;
  /** One for each column; undefined where the input has no such benchmark. */
  readonly cells: readonly (ShownCell | undefined)[];
}
export interface ShownCell {
  /** `1.718µ`; '' where there is no geometric mean. */
  readonly value: string;
  /** `2%`; '' for geometric means. */
  readonly range: string;
  readonly marks: readonly number[];
  /** With the first column; not in it. */
  readonly change?: {
    readonly text: string;
    /** `p=0.000 n=10`; '' for geometric means. */
    readonly evidence: string;
    readonly is: ChangeIs;
    readonly marks: readonly number[];
  };
}
/** The tables of a comparison as they are shown, in their order. */
export function showTables(tables: readonly BenchmarkTable[]): readonly ShownTable[] {
  let before = new Map<string, string>();
  const keys = [...new Set(tables.flatMap(({ config }) => config.map(([key]) => key)))];
  return tables.map((table) => {
    const now = new Map(table.config);
    const config = keys
      .filter((key) => (before.get(key) ?? '') !== (now.get(key) ?? ''))
      .map((key) => safeText(`${key}: ${now.get(key) ?? ''}`.trimEnd()));
    before = now;
    return showTable(table, config);
  });
}

function showTable(table: BenchmarkTable, config: readonly string[]): ShownTable {
  const notes: string[] = [];
  const mark = (warnings: readonly Parameters<typeof benchmarkWarning>[0][]): number[] =>
    warnings.map((warning) => {
      const text = benchmarkWarning(warning);
      if (!notes.includes(text)) notes.push(text);
      return notes.indexOf(text) + 1;
    });
  const rows = table.rows.map(({ name, cells }): ShownRow => {
    const scale = commonScale(
      cells.flatMap((cell) => (cell === null ? [] : [cell.center])),
      table.isBinary,
    );
    return {
      name: safeText(name),
      cells: cells.map((cell) => (cell === null ? undefined : showCell(cell, (value) => scaled(value, scale)))),
    };
  });
  // Of one row it would say the same again.
  const last: ShownRow | undefined = rows.length < 2 ? undefined : { name: 'geomean', cells: table.summaries.map(showMean) };
  return {
    config,
    unit: safeText(table.unit),
    columns: table.columns.map((label) => safeText(label)),
    rows: last === undefined ? rows : [...rows, last],
    notes,
  };

  function showMean({ mean, ratio, warnings }: ColumnSummary, column: number): ShownCell {
    const shown = { value: mean === undefined ? '' : scaled(mean, commonScale([mean], table.isBinary)), range: '' };
    const marks = mark(warnings);
    if (column === 0) return { ...shown, marks };
    const is = ratio === undefined ? 'none' : changeIs(table, (ratio - 1) * 100);
    return { ...shown, marks: [], change: { text: ratioText(ratio), evidence: '', is, marks } };
  }

  function showCell(cell: BenchmarkCell, show: (value: number) => string): ShownCell {
    const { comparison } = cell;
    const shown = { value: show(cell.center), range: rangeText(cell), marks: mark(cell.warnings) };
    if (comparison === undefined) return shown;
    const { change } = comparison;
    const is = changeIs(table, change);
    return { ...shown, change: { text: changeText(change), evidence: evidenceText(comparison), is, marks: mark(comparison.warnings) } };
  }
}
