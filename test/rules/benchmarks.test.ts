import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { UserError } from '../../src/base/user-error.ts';
import type { BenchmarkAmounts } from '../../src/model/benchmark-amounts.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { judge } from '../../src/rules/judge.ts';
import type { PolicySetting } from '../../src/rules/metadata.ts';
import { resolvePolicy } from '../../src/rules/policy.ts';
import { shop } from '../query/sites.ts';
import { sampleReport } from '../support/sample-report.ts';

const { findings: _, ...sample } = sampleReport('x');
const report: Report = { ...sample, build: { ...sample.build, modules: shop.modules }, sites: [], problems: [] };
const at = { line: 7, column: 5 };

function amounts(before: readonly number[], after: readonly number[], more: Partial<BenchmarkAmounts> = {}): BenchmarkAmounts {
  return {
    package: 'ex.com/shop/store',
    name: 'Get-8',
    unit: 'allocs/op',
    before,
    after,
    runs: [before.length, after.length],
    places: [],
    ...more,
  };
}

function judged(policy: PolicySetting, benchmarks: readonly BenchmarkAmounts[] | undefined): readonly Finding[] {
  return judge(report, resolvePolicy(policy, { folder: '.', file: 'stackward.jsonc' }), '2026-06-15', {
    isWhole: true,
    ...(benchmarks ? { benchmarks } : {}),
  });
}
const told = (findings: readonly Finding[]): string[] => findings.map(({ severity, id }) => `${severity} ${id}`);

describe('worse-benchmark', () => {
  const id = 'worse-benchmark/ex.com/shop/store.BenchmarkGet-8/allocs/op';
  test('by statistics: chance must not explain it, and it must be a whole object and one percent', () => {
    const one = (found: BenchmarkAmounts): string[] => told(judged({}, [found]));
    expect(one(amounts([3, 3, 3, 3], [4, 4, 4, 4], { p: 0.02 }))).toEqual([`error ${id}`]);
    expect(one(amounts([3, 3, 3, 5], [4, 4, 4, 4], { p: 0.2 }))).toEqual([]);
    expect(one(amounts([4, 4, 4, 4], [3, 3, 3, 3], { p: 0.02 }))).toEqual([]);
    expect(one(amounts([3, 3, 3, 3], [3, 3, 4, 4], { p: 0.04 }))).toEqual([]);
    expect(one(amounts([1000, 1000], [1001, 1001], { p: 0.01 }))).toEqual([]);
    expect(one(amounts([0, 0], [1, 1], { p: 0.01 }))).toEqual([`error ${id}`]);
  });

  test('with too few runs for statistics each must be above each of the base', () => {
    expect(told(judged({}, [amounts([3, 4], [5])]))).toEqual([`error ${id}`]);
    expect(told(judged({}, [amounts([3, 5], [5])]))).toEqual([]);
    expect(told(judged({}, [amounts([], [5]), amounts([5], [])]))).toEqual([]);
  });

  test('exact takes every difference; units, names and packages choose; the last entry decides', () => {
    const bytes = amounts([1000, 1000], [1001, 1001], { unit: 'B/op', p: 1 });
    const by = (policy: PolicySetting['worse-benchmark']): string[] => told(judged({ 'worse-benchmark': policy ?? 'off' }, [bytes]));
    expect(by([])).toEqual([]);
    expect(by([{ by: 'exact', at }])).toEqual(['error worse-benchmark/ex.com/shop/store.BenchmarkGet-8/B/op']);
    expect(by([{ by: 'exact', unit: 'allocs/op', at }])).toEqual([]);
    expect(by([{ bench: 'Put', by: 'exact', at }])).toEqual([]);
    for (const bench of ['Get', 'BenchmarkGet', 'G*', 'Get-8']) expect(by([{ bench, by: 'exact', level: 'note', at }])).toHaveLength(1);
    expect(by([{ pkg: './store', by: 'exact', at }])).toHaveLength(1);
    expect(by([{ pkg: './http/...', by: 'exact', at }])).toEqual([]);
    expect(
      by([
        { by: 'exact', at },
        { bench: 'Get', level: 'off', at },
      ]),
    ).toEqual([]);
  });

  test('objects and bytes of one benchmark are told once, unless one is graver', () => {
    const both = [amounts([1, 1], [2, 2], { p: 0.01 }), amounts([16, 16], [48, 48], { unit: 'B/op', p: 0.01 })];
    const [found, ...more] = judged({}, both);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ id, args: { unit: 'allocs/op', after: 2, also: { unit: 'B/op', before: 16, after: 48 } } });
    const apart = judged({ 'worse-benchmark': [{ level: 'error' }, { unit: 'B/op', level: 'note' }] }, both);
    expect(told(apart)).toEqual([`error ${id}`, 'note worse-benchmark/ex.com/shop/store.BenchmarkGet-8/B/op']);
  });

  test('stands where most is allocated more, with the other places; without any at the module', () => {
    const place = (line: number, objects: number) => ({
      at: { file: 'store/a.go', line },
      function: 'Get',
      now: { objects: 9, bytes: 9 },
      more: { objects, bytes: 0 },
    });
    const [found] = judged({}, [amounts([1], [4], { places: [place(3, 0), place(4, 1), place(5, 2)] })]);
    expect(found).toMatchObject({ anchor: { line: 5 }, related: [{ at: { line: 4 } }], args: { before: 1, after: 4, runs: [1, 1] } });
    expect(judged({}, [amounts([1], [4])])[0]?.anchor.file).toMatch(/go\.mod$/);
  });
});

describe('budgets of benchmarks', () => {
  const budget = (entry: object): PolicySetting => ({ budget: [{ bench: 'Get', at, ...entry }] });
  test('the median counts; sub-benchmarks are meant', () => {
    const small = amounts([], [3, 3, 4, 4], { name: 'Get/small-8' });
    expect(told(judged(budget({ allocs: 3 }), [small]))).toEqual([
      'error benchmark-over-budget/Get/ex.com/shop/store.BenchmarkGet/small-8/allocs/op',
    ]);
    expect(judged(budget({ allocs: 3 }), [small])[0]).toMatchObject({ args: { measured: 3.5, budget: 3 }, anchor: { line: 7 } });
    expect(judged(budget({ allocs: 4 }), [small])).toEqual([]);
    expect(judged(budget({ bytes: 1 }), [small])).toEqual([]);
  });

  test('one that was held against nothing does not hold: it is said', () => {
    expect(told(judged(budget({ allocs: 3 }), undefined))).toEqual(['note rule-not-judged/budget/Get']);
    expect(told(judged(budget({ allocs: 3 }), [amounts([3], [])]))).toEqual(['warning rule-unmatched/budget/Get']);
    expect(judged({ ...budget({ allocs: 3 }), stale: 'off' }, undefined)).toEqual([]);
  });

  test.each([
    ['{"sites": 3}', 'config-key-missing', { key: 'where', path: 'policy.budget[0]' }],
    ['{"where": "in:loop"}', 'config-key-missing', { key: 'sites' }],
    ['{"bench": "Get"}', 'config-key-missing', { key: 'allocs' }],
    ['{"bench": "Get", "allocs": 1, "sites": 3}', 'config-key', { key: 'policy.budget[0].sites', column: 54 }],
    ['{"where": "in:loop", "sites": 1, "bytes": 3}', 'config-key', { key: 'policy.budget[0].bytes' }],
  ])('%s is refused', (entry, code, args) => {
    const read = (): unknown => readConfig(`{"policy": {"budget": [${entry}]}}`, 'f');
    expect(read).toThrow(UserError);
    expect(read).toThrow(expect.objectContaining({ code, args: expect.objectContaining(args) }));
  });
});
