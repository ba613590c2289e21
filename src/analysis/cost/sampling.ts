/**
 * How many allocations were sampled for a scaled estimate: the runtime records an allocation of `size` bytes with probability 1 − e^(−size/rate), and
 * the profile divides by it (runtime/pprof/protomem.go, scaleHeapSample). 0 for values below 1.
 */
export function sampledOf(objects: number, space: number, rate: number): number {
  if (objects <= 0 || space <= 0) return 0;
  return rate <= 1 ? objects : objects * -Math.expm1(-space / objects / rate);
}

/** Of the normal distribution, for 95 % of it. */
const z = 1.959_963_984_540_054;

/**
 * The 95 % interval of an estimate that stands on `samples` recorded allocations, as factors of it: that of a Poisson count, by the cube root of its chi-square
 * limits (Wilson and Hilferty 1931; within 3 % from 3 samples on, 1 % from 10).
 */
export function samplingFactors(samples: number): readonly [low: number, high: number] {
  const low = samples * Math.max(0, 1 - 1 / (9 * samples) - z / (3 * Math.sqrt(samples))) ** 3;
  const more = samples + 1;
  const high = more * (1 - 1 / (9 * more) + z / (3 * Math.sqrt(more))) ** 3;
  return [low / samples, high / samples];
}
