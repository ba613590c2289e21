import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Site } from '../../src/model/site.ts';
import { groupKeys, sortKeys } from '../../src/model/list-keys.ts';
import { arrangeSites, type Arranging } from '../../src/view/arrange-sites.ts';
import { makeSite } from '../query/sites.ts';

const runs = { seed: 20261126, numRuns: 500, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true };

const sized = (size: number | undefined, charged?: number): Partial<Site> =>
  size === undefined
    ? {}
    : { type: { name: `T${size}`, size, ...(charged === undefined ? {} : { charged }), of: 'object', known: 'operand' } };

const a = makeSite({ id: 'a', rank: 3, at: { file: 'a.go', line: 9 }, package: 'p2', function: 'Z', ...sized(8, 16) });
const b = makeSite({ id: 'b', rank: 1, at: { file: 'a.go', line: 10 }, package: 'p1', function: 'B', ...sized(64) });
const c = makeSite({ id: 'c', at: { file: 'b.go', line: 1 }, package: 'p1', function: 'A', cause: { code: 'sent', args: {} } });
const d = makeSite({ id: 'd', rank: 2, at: { file: 'b.go', line: 1, column: 4 }, package: 'p2', function: 'Z', ...sized(8, 16) });

const idsOf = (sites: readonly Site[]): string => sites.map((site) => site.id).join('');
const shape = (arranging: Arranging): string =>
  arrangeSites([a, b, c, d], arranging)
    .groups.map((group) => `${group.key}=${idsOf(group.sites)}${group.cut > 0 ? `+${group.cut}` : ''}`)
    .join(' ');

test.each([
  ['rank', 'bdac'],
  ['position', 'abcd'],
  ['size', 'bdac'],
  ['copies', 'bdac'],
  ['package', 'bcad'],
  ['function', 'cbad'],
] as const)('sorted by %s', (sort, ids) => {
  expect(shape({ sort, group: 'none' })).toBe(`=${ids}`);
});

test('more copies first', () => {
  const [place] = [{ package: 'p', function: 'p.F', inline: [], calls: [], verdicts: [], joined: 'alone' as const }];
  const many = makeSite({ id: 'm', places: [place, place] });
  expect(idsOf(arrangeSites([a, many], { sort: 'copies', group: 'none' }).groups[0]?.sites ?? [])).toBe('ma');
});

test.each([
  ['package', 'p1=bc p2=da'],
  ['function', 'p1.B=b p2.Z=da p1.A=c'],
  ['cause', 'returned=bda sent=c'],
  ['type', 'T64=b T8=da =c'],
] as const)('grouped by %s, in the order of their first sites', (group, expected) => {
  expect(shape({ sort: 'rank', group })).toBe(expected);
});

describe('what is cut is counted', () => {
  test('in groups that are left and in those that are not', () => {
    expect(shape({ sort: 'rank', group: 'package', top: 1 })).toBe('p1=b+1');
    expect(arrangeSites([a, b, c, d], { sort: 'rank', group: 'package', top: 1 })).toMatchObject({
      meant: 4,
      others: 0,
      cut: 3,
      groupsCut: 1,
    });
  });
  test('nothing is cut off without a top, with a large one, and all with none', () => {
    expect(arrangeSites([a, b], { sort: 'rank', group: 'none' }).cut).toBe(0);
    expect(arrangeSites([a, b], { sort: 'rank', group: 'none', top: 9 }).cut).toBe(0);
    expect(arrangeSites([a, b], { sort: 'rank', group: 'none', top: 0 })).toMatchObject({ groups: [], cut: 2, groupsCut: 1 });
    expect(arrangeSites([], { sort: 'rank', group: 'none', top: 3 })).toMatchObject({ groups: [], meant: 0, cut: 0, groupsCut: 0 });
  });
  test('what is not meant is no part of the cut', () => {
    const where = (site: Site): boolean => site.package === 'p1';
    expect(arrangeSites([a, b, c, d], { sort: 'rank', group: 'none', top: 1, where })).toMatchObject({ meant: 2, others: 2, cut: 1 });
  });
});

describe('properties', () => {
  const anySite = fc.record({
    package: fc.constantFrom('p', 'q', 'q/r'),
    function: fc.constantFrom('F', 'G', '(*T).F'),
    file: fc.constantFrom('a.go', 'b.go'),
    line: fc.integer({ min: 1, max: 4 }),
    column: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
    size: fc.option(fc.constantFrom(0, 8, 4096), { nil: undefined }),
    rank: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    code: fc.constantFrom('returned' as const, 'sent' as const, 'unknown' as const),
  });
  const anySites = fc.array(anySite, { maxLength: 25 }).map((all) =>
    all.map(({ file, line, column, size, rank, code, ...rest }, index) =>
      makeSite({
        ...rest,
        id: `${index}`,
        at: { file, line, ...(column === undefined ? {} : { column }) },
        cause: { code, args: {} },
        ...sized(size),
        ...(rank === undefined ? {} : { rank }),
      }),
    ),
  );
  const arranging = fc.record(
    {
      sort: fc.constantFrom(...sortKeys),
      group: fc.constantFrom(...groupKeys),
      top: fc.nat(30),
      where: fc.constant((site: Site) => site.package !== 'q'),
    },
    { requiredKeys: ['sort', 'group'] },
  );

  test('nothing is lost, nothing is there twice, and the counts say so', () => {
    fc.assert(
      fc.property(anySites, arranging, (sites, how) => {
        const arranged = arrangeSites(sites, how);
        const shown = arranged.groups.flatMap((group) => group.sites);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown.length + arranged.cut + arranged.others).toBe(sites.length);
        expect(arranged.meant).toBe(how.where ? sites.filter(how.where).length : sites.length);
        expect(shown.length).toBe(Math.min(arranged.meant, how.top ?? Infinity));
        expect(new Set(arranged.groups.map((group) => group.key)).size).toBe(arranged.groups.length);
        const whole = arrangeSites(sites, { ...how, top: Infinity });
        expect(whole.groups.length).toBe(arranged.groups.length + arranged.groupsCut);
        arranged.groups.forEach((group, index) => {
          expect(whole.groups[index]?.key).toBe(group.key);
          expect(whole.groups[index]?.sites.slice(0, group.sites.length)).toEqual(group.sites);
          expect(whole.groups[index]?.sites.length).toBe(group.sites.length + group.cut);
        });
      }),
      runs,
    );
  });

  test('the order of what is given does not matter', () => {
    fc.assert(
      fc.property(
        anySites.chain((sites) => fc.tuple(fc.constant(sites), fc.shuffledSubarray(sites, { minLength: sites.length }))),
        arranging,
        ([sites, shuffled], how) => {
          expect(arrangeSites(shuffled, how)).toEqual(arrangeSites(sites, how));
        },
      ),
      runs,
    );
  });
});
