import type { BenchmarkCell, BenchmarkDifference } from '../model/benchmark-comparison.ts';
import { fixed } from './fixed.ts';

/** How the values of a row are shown: divided by `factor`, with so many digits behind the point, and the prefix of the unit. */
export interface Scale {
  readonly factor: number;
  readonly digits: number;
  readonly prefix: string;
}

const decimal = prefixes(['T', 'G', 'M', 'k', '', 'm', 'µ', 'n'], 4, 1000);
const binary = prefixes(['Ti', 'Gi', 'Mi', 'Ki', ''], 4, 1024);

function prefixes(names: readonly string[], first: number, base: number): readonly { factor: number; prefix: string }[] {
  // Powers of ten below 1 are read from their text: 1000 ** -1 is not 0.001 to the last bit.
  return names.map((prefix, index) => ({
    factor: base === 1000 ? Number(`1e${3 * (first - index)}`) : base ** (first - index),
    prefix,
  }));
}

/**
 * One scale for values of base units, so that the one nearest to zero has four significant digits (golang.org/x/perf/benchunit,
 * scale.go). Bytes have prefixes of 1024 and none below 1.
 */
export function commonScale(values: readonly number[], isBinary: boolean): Scale {
  const least = Math.min(...values.map(Math.abs).filter((value) => value !== 0));
  if (least === Infinity) return { factor: 1, digits: 3, prefix: '' };
  const factors = isBinary ? binary : decimal;
  // 99.995 is the least that is shown as 100.0, and so on.
  for (const { factor, prefix } of factors)
    for (const [digits, from] of [
      [1, 99.995],
      [2, 9.9995],
      [3, 0.99995],
    ] as const)
      if (least >= threshold(from, factor, isBinary)) return { factor, digits, prefix };
  const { factor, prefix } = factors.at(-1) ?? { factor: 1, prefix: '' };
  let digits = 3;
  while (digits < 10 && least / factor < Number(`9.9995e${2 - digits}`)) digits++;
  return { factor, digits, prefix };
}

function threshold(from: number, factor: number, isBinary: boolean): number {
  return isBinary ? from * factor : Number(`${from}e${Math.round(Math.log10(factor))}`);
}

/** `1.718µ`: the unit stands in the head of its column. */
export function scaled(value: number, { factor, digits, prefix }: Scale): string {
  return fixed(value / factor, digits) + prefix;
}

/** How far the interval reaches from the center, as in `± 2%`: `∞` where the sample is too small, `?` where it crosses zero. */
export function rangeText({ center, low, high }: Pick<BenchmarkCell, 'center' | 'low' | 'high'>): string {
  if (low === undefined || high === undefined) return '∞';
  if (Math.sign(low) !== Math.sign(center) || Math.sign(high) !== Math.sign(center)) return '?';
  return center === 0 ? '0%' : `${fixed(100 * Math.max(high / center - 1, 1 - low / center), 0)}%`;
}

/** `-17.20%`, `~` where there is no difference to be seen, `?` where the old value is 0. */
export function changeText(change: BenchmarkDifference['change']): string {
  if (change === 'unclear') return '~';
  if (change === 'from-zero') return '?';
  return change === 0 ? '0.00%' : signedPercent(change);
}

/** The change of the geometric mean. */
export function ratioText(ratio: number | undefined): string {
  return ratio === undefined ? '?' : signedPercent((ratio - 1) * 100);
}

/** `p=0.000 n=10`, `p=0.100 n=3+4`; without p where measurements are exact. */
export function evidenceText({ p, sizes: [before, after] }: Pick<BenchmarkDifference, 'p' | 'sizes'>): string {
  return `${p === 0 ? '' : `p=${fixed(p, 3)} `}n=${before}${before === after ? '' : `+${after}`}`;
}

function signedPercent(value: number): string {
  return `${value >= 0 ? '+' : ''}${fixed(value, 2)}%`;
}
