import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepStacks, keptProfiles, measureProfile } from '../../src/engine/measure-profile.ts';
import { valueNames } from '../../src/model/cost.ts';
import type { Profile } from '../../src/model/profile.ts';
import { totalsOf } from '../../src/model/profile-values.ts';
import type { Stacks } from '../../src/model/stacks.ts';
import { createProfileBuilder } from '../../src/profile/profile-builder.ts';
import { unfoldStacks } from '../../src/profile/unfold-stacks.ts';
import { sampleReport } from '../support/sample-report.ts';

type Line = readonly [name: string, line: number];
/** Locations, innermost first, each with its inlined lines; the size of objects; how many of them. */
type Sample = readonly [stack: readonly (readonly Line[])[], size: number, objects: number];

function profileOf(samples: readonly Sample[]): Profile {
  const types = valueNames.map((type) => ({ type, unit: type.endsWith('space') ? 'bytes' : 'count' }));
  const builder = createProfileBuilder({ types, periodType: { type: 'space', unit: 'bytes' }, period: 1n });
  let address = 1n;
  for (const [stack, size, objects] of samples) {
    const rows = stack.map((lines) =>
      builder.location(
        address++,
        lines.map(([name, line]) => ({ function: name, file: `/m/${name.slice(0, name.lastIndexOf('.'))}/x.go`, line })),
      ),
    );
    const [count, space] = [BigInt(objects), BigInt(size * objects)];
    builder.sample([count, space, count, space], rows, [{ key: 'bytes', number: BigInt(size) }]);
  }
  return builder.finish();
}

const folded = (profile: Profile): Stacks => keepStacks({ asked: { profiles: ['heap.out'] }, merged: profile, digest: 'd' });

const line = fc.tuple(
  fc.constantFrom('a.F', 'a.G', 'a.F.func1', 'fmt.Sprintf', 'runtime.mallocgc', 'main.main'),
  fc.integer({ min: 1, max: 4 }),
);
const sample = fc.tuple(
  fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
  fc.constantFrom(8, 16, 48),
  fc.integer({ min: 1, max: 1000 }),
);

describe('stacks of a bundle', () => {
  test('are the profile again, in an order of their own', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 12 }), (samples) => {
        const stacks = folded(profileOf(samples));
        expect(folded(profileOf(samples.toReversed()))).toEqual(stacks);
        const again = unfoldStacks(JSON.parse(JSON.stringify(stacks)) as Stacks, 'stacks/1.json');
        expect(folded(again)).toEqual(stacks);
        expect(totalsOf(again)).toEqual(totalsOf(profileOf(samples)));
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  test('give the costs that the profile gives', () => {
    const sample = sampleReport('x');
    const report = {
      ...sample,
      build: { ...sample.build, goarch: 'amd64' },
      packages: [{ path: 'a', name: 'a', dir: 'a', module: 'a', files: ['a/x.go'], state: 'ok' as const }],
      sites: [],
      problems: [],
    };
    const own: Line = ['a.F', 3];
    const merged = profileOf([
      [[[['runtime.mallocgc', 1]], [own], [['main.main', 2]]], 48, 3],
      [[[['fmt.Sprintf', 2], own], [['main.main', 2]]], 16, 5],
      [[[['runtime.mallocgc', 1]]], 8, 7],
      [[[['a.G', 1]]], 8, 100],
    ]);
    const read = { asked: { profiles: ['heap.out'] }, merged, digest: 'd' };
    const given = measureProfile({ report, sources: [] }, read);
    expect(measureProfile({ report, sources: [] }, keptProfiles(keepStacks(read), 'stacks/1.json'))).toEqual(given);
    // The line with most of it, wherever it was met.
    expect(given.measurements?.[0]).toMatchObject({ unplaced: [{ reason: 'no-site', first: { line: 1 } }, { reason: 'runtime' }] });
  });

  test('that contradict themselves are refused', () => {
    const good = folded(profileOf([[[[['a.F', 1]], [['main.main', 2]]], 8, 1]]));
    const wrong: Partial<Stacks>[] = [
      { strings: ['x'] },
      { functions: [0, 9, 1] },
      { functions: [0, 0] },
      { frames: [7, 1, 0] },
      { frames: [0, 1, 2] },
      { nodes: [0, 0] },
      { nodes: [-1, 9] },
      { samples: [5, 8, 1, 8, 1, 8] },
      { samples: [0, -8, 1, 8, 1, 8] },
      { samples: [0, 8, Infinity, 8, 1, 8] },
    ];
    for (const part of wrong)
      expect(() => unfoldStacks({ ...good, ...part }, 'stacks/1.json')).toThrow(expect.objectContaining({ code: 'bundle-damaged' }));
    // A chain with a sample at each node: as text some megabytes, written out gigabytes.
    const length = 60_000;
    const nodes = Array.from({ length }, (_, row) => [row - 1, 0]).flat();
    const samples = Array.from({ length }, (_, row) => [row, 8, 1, 8, 1, 8]).flat();
    expect(() => unfoldStacks({ ...good, nodes, samples }, 'stacks/1.json')).toThrow(expect.objectContaining({ code: 'bundle-damaged' }));
  });
});
