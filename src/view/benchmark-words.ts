import type { BenchmarkFault, BenchmarkWrong } from '../model/benchmark.ts';
import type { DifferenceWarning, SampleWarning, SummaryWarning, UnitConflict } from '../model/benchmark-comparison.ts';
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
