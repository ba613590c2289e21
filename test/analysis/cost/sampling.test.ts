import { describe, expect, test } from 'vitest';
import { sampledOf, samplingFactors } from '../../../src/analysis/cost/sampling.ts';

describe('sampled allocations', () => {
  // runtime/pprof divides by 1 − e^(−size/rate): what was recorded comes back.
  test.each([
    [1, 512, 524_288],
    [7, 1024, 524_288],
    [100, 1 << 20, 524_288],
    [3, 16, 4096],
  ])('%i of %i bytes at a rate of %i', (recorded, size, rate) => {
    const objects = recorded / (1 - Math.exp(-size / rate));
    expect(sampledOf(objects, objects * size, rate)).toBeCloseTo(recorded, 6);
  });
  test('at a rate of 1 each was recorded; nothing and less than nothing has no samples', () => {
    expect(sampledOf(12, 1200, 1)).toBe(12);
    expect(sampledOf(0, 0, 512)).toBe(0);
    expect(sampledOf(-3, -300, 512)).toBe(0);
  });
});

// Exact limits of a Poisson mean at 95 % (Garwood): any table of them, for instance Pearson and Hartley, Biometrika Tables, 40.
test.each([
  [3, 0.619, 8.767],
  [10, 4.795, 18.39],
  [30, 20.24, 42.83],
  [100, 81.36, 121.63],
])('the interval of %i samples', (samples, low, high) => {
  const [least, most] = samplingFactors(samples);
  expect(Math.abs((least * samples) / low - 1)).toBeLessThan(samples < 10 ? 0.03 : 0.01);
  expect(Math.abs((most * samples) / high - 1)).toBeLessThan(0.01);
});
