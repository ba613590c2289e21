import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutChain } from '../../src/view/drawing/chain-layout.ts';
import { squarify, type Rect } from '../../src/view/drawing/squarify.ts';
import { treemapCells } from '../../src/view/drawing/treemap.ts';
import { sampleReport } from '../support/sample-report.ts';

const area = ({ width, height }: Rect): number => width * height;
const overlap = (a: Rect, b: Rect): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

test('rectangles have areas in proportion, lie inside and over no other', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 }), (values) => {
      const sorted = values.toSorted((a, b) => b - a);
      const into = { x: 3, y: 5, width: 640, height: 480 };
      const rects = squarify(sorted, into);
      const total = sorted.reduce((sum, value) => sum + value, 0);
      for (const [index, rect] of rects.entries()) {
        expect(area(rect)).toBeCloseTo(((sorted[index] ?? 0) / total) * area(into), 3);
        expect(rect.x >= 3 - 1e-6 && rect.y >= 5 - 1e-6 && rect.x + rect.width <= 643 + 1e-6 && rect.y + rect.height <= 485 + 1e-6).toBe(
          true,
        );
        for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBeLessThan(1e-3);
      }
    }),
    { seed: 7, numRuns: 200 },
  );
  expect(squarify([], { x: 0, y: 0, width: 1, height: 1 })).toEqual([]);
  expect(squarify([0, 0], { x: 0, y: 0, width: 1, height: 1 }).map(area)).toEqual([0, 0]);
});

test('a map counts each site once, at each depth', () => {
  const { sites } = sampleReport('x');
  const some = sites.map((site, index) => ({ ...site, package: `p${index % 3}`, function: `f${index % 7}`, id: String(index) }));
  const sum = (root: object, role: string): number =>
    treemapCells(some, { measure: 'sites', root, width: 800, height: 600 })
      .filter((cell) => cell.role !== role)
      .reduce((all, cell) => all + cell.sites, 0);
  expect(sum({}, 'frame')).toBe(some.length);
  const ofOne = some.filter((site) => site.package === 'p1');
  expect(sum({ package: 'p1' }, 'frame')).toBe(ofOne.length);
  expect(sum({ package: 'p1', function: 'f1' }, '')).toBe(ofOne.filter((site) => site.function === 'f1').length);
});

test('a way to the heap goes down, one lane for each function, one frame for each package', () => {
  const [site] = sampleReport('x').sites;
  if (!site) throw new Error('no site');
  const step = (pkg: string, name: string, line: number): object => ({
    code: 'assigned',
    package: pkg,
    function: name,
    folded: 0,
    at: { file: 'a/b.go', line },
  });
  const steps = [step('p', 'f', 1), step('q', 'g', 2), step('p', 'f', 3), step('p', 'h', 4)];
  const layout = layOutChain({ site, columns: [], chain: { steps, end: 'heap' } as never }, 200);
  expect([layout?.lanes.length, layout?.frames.length, layout?.nodes.length, layout?.edges.length]).toEqual([3, 2, 5, 4]);
  const tops = layout?.nodes.map(({ y }) => y) ?? [];
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
  expect(layout?.nodes[0]).toMatchObject({ spot: 'b.go:1', role: 'start' });
  for (const node of layout?.nodes ?? []) expect(node.x + node.width).toBeLessThanOrEqual(layout?.width ?? 0);
});
