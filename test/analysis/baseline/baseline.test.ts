import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byEntry, makeEntry, makeHeader, type SourceMarks } from '../../../src/analysis/baseline/make-entries.ts';
import { findIncomparable } from '../../../src/analysis/baseline/find-incomparable.ts';
import { matchBaseline } from '../../../src/analysis/baseline/match-baseline.ts';
import { mergeBaselines } from '../../../src/analysis/baseline/merge-baselines.ts';
import type { Baseline, BaselineEntry } from '../../../src/model/baseline.ts';
import { whats, type Site } from '../../../src/model/site.ts';
import { identifySites } from '../../../src/analysis/sites/identify.ts';
import { digest } from '../../../src/engine/digest.ts';
import { makeSite } from '../../query/sites.ts';
import { sampleReport } from '../../support/sample-report.ts';

const header = makeHeader(sampleReport('x'));

/** Written sites of a few functions, with the ids that they get. */
const sites: fc.Arbitrary<readonly Site[]> = fc
  .array(
    fc.record({
      function: fc.constantFrom('F', 'G', '(*T).M'),
      what: fc.constantFrom(...whats.slice(0, 4)),
      type: fc.constantFrom('m.A', 'm.B', undefined),
      line: fc.integer({ min: 1, max: 40 }),
      subject: fc.constantFrom('a + b', undefined),
      loop: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 30 },
  )
  .map((rows) => {
    const written = rows.map(({ function: name, what, type, line, subject, loop }) =>
      makeSite({
        function: name,
        what,
        loop,
        at: { file: 'm.go', line },
        ...(type === undefined ? {} : { type: { name: type, of: 'object', known: 'operand' } }),
        ...(subject === undefined ? {} : { subject }),
      }),
    );
    const ids = identifySites(written, digest);
    return written.map((site, index) => ({ ...site, id: ids[index] as string }));
  });
/** Lines are known, or not. */
const marked = fc.constantFrom<(site: Site) => SourceMarks>(
  () => ({}),
  ({ at }) => ({ line: `l${at.line % 7}`, text: 't', body: 'b' }),
);

describe('matching', () => {
  test('a baseline applied to its own report leaves nothing new, nothing gone and nothing worse', () => {
    fc.assert(
      fc.property(sites, marked, (all, marksOf) => {
        const entries = all.map((site) => makeEntry(site, marksOf(site))).toSorted(byEntry);
        const { pairs, fresh, gone } = matchBaseline(entries, all, marksOf);
        expect([fresh, gone]).toEqual([[], []]);
        expect(pairs.every(({ entry, site, how }) => how.length === 0 && entry.what === site.what)).toBe(true);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  test('one to one: what is neither new nor gone is a pair, whatever the two builds are', () => {
    fc.assert(
      fc.property(sites, sites, marked, (before, after, marksOf) => {
        const { pairs, fresh, gone } = matchBaseline(
          before.map((site) => makeEntry(site, marksOf(site))),
          after,
          marksOf,
        );
        expect(new Set(pairs.map(({ entry }) => entry.id)).size + gone.length).toBe(before.length);
        expect(new Set(pairs.map(({ site }) => site.id)).size + fresh.length).toBe(after.length);
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  const of = (id: string, type: string, more: Partial<Site> = {}): Site =>
    makeSite({ id, type: { name: type, of: 'object', known: 'operand', charged: 64 }, ...(more as object) });
  const marksBy =
    (lines: Readonly<Record<string, string>>, body = 'same') =>
    ({ id }: { id: string }): SourceMarks => ({ line: lines[id] ?? id, text: 'x:=&_{}', body });
  const matched = (before: Site, after: Site, lines: readonly [string, string], bodies: readonly [string, string]): string => {
    const entry = makeEntry(before, marksBy({ [before.id]: lines[0] }, bodies[0])(before));
    const { pairs, fresh, gone } = matchBaseline([entry], [after], marksBy({ [after.id]: lines[1] }, bodies[1]));
    return pairs[0] ? `${pairs[0].matchedBy} ${pairs[0].how.join()}`.trim() : `${fresh.length} new, ${gone.length} gone`;
  };

  test('a swap of the same count in one function is one new and one gone', () => {
    expect(matched(of('1', 'm.A'), of('2', 'm.B'), ['x:=&A{}', 'y:=&B{}'], ['one', 'two'])).toBe('1 new, 1 gone');
  });
  test('a renamed type, a renamed function, a moved package are the same site', () => {
    expect(matched(of('1', 'm.A'), of('2', 'm.B'), ['x:=&A{}', 'x:=&B{}'], ['one', 'one'])).toBe('text');
    expect(matched(of('1', 'm.A'), of('2', 'm.A', { function: 'Other' }), ['x:=&A{}', 'x:=&A{}'], ['one', 'one'])).toBe('renamed-function');
    const moved = { package: 'ex.com/new/store', at: { file: 'new/store.go', line: 1 } };
    expect(matched(of('1', 'ex.com/old.A'), of('2', 'ex.com/new/old.A', moved), ['x', 'x'], ['one', 'two'])).toBe('moved-package');
  });
  test('what is worse is told', () => {
    const larger = of('1', 'm.A', { type: { name: 'm.A', of: 'object', known: 'operand', charged: 80 }, loop: 1 });
    expect(matched(of('1', 'm.A', { loop: 0, when: ['grows'] }), larger, ['x', 'x'], ['one', 'one'])).toBe(
      'id larger,in-loop,unconditional',
    );
  });
});

test('another toolchain, other flags or another version of ids cannot be compared, and each says why', () => {
  expect(findIncomparable(header, header.build)).toEqual([]);
  const other = { ...header.build, go: 'go1.99', tags: ['y'], pgo: [] };
  expect(findIncomparable({ ...header, ids: 'stackward/site/0' }, other).map(({ what }) => what)).toEqual([
    'key-version',
    'go',
    'tags',
    'pgo',
  ]);
});

describe('merging', () => {
  const entry = (id: string, more: Partial<BaselineEntry> = {}): BaselineEntry => ({ ...makeEntry(makeSite({ id }), {}), ...more });
  const baseline = (...entries: BaselineEntry[]): Baseline => ({ header, entries: entries.toSorted(byEntry) });
  const subsets = fc.subarray(['a', 'b', 'c', 'd', 'e', 'f']).map((ids) => baseline(...ids.map((id) => entry(id))));
  const merged = (base: Baseline | undefined, ours: Baseline, theirs: Baseline): readonly string[] => {
    const result = mergeBaselines(base, ours, theirs);
    if ('conflict' in result) throw new Error('conflict');
    return result.merged.entries.map(({ id }) => id);
  };

  test('free of order; what either added is in it, what either took out is not', () => {
    fc.assert(
      fc.property(subsets, subsets, subsets, (base, ours, theirs) => {
        const has = ({ entries }: Baseline, id: string): boolean => entries.some((one) => one.id === id);
        const both = merged(base, ours, theirs);
        expect(merged(base, theirs, ours)).toEqual(both);
        for (const id of 'abcdef')
          expect(both.includes(id), id).toBe(has(base, id) ? has(ours, id) && has(theirs, id) : has(ours, id) || has(theirs, id));
        expect(merged(base, base, theirs)).toEqual(theirs.entries.map(({ id }) => id));
        expect(merged(undefined, ours, ours)).toEqual(ours.entries.map(({ id }) => id));
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  test('accepted wins over legacy; of two reasons ours stands and is told, the earlier day holds', () => {
    const by = (reason: string, until: string): BaselineEntry => entry('a', { section: 'accepted', reason, until });
    const old = baseline(entry('a'));
    expect(mergeBaselines(old, old, baseline(by('x', '2026-01-01')))).toMatchObject({ merged: { entries: [{ section: 'accepted' }] } });
    expect(mergeBaselines(undefined, old, baseline(by('x', '2026-01-01')))).toMatchObject({ merged: { entries: [{ reason: 'x' }] } });
    expect(mergeBaselines(old, baseline(by('x', '2027-01-01')), baseline(by('y', '2026-01-01')))).toMatchObject({
      merged: { entries: [{ reason: 'x', until: '2026-01-01' }] },
      differing: ['a'],
    });
  });

  test('who rebased wins; two other builds are a conflict', () => {
    const of = (go: string): Baseline => ({ header: { ...header, build: { ...header.build, go } }, entries: [] });
    expect(mergeBaselines(of('go1'), of('go1'), of('go2'))).toMatchObject({ merged: { header: { build: { go: 'go2' } } } });
    expect(mergeBaselines(of('go1'), of('go3'), of('go2'))).toEqual({ conflict: 'builds' });
  });
});
