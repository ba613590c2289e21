import { expect, test } from 'vitest';
import { judgementReasons } from '../../src/model/callees.ts';
import { groupCallees } from '../../src/view/callee-groups.ts';
import { calleeCountWords } from '../../src/view/callee-words.ts';
import { calleeCall } from '../support/sample-callee.ts';

test('what surely allocates first, then what is called from most places; a written call counts once, with the worst that it comes to', () => {
  const may = { judgement: 'may', reason: 'indirect', path: ['x.B'] } as const;
  const groups = groupCallees([
    calleeCall('x.A', 9),
    calleeCall('x.B', 1, may),
    calleeCall('x.B', 1, { path: ['x.b', 'runtime.growslice'] }),
    calleeCall('x.B', 2, may),
    calleeCall('x.C', 3),
    calleeCall('x.C', 4),
    // A copy of the same place.
    calleeCall('x.C', 4, { function: 'ex.com/p.G' }),
    calleeCall('x.Lock', 5, { judgement: 'may', reason: 'slow-path' }),
  ]);
  expect(groups.map(({ call: one, places }) => [one.written.name, one.judgement, places.map(({ line }) => line)])).toEqual([
    ['x.C', 'allocates', [3, 4]],
    ['x.A', 'allocates', [9]],
    ['x.B', 'allocates', [1]],
    ['x.B', 'may', [2]],
  ]);
});

test('counts say what they count, and what is not listed one by one', () => {
  const none = Object.fromEntries(judgementReasons.map((reason) => [reason, 0])) as Record<(typeof judgementReasons)[number], number>;
  const places = { allocates: 1, may: 20, never: 3 };
  expect(calleeCountWords({ places, reasons: none })).toBe(
    '1 call to functions outside the module leads to an allocation, 20 may, 3 never do',
  );
  expect(calleeCountWords({ places: { ...places, allocates: 1200 }, reasons: { ...none, 'slow-path': 2, panics: 4 } })).toBe(
    '1,200 calls to functions outside the module lead to an allocation, 20 may (2 only where the runtime has to wait or to start something, 4 only in a panic), 3 never do',
  );
});
