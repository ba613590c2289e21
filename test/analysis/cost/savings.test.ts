import { expect, test } from 'vitest';
import { addSavings, holdsPointers } from '../../../src/analysis/cost/savings.ts';
import { surelySaved, type Cost } from '../../../src/model/cost.ts';
import type { Site } from '../../../src/model/site.ts';

const site = (id: string, more: Partial<Site> = {}): Site =>
  ({
    id,
    what: 'object',
    places: [],
    type: { name: 'T', size: 16, of: 'object', known: 'operand', pointers: true },
    ...more,
  }) as unknown as Site;
const cost = (space: number, inUse: number, more: Partial<Cost> = {}): Cost => ({
  from: 1,
  values: { alloc_objects: space / 16, alloc_space: space, inuse_objects: inUse / 16, inuse_space: inUse },
  samples: 1,
  ...more,
});
const totals = { alloc_objects: 100, alloc_space: 1600, inuse_objects: 50, inuse_space: 800 };

test('shares of collections and of marking, apart', () => {
  const flat = { name: '[2]int', size: 16, of: 'object', known: 'operand', pointers: false } as const;
  const sites = [site('pointers'), site('flat', { type: flat }), site('open', { what: 'map' }), site('none')];
  delete (sites[2] as { type?: unknown }).type;
  const costs = new Map([
    ['pointers', cost(400, 160)],
    ['flat', cost(800, 320)],
    ['open', cost(80, 40)],
  ]);
  const saved = addSavings(sites, costs, totals, 1);
  // 800 bytes are in use: 320 surely hold none, 160 surely may, of the rest it is not known.
  expect(saved.get('pointers')?.saves).toEqual({ cycles: [0.25, 0.25], marking: [0.333333, 1], pointers: 'yes' });
  expect(saved.get('flat')?.saves).toEqual({ cycles: [0.5, 0.5], marking: [0, 0], pointers: 'no' });
  expect(saved.get('open')?.saves).toEqual({ cycles: [0.05, 0.05], marking: [0, 0.2], pointers: 'unknown' });
  expect(saved.has('none')).toBe(false);
  expect(surelySaved(saved.get('pointers')!)).toBeCloseTo(1 - 0.75 * (2 / 3), 5);
});

test('the bounds are those of sampling, and none where another site of the line may have made it all', () => {
  const sampled = addSavings([site('a')], new Map([['a', cost(400, 0, { between: [200, 800] })]]), { ...totals, inuse_space: 0 }, 512);
  expect(sampled.get('a')?.saves).toEqual({ cycles: [0.142857, 0.4], pointers: 'yes' });
  const shared = addSavings([site('a')], new Map([['a', cost(400, 160, { among: ['b'] })]]), totals, 1);
  expect(shared.get('a')?.saves).toMatchObject({ cycles: [0, 0.25], marking: [0, 1] });
});

test('what is known of pointers without a type', () => {
  const box = (...allocators: string[]): Site =>
    site('x', {
      what: 'box',
      places: [{ calls: allocators.map((allocator) => ({ allocator, when: [], count: 1 })) }] as unknown as Site['places'],
      type: undefined as never,
    });
  expect(holdsPointers(box('runtime.convTstring'))).toBe('yes');
  expect(holdsPointers(box('runtime.convT64'))).toBe('no');
  expect(holdsPointers(box('runtime.convT64', 'runtime.convTslice'))).toBe('unknown');
  expect(holdsPointers(site('x', { what: 'string', type: undefined as never }))).toBe('no');
});
