import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactAt } from '../../src/base/int64-column.ts';
import { totalsOf } from '../../src/model/profile-values.ts';
import { mergeProfiles, subtractProfile } from '../../src/profile/merge-profiles.ts';
import { normaliseProfile } from '../../src/profile/normalise-profile.ts';
import { readPprof } from '../../src/profile/read-pprof.ts';
import { encodeProfile } from '../support/encode-profile.ts';
import type { MadeProfile } from '../support/encode-profile.ts';
import { contentOf } from './content.ts';
import { madeProfiles } from './made-profiles.ts';

const read = (made: MadeProfile): ReturnType<typeof readPprof> => readPprof(encodeProfile(made), 'made');
/** Several that count the same. */
const several = fc
  .array(madeProfiles(), { minLength: 2, maxLength: 4 })
  .map((all) => all.filter(({ types }) => types.length === all[0]?.types.length))
  .map((all) => all.map((made) => read({ ...made, periodType: ['space', 'bytes'] })));
const seed = { seed: 5, numRuns: 150 };
/** Comments come from one file, as everything that belongs to it. */
const plain: MadeProfile = {
  types: [
    ['alloc_objects', 'count'],
    ['alloc_space', 'bytes'],
  ],
  samples: [{ locations: [1n], values: [3n, 48n], labels: [{ key: 'bytes', number: 16n, unit: '' }] }],
  mappings: [{ id: 1n, start: 0x1000n, limit: 0x9000n, file: '/bin/p', buildId: 'aa' }],
  locations: [{ id: 1n, mapping: 1n, address: 0x1234n, lines: [{ function: 1n, line: 7n, column: 0n }] }],
  functions: [{ id: 1n, name: 'main.f', systemName: 'main.f', file: 'main.go', startLine: 5n }],
};

describe('merging', () => {
  it('does not depend on the order', () => {
    fc.assert(
      fc.property(several, fc.infiniteStream(fc.nat()), (profiles, random) => {
        const shuffled = profiles
          .map((profile) => ({ profile, key: random.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ profile }) => profile);
        const [one, other] = [mergeProfiles(profiles), mergeProfiles(shuffled)];
        expect(contentOf(other)).toEqual(contentOf(one));
        for (const name of ['types', 'defaultType', 'period', 'periodType', 'timeNanos', 'durationNanos', 'comments'] as const)
          expect(other[name]).toEqual(one[name]);
      }),
      seed,
    );
  });

  it('does not depend on how many are merged at once', () => {
    fc.assert(
      fc.property(several, ([first, ...others]) => {
        const stepwise = others.reduce((merged, next) => mergeProfiles([merged, next]), first!);
        expect(contentOf(mergeProfiles([stepwise]))).toEqual(contentOf(mergeProfiles([first!, ...others])));
      }),
      seed,
    );
  });

  it('adds values up exactly, beyond 2⁵³ and beyond int64', () => {
    fc.assert(
      fc.property(several, (profiles) => {
        const sums = profiles.map(totalsOf).reduce((sum, next) => sum.map((value, type) => value + next[type]!));
        expect(totalsOf(mergeProfiles(profiles))).toEqual(sums);
      }),
      seed,
    );
    const large = read({ ...plain, samples: [{ locations: [1n], values: [2n ** 63n - 1n, 2n ** 53n + 1n], labels: [] }] });
    const doubled = mergeProfiles([large, large]);
    expect([exactAt(doubled.samples.values, 0), exactAt(doubled.samples.values, 1)]).toEqual([2n ** 64n - 2n, 2n ** 54n + 2n]);
  });

  it('knows a location again at another address of the same binary, and not in another binary', () => {
    const moved = {
      ...plain,
      mappings: [{ ...plain.mappings[0]!, start: 0x5000n, limit: 0xd000n }],
      locations: [{ ...plain.locations[0]!, address: 0x5234n }],
    };
    expect(mergeProfiles([read(plain), read(moved)]).samples.count).toBe(1);
    const foreign = { ...plain, mappings: [{ ...plain.mappings[0]!, buildId: 'bb' }] };
    expect(mergeProfiles([read(plain), read(foreign)]).samples.count).toBe(2);
  });

  it('refuses profiles that count something else', () => {
    const other = read({
      ...plain,
      types: [
        ['samples', 'count'],
        ['cpu', 'nanoseconds'],
      ],
    });
    expect(() => mergeProfiles([read(plain), other])).toThrow(
      expect.objectContaining({
        code: 'profile-types-differ',
        args: { one: 'alloc_objects (count), alloc_space (bytes)', other: 'samples (count), cpu (nanoseconds)' },
      }),
    );
  });

  it('leaves its profiles alone', () => {
    const profile = read(plain);
    const before = structuredClone(profile);
    mergeProfiles([profile, profile]);
    subtractProfile(profile, profile);
    normaliseProfile(profile, mergeProfiles([profile, profile]));
    expect(profile).toEqual(before);
  });
});

describe('subtracting', () => {
  it('leaves nothing of a profile and itself, and what was added of a sum', () => {
    fc.assert(
      fc.property(several, ([one, other]) => {
        expect(subtractProfile(one!, one!).samples.count).toBe(0);
        if (other === undefined) return;
        expect(contentOf(subtractProfile(mergeProfiles([one!, other]), other))).toEqual(contentOf(mergeProfiles([one!])));
      }),
      seed,
    );
  });

  it('gives negative values, and the time of the later profile', () => {
    const before = { ...plain, timeNanos: 5n, samples: [{ ...plain.samples[0]!, values: [10n, 160n] }] };
    const difference = subtractProfile(read({ ...plain, timeNanos: 9n }), read(before));
    expect(totalsOf(difference)).toEqual([-7n, -112n]);
    expect(difference.timeNanos).toBe(9n);
  });
});

describe('normalising', () => {
  it('gives the sum of the other profile', () => {
    const [small, large] = [read(plain), read({ ...plain, samples: [{ ...plain.samples[0]!, values: [30n, 96n] }] })];
    expect(totalsOf(normaliseProfile(small, large))).toEqual([30n, 96n]);
    expect(contentOf(normaliseProfile(small, small))).toEqual(contentOf(small));
  });
});
