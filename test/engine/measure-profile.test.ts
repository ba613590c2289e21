import { expect, test } from 'vitest';
import { measureProfile } from '../../src/engine/measure-profile.ts';
import { profileOf, valueNames } from '../../src/model/cost.ts';
import type { Profile } from '../../src/model/profile.ts';
import { createProfileBuilder } from '../../src/profile/profile-builder.ts';
import { sampleReport } from '../support/sample-report.ts';

/** As from the text of /debug/pprof/heap?debug=1, which has no first lines of functions. */
function withoutBeginnings(): Profile {
  const types = valueNames.map((type) => ({ type, unit: type.endsWith('space') ? 'bytes' : 'count' }));
  const builder = createProfileBuilder({ types, periodType: { type: 'space', unit: 'bytes' }, period: 1n });
  builder.sample([1n, 16n, 1n, 16n], [builder.location(1n, [{ function: 'ex.com/m/a.F', file: '/m/a/a.go', line: 5 }])], []);
  return builder.finish();
}

test('a profile that cannot be held against the sources says so', () => {
  const sample = sampleReport('x');
  const report = {
    ...sample,
    build: { ...sample.build, goarch: 'amd64' },
    packages: [{ path: 'ex.com/m/a', name: 'a', dir: 'a', module: 'ex.com/m', files: ['a/a.go'], state: 'ok' as const }],
    sites: [],
    problems: [],
  };
  const measured = measureProfile({ report, sources: [] }, { merged: withoutBeginnings(), digest: 'd', asked: { profiles: ['heap.txt'] } });
  expect(measured.problems).toEqual([{ code: 'profile-unchecked', args: {}, effect: 'notice' }]);
  expect(profileOf(measured.measurements)?.unplaced.map(({ reason, values }) => [reason, values.alloc_space])).toEqual([['no-site', 16]]);
});

// Functions f0, f1 …, each of which is called on its own line by the one before it; the last allocates.
function withCalls(lines: readonly number[]): Profile {
  const types = valueNames.map((type) => ({ type, unit: type.endsWith('space') ? 'bytes' : 'count' }));
  const builder = createProfileBuilder({ types, periodType: { type: 'space', unit: 'bytes' }, period: 1n });
  const stack = lines.map((line, at) => builder.location(BigInt(at + 1), [{ function: `ex.com/m/a.f${at}`, file: '/m/a/a.go', line }]));
  builder.sample([1n, 16n, 1n, 16n], stack.toReversed(), []);
  return builder.finish();
}

const lines = [10, 20, 30, 40, 50, 60];
const called = new Map([
  ['a/a.go', new Map(lines.map((line, at) => [line, new Set([at === 5 ? 'runtime.newobject' : `ex.com/m/a.f${at + 1}`])]))],
]);

test.each([
  ['all where the code makes them', lines, 6],
  ['one on another line', [10, 20, 31, 40, 50, 60], 5],
  ['one of another function on the same line', [20, 20, 30, 40, 50, 60], 5],
])('calls of a profile without first lines: %s', (_, written, agree) => {
  const sample = sampleReport('x');
  const report = {
    ...sample,
    build: { ...sample.build, goarch: 'amd64' },
    packages: [{ path: 'ex.com/m/a', name: 'a', dir: 'a', module: 'ex.com/m', files: ['a/a.go'], state: 'ok' as const }],
    sites: [],
    problems: [],
  };
  const measured = measureProfile(
    { report, sources: [], called },
    { merged: withCalls(written), digest: 'd', asked: { profiles: ['heap.txt'] } },
  );
  expect(profileOf(measured.measurements)?.agreement).toEqual([
    { package: 'ex.com/m/a', functions: 0, agree: 0, calls: { compared: 6, agree } },
  ]);
  expect(measured.problems.map(({ code }) => code)).toEqual(agree === 6 ? [] : ['profile-differs']);
  const moved = withCalls(written.map((line) => line + 1));
  expect(() => measureProfile({ report, sources: [], called }, { merged: moved, digest: 'd', asked: { profiles: ['heap.txt'] } })).toThrow(
    expect.objectContaining({ code: 'profile-other-code', args: expect.objectContaining({ calls: { compared: 6, agree: 0 } }) }),
  );
});
