import { describe, expect, test } from 'vitest';
import { comparisonSchemaName, type ComparedPlace, type Comparison } from '../../src/model/comparison.ts';
import { exitCode } from '../../src/model/exit-code.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import { judge, type Beside } from '../../src/rules/judge.ts';
import type { PolicySetting } from '../../src/rules/metadata.ts';
import { resolvePolicy } from '../../src/rules/policy.ts';
import { makeSite, shop } from '../query/sites.ts';
import { sampleReport } from '../support/sample-report.ts';

const today = '2026-06-15';
const sample = sampleReport('x');

function reportOf(sites: readonly Site[], more: Partial<Report> = {}): Report {
  const { findings: _, ...report } = sample;
  const packages = [{ path: 'ex.com/shop/store', name: 'store', dir: 'store', module: 'ex.com/shop', files: [], state: 'ok' as const }];
  return { ...report, build: { ...sample.build, modules: shop.modules }, packages, sites, problems: [], ...more };
}

function comparisonOf(places: readonly ComparedPlace[], more: Partial<Comparison> = {}): Comparison {
  const states = { new: 0, worse: 0, fixed: 0, moved: 0, 'other-reason': 0, unchanged: 0 };
  const side = { label: 'x', build: { ...sample.build, modules: shop.modules } };
  return { schema: comparisonSchemaName, base: side, head: side, causes: [], places, states, findings: [], problems: [], ...more };
}

const at = { line: 7, column: 5 };
const judged = (document: Report | Comparison, policy: PolicySetting, beside: Beside = { isWhole: true }): readonly Finding[] =>
  judge(document, resolvePolicy(policy, { folder: '.', file: 'stackward.jsonc' }), today, beside);
const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, id, known }) => `${known ? `known by ${known.by}` : severity} ${id}`);

const inLoop = makeSite({ id: 'aa01', loop: 1, at: { file: 'store/a.go', line: 9 } });
const once = makeSite({ id: 'bb02', what: 'box', at: { file: 'store/a.go', line: 3 } });
const paper = makeSite({ id: 'cc03', loop: 1, outcome: 'paper', paper: 'constant' });
const inTest = makeSite({ id: 'dd04', loop: 1, test: true, at: { file: 'store/a_test.go', line: 1 } });
const all = [inLoop, once, paper, inTest];

describe('of a report', () => {
  test('nothing is objected to without rules, whatever the preset', () => {
    for (const preset of ['recommended', 'strict', 'report-only'] as const) expect(judged(reportOf(all), { extends: preset })).toEqual([]);
  });

  test('sites: what matches and allocates, with its place; paper only where it is asked for; the last entry decides', () => {
    expect(told(judged(reportOf(all), { sites: [{ where: 'in:loop', at }] }))).toEqual([
      'error unwanted-site/aa01',
      'error unwanted-site/dd04',
    ]);
    expect(told(judged(reportOf(all), { sites: [{ where: 'in:loop outcome:paper', at }] }))).toEqual(['error unwanted-site/cc03']);
    const entries = [
      { where: '-in:nothing'.replace('nothing', 'exported'), level: 'warning' as const, at },
      { where: 'in:test', level: 'off' as const, at },
    ];
    const found = judged(reportOf(all), { sites: [...entries, { where: 'id:aa', reason: 'hot', at }] });
    expect(told(found)).toEqual(['error unwanted-site/aa01', 'warning unwanted-site/bb02']);
    expect(found[0]).toMatchObject({
      site: 'aa01',
      package: 'ex.com/shop/store',
      anchor: inLoop.at,
      args: { reason: 'hot', where: 'id:aa' },
    });
  });

  test('budget: one above is told, at the entry, with the first sites; at the number nothing is', () => {
    const budget = (sites: number): PolicySetting => ({ budget: [{ name: 'store', where: 'pkg:./store', sites, at }] });
    expect(judged(reportOf(all), budget(3))).toEqual([]);
    const [found] = judged(reportOf(all), budget(2));
    expect(found).toMatchObject({
      code: 'over-budget',
      args: { sites: 3, budget: 2 },
      anchor: { file: 'stackward.jsonc', line: 7, column: 5 },
    });
    expect(found?.related).toHaveLength(3);
    expect(judged(reportOf(all), { budget: [{ where: 'pkg:./store', sites: 0, level: 'off', at }] })).toEqual([]);
    const twice = judged(reportOf(all), { budget: [...(budget(0).budget as []), ...(budget(1).budget as [])] });
    expect(new Set(twice.map(({ id }) => id)).size).toBe(2);
  });

  test('a package that is not there is told of a whole run, and never decides', () => {
    const policy: PolicySetting = { budget: [{ where: 'pkg:./stroe/... or -pkg:./gone', sites: 9, at }] };
    expect(told(judged(reportOf(all), policy))).toEqual(['warning rule-unmatched/budget/./stroe/...']);
    expect(judged(reportOf(all), policy, { isWhole: false })).toEqual([]);
    expect(exitCode({ problems: [], findings: judged(reportOf(all), policy) })).toBe(0);
    expect(told(judged(reportOf(all), { ...policy, extends: 'strict' }))).toEqual(['error rule-unmatched/budget/./stroe/...']);
    expect(judged(reportOf(all), { ...policy, stale: 'off' })).toEqual([]);
  });

  test('a waiver lets be, until its last day is over; then both are told', () => {
    const policy = (more: object): PolicySetting => ({
      sites: [{ where: 'in:loop', at }],
      waivers: [{ id: 'aa', reason: 'why', at, ...more }],
    });
    for (const more of [{}, { until: today }, { until: '2026-06-16', rule: 'sites' }, { where: 'in:loop' }])
      expect(told(judged(reportOf(all), policy(more)))).toEqual(['known by waiver unwanted-site/aa01', 'error unwanted-site/dd04']);
    const over = judged(reportOf(all), policy({ until: '2026-06-14' }));
    expect(told(over)).toEqual(['error unwanted-site/aa01', 'error unwanted-site/dd04', 'warning waiver-expired/aa/2026-06-14']);
    expect(over[2]?.args).toMatchObject({ findings: 1 });
    for (const more of [{ rule: 'budget' }, { where: '-in:loop' }])
      expect(told(judged(reportOf(all), policy(more)))).toContain('error unwanted-site/aa01');
  });

  test('what the source allows is known', () => {
    const allows = [{ reason: 'once', at: inLoop.at, package: 'p', line: 9, sites: ['aa01'] }];
    expect(told(judged(reportOf(all, { allows }), { sites: [{ where: 'in:loop', at }] }))).toEqual([
      'known by allow unwanted-site/aa01',
      'error unwanted-site/dd04',
    ]);
  });

  test('a waiver that means nothing any more is told', () => {
    const policy: PolicySetting = {
      waivers: [
        { id: 'ff', reason: 'why', at },
        { where: 'func:Get', reason: 'there, though nobody objects', at },
      ],
    };
    expect(told(judged(reportOf(all), policy))).toEqual(['warning waiver-unused/ff']);
    expect(judged(reportOf(all), policy, {})).toEqual([]);
  });

  test('pins are no graver than the policy says, and `highest` caps everything', () => {
    const pin = {
      ...(sample.findings?.find(({ code }) => code === 'noalloc-violated') as Finding),
      severity: 'error' as const,
      id: 'pin',
      site: 'pinned',
    };
    const { known: _, ...finding } = pin;
    const report = reportOf(all, { findings: [finding] });
    expect(told(judged(report, {}))).toEqual(['error pin']);
    expect(told(judged(report, { pins: 'warning' }))).toEqual(['warning pin']);
    expect(judged(report, { pins: 'off' })).toEqual([]);
    expect(told(judged(report, { extends: 'report-only', sites: [{ where: 'in:loop -in:test', at }] }))).toEqual([
      'warning unwanted-site/aa01',
      'warning pin',
    ]);
  });
});

describe('of a comparison', () => {
  test('with a baseline: what is in it is known, though it is new against the base; another build judges no place', () => {
    const places: ComparedPlace[] = [
      { state: 'new', head: inLoop },
      { state: 'new', head: once },
    ];
    const known = (id: string) => (id === once.id ? { by: 'baseline' as const, reason: 'legacy' } : undefined);
    const beside = { baseline: { places: [], known }, head: reportOf(all) };
    expect(told(judged(comparisonOf(places), { extends: 'strict' }, beside))).toEqual([
      'known by baseline new-allocation/bb02',
      'error new-allocation/aa01',
    ]);
    const policy = { extends: 'strict' as const, budget: [{ where: 'what:box', sites: 0, at }] };
    const blind = { ...beside, baseline: { places: undefined, known } };
    expect(told(judged(comparisonOf(places), policy, blind))).toEqual(['error over-budget/what:box']);
  });

  const places: ComparedPlace[] = [
    { state: 'new', head: inLoop },
    { state: 'new', head: once },
    { state: 'worse', head: inTest, base: inTest, how: ['larger'] },
    { state: 'fixed', base: makeSite({ id: 'ee05' }) },
    { state: 'moved', head: makeSite({ id: 'ff06' }), base: makeSite({ id: 'ff06' }) },
  ];

  test('presets', () => {
    const by = (preset: PolicySetting['extends'] & string): string[] => told(judged(comparisonOf(places), { extends: preset }));
    expect(by('recommended')).toEqual(['error new-allocation/aa01', 'warning new-allocation/bb02', 'note worse-allocation/dd04']);
    expect(by('strict')).toEqual(['error new-allocation/bb02', 'error new-allocation/aa01', 'note worse-allocation/dd04']);
    expect(by('report-only')).toEqual(['warning new-allocation/bb02', 'warning new-allocation/aa01', 'note worse-allocation/dd04']);
  });

  test('own entries come behind the preset; one level stands for all', () => {
    expect(
      told(judged(comparisonOf(places), { 'new-allocation': [{ where: 'what:box', level: 'off', at }], 'worse-allocation': 'error' })),
    ).toEqual(['error new-allocation/aa01', 'error worse-allocation/dd04']);
  });

  test('a site is told once, by the gravest; sites that were there are not judged, budgets only with the head', () => {
    const policy: PolicySetting = { sites: [{ where: 'what:box', at }], budget: [{ where: 'pkg:./store', sites: 0, at }] };
    expect(told(judged(comparisonOf(places), policy))).toEqual([
      'error unwanted-site/bb02',
      'error new-allocation/aa01',
      'note worse-allocation/dd04',
    ]);
    const unchanged = comparisonOf(places.slice(2));
    expect(told(judged(unchanged, policy, { head: reportOf(all) }))).toEqual([
      'error over-budget/pkg:./store',
      'note worse-allocation/dd04',
    ]);
  });

  test('the changed callee is shown, and the caller beside it', () => {
    const callee = { file: 'store/b.go', line: 40 };
    const [found] = judged(
      comparisonOf([{ state: 'new', head: inLoop, because: { code: 'callee-changed', callee: 'keep', at: callee } }]),
      {},
    );
    expect(found).toMatchObject({ anchor: callee, related: [{ code: 'caller', at: inLoop.at, function: inLoop.function }] });
  });

  test('untested: told where both the share and the number are reached, and not judged without coverage', () => {
    const fresh = (count: number, executed: boolean | undefined): ComparedPlace[] =>
      Array.from({ length: count }, (_, index) => ({
        state: 'new',
        head: { ...once, id: `${executed}${index}`, ...(executed === undefined ? {} : { execution: { executed, from: [1] } }) },
      }));
    const policy: PolicySetting = { 'new-allocation': 'off', 'new-untested': [{ percent: 30, sites: 5, at }] };
    const of = (untested: number, tested: number, unknown = 0): string[] =>
      told(judged(comparisonOf([...fresh(untested, false), ...fresh(tested, true), ...fresh(unknown, undefined)]), policy));
    expect(of(5, 11)).toEqual(['error new-untested/1']);
    expect([of(4, 0), of(5, 12), of(5, 5, 7), of(0, 0)]).toEqual([[], [], [], []]);
    expect(of(0, 0, 3)).toEqual(['warning new-untested/1']);
  });

  test('what cannot be compared is not judged', () => {
    expect(judged(comparisonOf(places, { incomparable: [{ what: 'go', base: 'go1.25', head: 'go1.26' }] }), { extends: 'strict' })).toEqual(
      [],
    );
  });
});
