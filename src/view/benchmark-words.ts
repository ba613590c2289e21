import type { BenchmarkFault, BenchmarkOutcome, BenchmarkWrong } from '../model/benchmark.ts';
import type { BenchmarkTable, DifferenceWarning, SampleWarning, SummaryWarning } from '../model/benchmark-comparison.ts';
import type { UnitConflict } from '../model/benchmark-tables.ts';
import { changeIs, type ChangeIs } from './benchmark-change.ts';
import { count } from './numbers.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';

/** What stands below a table of benchmarks, in benchstat's own words, so that people find what is written about them. */
export function benchmarkWarning(warning: SampleWarning | DifferenceWarning | SummaryWarning): string {
  switch (warning.code) {
    case 'few-for-interval':
      return `need ${warning.more ? '>' : '>='} ${warning.need} samples for confidence interval at level ${warning.level}`;
    case 'few-for-difference':
      return `need ${warning.more ? '>' : '>='} ${warning.need} samples to detect a difference at alpha level ${warning.level}`;
    case 'all-equal':
      return 'all samples are equal';
    case 'not-exact':
      return `exact distribution expected, but values range from ${warning.low} to ${warning.high}`;
    case 'other-set':
      return 'benchmark set differs from baseline; geomeans may not be comparable';
    case 'mean':
      return 'summaries must be >0 to compute geomean';
    case 'ratios':
      return 'ratios must be >0 to compute geomean';
  }
}

const wrongs: Readonly<Record<BenchmarkWrong, string>> = {
  'iterations-missing': 'the number of iterations is missing behind the name',
  iterations: 'a number of iterations is expected',
  'iterations-range': 'the number of iterations is too large',
  'values-missing': 'no measurement stands behind the number of iterations',
  value: 'a measured number is expected',
  'value-range': 'the measured number is too large',
  'value-unfit': 'the measurement is not a finite number',
  'unit-missing': 'a measurement has no unit',
  'metadata-unit-missing': 'a `Unit` line names no unit',
  'metadata-pair': 'a `Unit` line holds `key=value`',
};

/** Why a line that looks like a result counts nowhere. `label` is what the text is called. */
export function benchmarkFault(label: string, { line, wrong, text }: BenchmarkFault): string {
  return `${safeText(label)}:${line}: ${rowOf(wrongs, wrong) ?? wrong}: \`${safeText(text)}\``;
}

/** Why metadata counts nowhere. */
export function unitConflict({ label, line, unit, key, value, before }: UnitConflict): string {
  return `${safeText(label)}:${line}: ${safeText(key)}=${safeText(value)} for ${safeText(unit)}, which was ${safeText(before)} before`;
}

/** For each unit how many benchmarks changed, in the order of the tables: `allocs/op: 3 better, 1 worse, 12 without a difference that can be told`. */
export function changeCounts(tables: readonly BenchmarkTable[]): string[] {
  const units = new Map<string, Record<ChangeIs, number>>();
  for (const table of tables) {
    const counts = units.get(table.unit) ?? { better: 0, worse: 0, changed: 0, none: 0 };
    units.set(table.unit, counts);
    for (const { cells } of table.rows) for (const cell of cells) if (cell?.comparison) counts[changeIs(table, cell.comparison.change)]++;
  }
  return [...units].flatMap(([unit, { better, worse, changed, none }]) => {
    if (better + worse + changed + none === 0) return [];
    const parts = [
      ...(changed > 0 ? [`${changed} changed`] : []),
      ...(better + worse > 0 || changed === 0 ? [`${better} better`, `${worse} worse`] : []),
      `${none} without a difference that can be told`,
    ];
    return [`${safeText(unit)}: ${parts.join(', ')}`];
  });
}

/** That some of many differences are chance; undefined where not even one of them is to be expected. */
export function chanceWords(tables: readonly BenchmarkTable[], alpha: number): string | undefined {
  let compared = 0;
  for (const { rows, assume } of tables)
    if (assume === 'nothing')
      for (const { cells } of rows) for (const cell of cells) if (cell?.comparison && cell.comparison.warnings.length === 0) compared++;
  const expected = Math.round(compared * alpha);
  if (expected < 1) return undefined;
  return `Of ${count(compared, 'comparison')} about ${expected} would show a difference by chance alone (alpha ${alpha}).`;
}

/** `BenchmarkA (example.com/p) failed`. */
export function failedWords({ what, name, package: pkg }: BenchmarkOutcome): string {
  const of = pkg === undefined ? '' : ` (${pkg})`;
  switch (what) {
    case 'failed':
      return `${name}${of} failed`;
    case 'panicked':
      return `a benchmark${pkg === undefined ? '' : ` of ${pkg}`} panicked (${name}), which ended its package`;
    case 'package-failed':
      return `${pkg ?? ''} failed${name === '' ? '' : ` ${name}`}`;
    case 'skipped':
      return `${name}${of} skipped`;
  }
}
