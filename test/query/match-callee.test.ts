import { expect, test } from 'vitest';
import type { CalleeFact } from '../../src/model/callees.ts';
import { calleeTest } from '../../src/query/match-callee.ts';
import { parseQuery } from '../../src/query/parse-query.ts';

const at = { package: 'ex.com/m/store', function: 'ex.com/m/store.(*Store).Get.func1', file: 'store/get.go', line: 17 };
const call: CalleeFact = {
  package: 'ex.com/m/store',
  function: at.function,
  at,
  inline: [at],
  written: { package: 'strconv', name: 'strconv.Itoa' },
  callee: { package: 'strconv', name: 'strconv.FormatInt', symbol: 'strconv.FormatInt' },
  judgement: 'allocates',
  reason: 'allocator',
  path: ['strconv.FormatInt', 'runtime.slicebytetostring'],
  when: ['always'],
  count: 1,
};
const main: CalleeFact = {
  ...call,
  package: 'ex.com/m/cmd/x',
  at: { ...at, package: 'main', function: 'main.main', file: 'cmd/x/main.go' },
};
const context = { modules: [{ path: 'ex.com/m', dir: '.' }], cwd: '.' };

// What is said of sites only is passed over, also below `or`, `not` and in parentheses.
test.each([
  ['', true, true],
  ['pkg:./store', true, false],
  ['pkg:ex.com/m/cmd/...', false, true],
  ['module:ex.com/m', true, true],
  ['func:Get', true, false],
  ['func:"(*Store).Get"', true, false],
  ['func:main', false, true],
  ['file:get.go line=17', true, false],
  ['line>17', false, false],
  ['Itoa', true, true],
  ['store', true, false],
  ['outcome:paper', true, true],
  ['-outcome:paper', true, true],
  ['size>64 pkg:./store', true, false],
  ['outcome:paper or pkg:./store', true, false],
  ['-pkg:./store', false, true],
  ['(in:loop or size>64) -func:Get', false, true],
  ['(in:loop or size>64)', true, true],
])('%s', (query, ofStore, ofMain) => {
  const test = calleeTest(parseQuery(query), context);
  expect([test(call), test(main)]).toEqual([ofStore, ofMain]);
});

test('a generic function is meant with its instantiations', () => {
  const generic = { ...call, at: { ...at, function: 'ex.com/m/store.Map[go.shape.struct { X ex.com/a.T }].func2' } };
  expect(calleeTest(parseQuery('func:Map'), context)(generic)).toBe(true);
});
