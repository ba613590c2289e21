import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { medianInterval } from '../../../src/analysis/stats/median-interval.ts';
import { root } from '../../support/repo.ts';

test('intervals of samples of 1 to 60 are those of QuantileCI in github.com/aclements/go-moremath', () => {
  const lines = readFileSync(path.join(root, 'test/benchmarks/recorded/median-intervals.txt'), 'utf8').trim().split('\n');
  expect(lines).toHaveLength(300);
  for (const line of lines) {
    const [size = 0, level = 0, low, high, confidence = 0] = line.split(' ').map(Number);
    const interval = medianInterval(size, level);
    expect({ line, ...interval }).toEqual({ line, low, high, confidence: interval.confidence });
    expect(Math.abs(interval.confidence - confidence)).toBeLessThan(1e-12);
    expect(interval.confidence).toBeGreaterThanOrEqual(level);
  }
});

test('at level 1 nothing is known', () => {
  expect(medianInterval(10, 1)).toEqual({ low: 0, high: 11, confidence: 1 });
});
