import { expect, it } from 'vitest';
import { drawStratified, seededRandom } from '../../tools/lib/draw.ts';

const items = [...Array.from({ length: 90 }, (_, index) => `common ${index}`), 'rare 0', 'rare 1', 'single 0'];
const draw = (seed: number, count = 20): string[] => drawStratified(items, (item) => item.split(' ')[0] ?? '', count, seededRandom(seed));

it('gives the same for the same seed, and another for another', () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});
it('draws as many as asked for, none twice', () => expect(new Set(draw(3)).size).toBe(20));
it('draws each kind, and common ones most', () => {
  expect(draw(1).some((item) => item.startsWith('single'))).toBe(true);
  expect(draw(1).some((item) => item.startsWith('rare'))).toBe(true);
  expect(draw(1).filter((item) => item.startsWith('common')).length).toBeGreaterThan(15);
});
it('draws all when there are fewer', () => expect(draw(1, 500)).toEqual(items));
it('is even: numbers of a seed spread over the range', () => {
  const random = seededRandom(42);
  const tenths = new Set(Array.from({ length: 200 }, () => Math.floor(random() * 10)));
  expect(tenths).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
});
