import { expect, test } from 'vitest';
import { weighPlaces } from '../../../src/engine/bench/weigh-places.ts';
import { readSavedBenchmarks, type SavedBenchmarks } from '../../../src/engine/gate/benchmarks.ts';
import { benchSchema, type BenchResult, type MeasuredBenchmark } from '../../../src/model/bench.ts';
import type { ComparedPlace } from '../../../src/model/comparison.ts';
import type { Site } from '../../../src/model/site.ts';
import { sampleReport } from '../../support/sample-report.ts';

const { build, sites } = sampleReport('p');
const site = (id: string): Site => ({ ...sites[0], id, function: 'f', at: { file: 'a.go', line: 3 } }) as Site;

function text(label: string, allocs: readonly number[]): SavedBenchmarks {
  const lines = allocs.map((count) => `BenchmarkGet-8 \t 1000\t 12.5 ns/op\t ${count * 16} B/op\t ${count} allocs/op\n`);
  return { is: 'text', label, from: 'file', bytes: new TextEncoder().encode(`pkg: ex.com/p\n${lines.join('')}`) };
}

function measured(label: string, objects: number, ids: readonly string[], more: Partial<MeasuredBenchmark> = {}): SavedBenchmarks {
  const amount = { objects, bytes: objects * 16 };
  const benchmark: MeasuredBenchmark = {
    package: 'p',
    name: 'Get',
    procs: 8,
    state: 'measured',
    operations: [1000, 2000],
    runs: 1,
    reported: amount,
    profiled: amount,
    setUp: { objects: 0, bytes: 0 },
    sites: ids.map((one) => ({ site: one, objects: objects / ids.length, bytes: (objects / ids.length) * 16 })),
    calls: [],
    rest: [],
    ...more,
  };
  const result: BenchResult = {
    schema: benchSchema,
    build,
    bench: '.',
    packages: [{ path: 'p', benchmarks: 1 }],
    benchmarks: [benchmark],
    sites: ids.map(site),
    problems: [],
  };
  return { is: 'bench', label, result };
}

test('texts give samples and the chance of their difference; time is compared, and never among what is judged', () => {
  const { amounts, compared, problems, result } = readSavedBenchmarks(text('new', [3, 3, 3, 3]), text('old', [2, 2, 2, 2]));
  expect(amounts.map(({ unit, before, after, runs }) => [unit, before, after, runs])).toEqual([
    ['B/op', [32, 32, 32, 32], [48, 48, 48, 48], [4, 4]],
    ['allocs/op', [2, 2, 2, 2], [3, 3, 3, 3], [4, 4]],
  ]);
  expect(amounts[0]).toMatchObject({ package: 'ex.com/p', name: 'Get-8', p: expect.closeTo(0.029, 3) as number, places: [] });
  expect(compared?.tables.map(({ unit }) => unit)).toEqual(['sec/op', 'B/op', 'allocs/op']);
  expect([problems, result]).toEqual([[], undefined]);
});

test('with runs that can never tell there is no chance given; of one side alone nothing is compared', () => {
  expect(readSavedBenchmarks(text('new', [3]), text('old', [2])).amounts[0]).not.toHaveProperty('p');
  const alone = readSavedBenchmarks(text('new', [3, 4]));
  expect(alone.compared).toBeUndefined();
  expect(alone.amounts).toMatchObject([
    { before: [], after: [48, 64] },
    { before: [], after: [3, 4] },
  ]);
});

test('what is not in common is no fault of the evidence', () => {
  const other = {
    ...text('old', [1]),
    bytes: new TextEncoder().encode('pkg: ex.com/p\nBenchmarkOther 10 1 B/op 1 allocs/op\n'),
  } as SavedBenchmarks;
  const { problems, amounts } = readSavedBenchmarks(text('new', [3]), other);
  expect(problems.map(({ code, effect }) => [code, effect])).toContainEqual(['benchmark-nothing-compared', 'notice']);
  expect(problems.every(({ effect }) => effect === 'notice')).toBe(true);
  expect(amounts.filter(({ after }) => after.length > 0)).toHaveLength(2);
});

test('results of bench say where it comes from, and by how much each place is more', () => {
  const between = [
    { objects: 3, bytes: 48 },
    { objects: 4, bytes: 64 },
  ] as const;
  const { amounts, result } = readSavedBenchmarks(measured('new', 3, ['a', 'b'], { runs: 5, between }), measured('old', 1.5, ['a']));
  expect(amounts[0]).toMatchObject({ name: 'Get-8', unit: 'allocs/op', before: [1.5], after: [3, 3, 4], runs: [1, 5] });
  expect(amounts[0]?.places.map(({ now, more }) => [now.objects, more.objects])).toEqual([
    [1.5, 0],
    [1.5, 1.5],
  ]);
  const places: ComparedPlace[] = ['x', 'a'].map((id) => ({ state: 'new', head: site(id) }));
  expect(result && weighPlaces([...places, { state: 'fixed', base: site('b') }], result)).toMatchObject([
    { head: { id: 'a' }, perOp: { benchmark: 'Get', objects: 1.5, bytes: 24 } },
    { head: { id: 'x' } },
    { state: 'fixed' },
  ]);
});

test('results of times alone judge nothing, and say so', () => {
  const times: SavedBenchmarks = {
    is: 'text',
    label: 'times.txt',
    from: 'file',
    bytes: new TextEncoder().encode('BenchmarkX-2 100 1000 ns/op\nBenchmarkX-2 100 1010 ns/op\n'),
  };
  for (const before of [undefined, times])
    expect(() => readSavedBenchmarks(times, before)).toThrow(expect.objectContaining({ code: 'benchmark-no-memory' }));
});
