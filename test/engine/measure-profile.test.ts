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
