import { normalBelow, normalQuantile } from './normal.ts';

/** Between which values of an ordered sample its population's median lies. */
export interface MedianInterval {
  /** From 1; 0 and n + 1 lie outside of the sample, so that the bound is unknown. */
  readonly low: number;
  readonly high: number;
  /** The probability that it does: at least the one that was asked for. */
  readonly confidence: number;
}

/** Above this size the binomial distribution is taken for a normal one, as benchstat does. */
const approximateAbove = 30;
/**
 * For samples of 21 to 30 benchstat computes the coefficients with a logarithm, so that of C(n, k) and C(n, n − k), which are equal, one
 * comes out larger by the last bit; for these k it is the upper one. Which of two intervals is taken then is chance, but with 24 values at
 * 0.95 it is seen in the output. Computed with its library on linux/amd64; `test/analysis/stats/median-interval.test.ts` holds its answers.
 */
const upperFirst: Readonly<Record<number, readonly number[]>> = {
  21: [2, 4, 7],
  22: [2, 4, 7, 10],
  23: [2, 4, 7],
  24: [2, 4, 7, 11],
  25: [2, 4, 7, 10],
  26: [2, 4, 7, 10],
  27: [2, 4, 7, 10, 11, 13],
  28: [2, 4, 7, 10, 12, 13],
  29: [2, 4, 5, 6, 7, 10, 13],
  30: [2, 4, 5, 6, 7, 8, 10, 13, 14],
};
const known = new Map<string, MedianInterval>();

/**
 * The order-statistic interval of the median of `size` values. Of them, k lie below the median with the probability C(size, k) / 2^size:
 * intervals between neighbours are taken, the likeliest first and the lower first of two that are as likely, until they make up the level.
 * The order is that of QuantileCI in github.com/aclements/go-moremath, which benchstat uses: where two intervals would do, it decides.
 */
export function medianInterval(size: number, confidence: number): MedianInterval {
  const key = `${size} ${confidence}`;
  const found = known.get(key) ?? findInterval(size, confidence);
  known.set(key, found);
  return found;
}

function findInterval(size: number, confidence: number): MedianInterval {
  if (confidence >= 1) return { low: 0, high: size + 1, confidence: 1 };
  const { low, high, confidence: level } = size <= approximateAbove ? exact(size, confidence) : approximate(size, confidence);
  return { low: Math.max(low, 0), high: Math.min(high, size + 1), confidence: level };
}

/** `low` and `high` are the first interval between neighbours that is taken, and the first behind them that is not. */
function exact(size: number, confidence: number): MedianInterval {
  const chances = binomialHalves(size);
  const chance = (k: number): number => chances[k] ?? 0;
  let low = Math.ceil((size + 1) / 2) - 1;
  let high = low + 1;
  let sum = chance(low);
  while (sum < confidence && (chance(low - 1) > 0 || chance(high) > 0)) {
    const isEqual = chance(low - 1) === chance(high);
    const isLower = isEqual ? !upperFirst[size]?.includes(low - 1) : chance(low - 1) > chance(high);
    sum += isLower ? chance(--low) : chance(high++);
  }
  return { low, high, confidence: sum };
}

/** C(size, k) / 2^size for all k: exact, since up to 30 the coefficients are small integers. */
function binomialHalves(size: number): number[] {
  let coefficient = 1;
  return Array.from({ length: size + 1 }, (_, k) => {
    if (k > 0) coefficient = (coefficient * (size - k + 1)) / k;
    return coefficient / 2 ** size;
  });
}

function approximate(size: number, confidence: number): MedianInterval {
  const mean = size / 2;
  const deviation = Math.sqrt(size) / 2;
  const from = mean + normalQuantile((1 - confidence) / 2) * deviation;
  const to = 2 * mean - from;
  // k stands for the band from k − ½ to k + ½: the band that holds both ends, rounded outwards.
  const low = Math.floor(from - 0.5) + 1;
  const high = Math.ceil(to - 0.5) + 1;
  const below = (k: number): number => normalBelow((k - 0.5 - mean) / deviation);
  const whole = below(high) - below(low);
  const shorter = below(high - 1) - below(low);
  const isShorter = shorter >= confidence && shorter < whole;
  const end = isShorter ? high - 1 : high;
  return { low, high: end, confidence: low <= 0 && end >= size + 1 ? 1 : isShorter ? shorter : whole };
}
