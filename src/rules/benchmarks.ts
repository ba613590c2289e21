import type { BenchmarkAmounts } from '../model/benchmark-amounts.ts';
import { packagePattern } from '../query/package-pattern.ts';
import { wholePattern } from '../query/patterns.ts';
import type { OptionRow, Subject } from './rule.ts';

/** Which benchmarks an entry means. */
export interface BenchmarkChoice {
  /** `Get`, `Get/large`, `Get*`; all without it. */
  readonly bench?: string;
  readonly pkg?: string;
}

export const benchOption: OptionRow = {
  name: 'bench',
  kind: 'text',
  help: 'which benchmarks are meant, by name (`Get`, `Get/large`, `Get*`), with their sub-benchmarks; all without it',
};
export const pkgOption: OptionRow = { name: 'pkg', kind: 'text', help: 'only benchmarks of these packages (`./store/...`)' };

/**
 * Whether a benchmark is meant: by its name with or without `Benchmark` and processors, and with a name all that is below it is meant too. No regular expression: a policy may come
 * from a stranger's repository, and a pattern there must not take for ever.
 */
export function benchmarkTest({ bench, pkg }: BenchmarkChoice, { context }: Pick<Subject, 'context'>): (one: BenchmarkAmounts) => boolean {
  const isPackage = pkg === undefined ? () => true : packagePattern(pkg, context);
  const name = bench?.replace(/^Benchmark(?=\P{Ll}|$)/u, '');
  const tests = name === undefined ? [() => true] : [wholePattern(name), wholePattern(`${name}/*`)];
  return (one) => {
    const names = [one.name, one.name.replace(/-\d+$/, '')];
    return isPackage(one.package) && tests.some((test) => names.some((text) => test(text)));
  };
}

/** As people name it: `BenchmarkGet-8`. */
export function benchmarkName({ name }: BenchmarkAmounts): string {
  return `Benchmark${name}`;
}

/** Of an even number of runs the mean of the two in the middle. `values` are ascending and not empty. */
export function medianOf(values: readonly number[]): number {
  const [low = 0, high = low] = [values[(values.length - 1) >> 1], values[values.length >> 1]];
  return (low + high) / 2;
}
