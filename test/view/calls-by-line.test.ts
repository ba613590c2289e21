import { expect, test } from 'vitest';
import type { ProfileMeasurement } from '../../src/model/cost.ts';
import { listCallsOut } from '../../src/view/calls-by-line.ts';
import { calleeCall } from '../support/sample-callee.ts';

const values = (alloc_space: number): ProfileMeasurement['totals'] => ({ alloc_objects: 1, alloc_space, inuse_objects: 0, inuse_space: 0 });
const profile: ProfileMeasurement = {
  id: 1,
  kind: 'profile',
  files: ['heap.out'],
  digest: '',
  totals: values(4 << 20),
  sites: values(0),
  calls: [
    { package: 'ex.com/p', function: 'ex.com/p.F', callee: 'x.B', file: 'p.go', line: 2, values: values(1 << 20), samples: 9 },
    { package: 'ex.com/p', function: 'ex.com/p.F', callee: 'x.D', file: 'q.go', line: 7, values: values(3 << 20), samples: 9 },
  ],
  unplaced: [],
  agreement: [],
};

test('what object code and a profile say of one call stands in one row; what cost most first, then what surely allocates', () => {
  const counts = { places: { allocates: 1, may: 1, never: 1 }, reasons: {} } as never;
  const calls = [
    calleeCall('x.A', 1, { judgement: 'may', reason: 'indirect' }),
    calleeCall('x.B', 2),
    calleeCall('x.C', 3),
    calleeCall('x.Never', 4, { judgement: 'never', reason: 'no-path', path: [] }),
    calleeCall('x.Panic', 5, { judgement: 'may', reason: 'panics' }),
    calleeCall('x.Lock', 6, { judgement: 'may', reason: 'slow-path' }),
  ];
  const rows = listCallsOut({ calls, counts }, [profile]);
  expect(rows.map(({ callee, file, line, judgement, space }) => [callee, `${file}:${line}`, judgement, space >> 20])).toEqual([
    ['x.D', 'q.go:7', undefined, 3],
    ['x.B', 'p.go:2', 'allocates', 1],
    ['x.C', 'p.go:3', 'allocates', 0],
    ['x.A', 'p.go:1', 'may', 0],
  ]);
  expect(rows[1]?.words).toMatch(/`x.B` leads to an allocation: calls `runtime.newobject`. 1.0 MiB in 1 object, 25 % of all/);
});

test('nothing known, nothing listed', () => {
  expect(listCallsOut(undefined)).toEqual([]);
});
