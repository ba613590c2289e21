import { expect, test } from 'vitest';
import { createGenerations } from '../../src/base/generations.ts';

test('what a run does not use is gone after the next turn', () => {
  const memory = createGenerations<number>();
  memory.set('a', 1);
  memory.set('b', 2);
  memory.turn();
  expect(memory.get('a')).toBe(1);
  memory.turn();
  expect([memory.has('a'), memory.has('b'), memory.get('b')]).toEqual([true, false, undefined]);
  memory.clear();
  expect(memory.has('a')).toBe(false);
});
