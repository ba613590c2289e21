/**
 * What the samples of one stack and size stand for: an allocation of `size` bytes is sampled with probability 1 − exp(−size/rate), so counts
 * are divided by that. The same doubles as in `scaleHeapSample` of runtime/pprof and of pprof, cut off likewise.
 * @param rate bytes per sample; up to 1 every allocation was sampled
 */
export function scaleHeapSample(count: bigint, size: bigint, rate: bigint): [bigint, bigint] {
  if (count === 0n || size === 0n) return [0n, 0n];
  if (rate <= 1n) return [count, size];
  const average = Number(size) / Number(count);
  const scale = 1 / (1 - Math.exp(-average / Number(rate)));
  return [truncated(Number(count) * scale), truncated(Number(size) * scale)];
}

/** Within int64, as all numbers of a profile. */
function truncated(value: number): bigint {
  return Number.isFinite(value) ? BigInt.asIntN(64, BigInt(Math.trunc(value))) : 0n;
}
