import { expect, test } from 'vitest';
import { worthRunning } from '../../../src/analysis/side-by-side/worth-running.ts';
import type { ComparedBuild, ComparedRow, DifferenceKind } from '../../../src/model/build-comparison.ts';

const built = (against?: number): ComparedBuild => ({
  label: 'x',
  state: 'built',
  flags: [],
  ...(against === undefined ? {} : { against }),
});
const failed: ComparedBuild = { label: 'y', state: 'failed', flags: [] };
const row = (from: number, to: number, kind: DifferenceKind): ComparedRow => ({
  site: { id: 'a', package: 'p', function: 'F', at: { file: 'p.go', line: 3 }, what: 'object' },
  cells: [],
  steps: [{ from, to, kinds: [kind], reasons: [] }],
});

test('the first and the last of a sequence, whatever failed between', () => {
  expect(worthRunning([failed, built(), built(1), failed, built(2), failed], [row(1, 2, 'gained')])).toEqual({ from: 1, to: 4 });
  expect(worthRunning([built(), built(0)], [])).toEqual({ from: 0, to: 1 });
});

test('of builds that are each compared with the first the one in which most is gained', () => {
  const builds = [built(), built(0), built(0)];
  expect(worthRunning(builds, [row(0, 1, 'gained'), row(0, 2, 'lost')])).toEqual({ from: 0, to: 1 });
  expect(worthRunning(builds, [row(0, 1, 'lost'), row(0, 2, 'gained')])).toEqual({ from: 0, to: 2 });
});

test('not where fewer than two were built', () => {
  expect(worthRunning([built(), failed], [])).toBeUndefined();
  expect(worthRunning([failed, failed], [])).toBeUndefined();
});
