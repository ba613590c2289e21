import type { BenchmarkRow, ColumnSummary, SummaryWarning } from '../../model/benchmark-comparison.ts';

/**
 * Geometric means of a column's centers and of their ratios to the first column. The mean of the ratios is taken, not the ratio of the
 * means: where a column lacks benchmarks, it still compares like with like.
 */
export function summarizeColumn(rows: readonly BenchmarkRow[], column: number): ColumnSummary {
  const isFirst = column === 0;
  const centers: number[] = [];
  const ratios: number[] = [];
  let fromZero = false;
  for (const { cells } of rows) {
    const [before, cell] = [cells[0] ?? null, cells[column] ?? null];
    if (cell === null) continue;
    centers.push(cell.center);
    if (isFirst || before === null) continue;
    // Two zeros are equal; a ratio to zero alone is none.
    if (before.center === 0 && cell.center !== 0) fromZero = true;
    ratios.push(cell.center === before.center ? 1 : cell.center / before.center);
  }
  const warnings: SummaryWarning[] = [];
  const pairs = rows.filter(({ cells }) => cells[0] !== null).length;
  if (!isFirst && pairs !== ratios.length) warnings.push({ code: 'other-set' });
  const mean = geometricMean(centers);
  if (mean === undefined) warnings.push({ code: 'mean' });
  const ratio = isFirst || fromZero ? undefined : geometricMean(ratios);
  if (!isFirst && !fromZero && ratio === undefined) warnings.push({ code: 'ratios' });
  return { ...(mean === undefined ? {} : { mean }), ...(ratio === undefined ? {} : { ratio }), warnings };
}

/** Undefined for no values, and where one is not above 0. */
function geometricMean(values: readonly number[]): number | undefined {
  if (values.length === 0 || values.some((value) => value <= 0)) return undefined;
  let mean = 0;
  for (const [index, value] of values.entries()) mean += (Math.log(value) - mean) / (index + 1);
  return Math.exp(mean);
}
