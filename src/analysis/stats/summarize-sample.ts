import type { BenchmarkCell, BenchmarkDifference, DifferenceWarning, SampleWarning } from '../../model/benchmark-comparison.ts';
import { mannWhitney } from './mann-whitney.ts';
import { medianInterval } from './median-interval.ts';

type Sample = Omit<BenchmarkCell, 'comparison'>;

/** Smallest p of the U test for two samples of so many values each, all of one above all of the other: 2 / C(2n, n). */
const leastP = [1, 1 / 3, 0.1, 2 / 70, 2 / 252, 2 / 924, 2 / 3432, 2 / 12870, 2 / 48620];
/** Sizes of samples that are tried when a warning says how many are needed. */
const mostForInterval = 50;

/** Median and interval of a sample, or its one value under `exact`. `values` are ascending and not empty; `confidence` is of (0, 1]. */
export function summarizeSample(values: readonly number[], assume: 'nothing' | 'exact', confidence: number): Sample {
  return assume === 'exact' ? summarizeExact(values) : summarizeMedian(values, confidence);
}

function summarizeMedian(values: readonly number[], confidence: number): Sample {
  const interval = medianInterval(values.length, confidence);
  const [low, high] = [values[interval.low - 1], values[interval.high - 1]];
  const warnings: SampleWarning[] = [];
  if (low === undefined || high === undefined)
    warnings.push({ code: 'few-for-interval', ...sizeForInterval(confidence), level: confidence });
  const bounds = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  return { values, center: median(values), ...bounds, confidence: interval.confidence, warnings };
}

/** Quantile ½ by method R8 of Hyndman and Fan 1996: the middle value, or the mean of the two, but for the last bit of it, as in benchstat. */
function median(values: readonly number[]): number {
  const place = 1 / 3 + 0.5 * (values.length + 1 / 3);
  const before = Math.floor(place);
  const low = values[Math.max(before, 1) - 1] ?? Number.NaN;
  const high = values[before] ?? low;
  return before < 1 ? low : low + (place - before) * (high - low);
}

function sizeForInterval(confidence: number): { need: number; more: boolean } {
  for (let need = 2; need <= mostForInterval; need++) {
    const { low, high } = medianInterval(need, confidence);
    if (low > 0 && high <= need) return { need, more: false };
  }
  return { need: mostForInterval, more: true };
}

function summarizeExact(values: readonly number[]): Sample {
  const [low = Number.NaN, high = low] = [values[0], values.at(-1)];
  let center = low;
  let most = 0;
  for (let start = 0, end = 0; start < values.length; start = end) {
    while (values[end] === values[start]) end++;
    if (end - start > most) [center, most] = [values[start] ?? center, end - start];
  }
  return { values, center, low, high, confidence: 1, warnings: most === values.length ? [] : [{ code: 'not-exact', low, high }] };
}

/** How a sample differs from the one before it. A difference whose p is above `alpha` is none. */
export function compareSamples(before: Sample, after: Sample, assume: 'nothing' | 'exact', alpha: number): BenchmarkDifference {
  const sizes: [number, number] = [before.values.length, after.values.length];
  if (assume === 'exact') return { p: 0, sizes, change: changeOf(before.center, after.center), warnings: [] };
  const p = mannWhitney(before.values, after.values);
  if (p === undefined) return { p: 1, sizes, change: 'unclear', warnings: [{ code: 'all-equal' }] };
  if (p <= alpha) return { p, sizes, change: changeOf(before.center, after.center), warnings: [] };
  const enough = leastP.findIndex((least) => least <= alpha);
  const need = enough < 0 ? leastP.length + 1 : enough + 1;
  const warnings: DifferenceWarning[] =
    Math.max(...sizes) < need ? [{ code: 'few-for-difference', need, more: enough < 0, level: alpha }] : [];
  return { p, sizes, change: 'unclear', warnings };
}

function changeOf(before: number, after: number): number | 'from-zero' {
  if (before === after) return 0;
  return before === 0 ? 'from-zero' : (after / before - 1) * 100;
}
