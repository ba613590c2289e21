import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinUnit } from '../../../src/analysis/join/join-unit.ts';
import { listOpenLines } from '../../../src/analysis/join/open-lines.ts';
import type { FunctionLines, JoinOptions } from '../../../src/analysis/join/unit-join.ts';
import { createWhatOf } from '../../../src/analysis/join/what-of.ts';
import type { CallFact, LineMark, VerdictFact } from '../../../src/model/facts.ts';
import { call, frame, unit, verdict } from '../../support/made-facts.ts';

/** Line 1: `var`, lines 10 to 20: F with its `{` on line 14. */
const functions: readonly FunctionLines[] = [
  { name: 'glob.', line: 1, endLine: 5, isInitializer: true },
  { name: 'F', line: 10, endLine: 20, bodyLine: 14, isInitializer: false },
];
const options: JoinOptions = {
  whatOf: createWhatOf('1.26'),
  functionLines: (file, line) => (file === 'p/p.go' ? functions.find((one) => one.line <= line && line <= one.endLine) : undefined),
};
const at = (line: number, more: Partial<CallFact> = {}, fn: string = 'ex.com/m/p.F'): CallFact => call([frame(fn, 'p/p.go', line)], more);
const untyped = (line: number, allocator: string, more: Partial<CallFact> = {}): CallFact => {
  const { type: _, ...bare } = at(line, { allocator: `runtime.${allocator}`, ...more });
  return bare;
};
const mark = (line: number, ...refs: string[]): LineMark => ({ function: 'ex.com/m/p.F', file: 'p/p.go', line, refs });

function outcomes(calls: readonly CallFact[], verdicts: readonly VerdictFact[], marks: readonly LineMark[] | undefined = []): string[] {
  const join = joinUnit(unit(calls, { verdicts, ...(marks === undefined ? {} : { marks }) }), options);
  return [
    ...join.calls.map((one) => `${one.call.inline.at(-1)?.line} ${one.what} ${one.said} ${one.verdict?.subject ?? '-'} ${one.joined}`),
    ...join.loose.map((one) => {
      const why =
        one.is === 'paper' ? ` ${one.paper}` : one.is === 'unsettled' ? ` ${one.why}` : one.is === 'merged' ? ` ${one.into.line}` : '';
      return `${one.verdict.line} ${one.verdict.subject} ${one.is}${why}`;
    }),
  ];
}

describe('positions that differ', () => {
  test('a parameter: the call is at the function', () => {
    expect(outcomes([at(10)], [verdict(12, 'moved-to-heap', 'n')])).toEqual(['10 object heap n kind']);
    expect(outcomes([at(10)], [verdict(15, 'moved-to-heap', 'n')], [mark(10), mark(15)])).toEqual([
      '10 object nothing - alone',
      '15 n unsettled no-call-no-proof',
    ]);
  });

  test('an element at package level: the call is in init, where the declaration begins', () => {
    expect(outcomes([at(1, { type: 'ex.com/m/p.T' }, 'ex.com/m/p.init')], [verdict(3, 'escapes-to-heap', '&T{...}')])).toEqual([
      '1 object heap &T{...} type',
    ]);
    expect(outcomes([at(1, { type: 'ex.com/m/p.T' }, 'ex.com/m/p.map.init.0')], [verdict(3, 'escapes-to-heap', '&T{...}')])).toEqual([
      '1 object heap &T{...} type',
    ]);
  });

  test('a merged variable: the one call before it in the function without a type', () => {
    const verdicts = [verdict(15, 'moved-to-heap', 'a'), verdict(16, 'moved-to-heap', 'b'), verdict(18, 'moved-to-heap', 'c')];
    expect(outcomes([untyped(15, 'mallocgc'), untyped(18, 'mallocgc')], verdicts)).toEqual([
      '15 object heap a kind',
      '18 object heap c kind',
      '16 b merged 15',
    ]);
  });

  test('an argument whose call is where the statement begins, an array where the literal ends: of the same type, the nearest', () => {
    const calls = [at(15, { type: '[2]string' }), at(16, { type: '[2]string' }), at(19, { type: '[1]ex.com/m/p.T' })];
    expect(outcomes(calls, [verdict(17, 'escapes-to-heap', '[]string{...}'), verdict(17, 'escapes-to-heap', 'Names{...}')])).toEqual([
      '16 object heap []string{...} type',
      '15 object heap Names{...} kind',
      '19 object nothing - alone',
    ]);
  });

  test('`s +=` over several lines', () => {
    expect(outcomes([untyped(15, 'concatstring3')], [verdict(17, 'escapes-to-heap', 'a + b')])).toEqual(['15 string heap a + b kind']);
  });
});

describe('without a call', () => {
  test.each<[string, readonly LineMark[], string]>([
    ['"x"', [], 'paper constant'],
    ['[]int{}', [], 'paper zero-size'],
    ['&T{}', [mark(15, 'runtime.zerobase')], 'paper zero-size'],
    ['&T{}', [mark(15), mark(18, 'runtime.zerobase')], 'paper zero-size'],
    ['x', [mark(15, 'runtime.staticuint64s')], 'paper small-value'],
    ['x', [mark(15), mark(18, 'runtime.staticuint64s')], 'paper small-value'],
    ['T{...}', [mark(15), mark(18, 'runtime.staticuint64s')], 'paper optimized-away'],
    ['T{...}', [mark(15, 'ex.com/m/p..stmp_4')], 'paper static-data'],
    ['T{}', [mark(15, 'runtime.zeroVal')], 'paper static-data'],
    ['Level(3)', [mark(15, 'ex.com/m/p..stmp_4')], 'paper constant'],
    ['Level(3)', [mark(15)], 'paper constant'],
    ['func literal', [mark(15, 'ex.com/m/p.F.func1·f')], 'paper captures-nothing'],
    ['x', [mark(16)], 'paper dead-code'],
    ['x', [mark(15)], 'paper optimized-away'],
  ])('%s with %j: %s', (subject, marks, outcome) => {
    expect(outcomes([], [verdict(15, 'escapes-to-heap', subject)], marks)).toEqual([`15 ${subject} ${outcome}`]);
  });

  test('nothing is proven where the code was not looked at, but of constants and slices without elements', () => {
    const verdicts = ['x', '"x"', 'make([]T, 0)'].map((subject) => verdict(15, 'escapes-to-heap', subject));
    const join = joinUnit(unit([], { verdicts }), options);
    expect(join.loose.map((one) => one.is)).toEqual(['unsettled', 'paper', 'paper']);
    expect(listOpenLines(join.loose, options)).toEqual(new Map([['p/p.go', new Set([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])]]));
  });

  test('nor where a call that could be meant is left in the function, or any on the line', () => {
    const verdicts = [verdict(15, 'escapes-to-heap', 'x')];
    const unsettled = '15 x unsettled no-call-no-proof';
    expect(outcomes([untyped(17, 'convT64')], verdicts, [mark(15), mark(17)])).toContain(unsettled);
    expect(outcomes([untyped(17, 'concatstring2')], verdicts, [mark(15), mark(17)])).toContain('15 x paper optimized-away');
    expect(outcomes([at(15, { type: 'ex.com/m/p.T' })], verdicts, [mark(15)])).toContain(unsettled);
    expect(outcomes([untyped(15, 'newproc')], verdicts, [mark(15)])).toContain('15 x paper optimized-away');
  });

  test('a literal that captures nothing has its record; a closure that is left is another’s', () => {
    const wrapper = at(14, { type: 'noalg.struct { F uintptr; X0 int }' });
    const found = (refs: string): string[] =>
      outcomes([wrapper], [verdict(15, 'escapes-to-heap', 'func literal')], [mark(14), mark(15, refs)]);
    expect(found('ex.com/m/p.F.func1·f')).toContain('15 func literal paper captures-nothing');
    expect(found('ex.com/m/p.G·f')).toContain('15 func literal unsettled no-call-no-proof');
  });

  test('a verdict without a position is not settled; a constant is', () => {
    const lost = { file: '', line: 0 };
    expect(outcomes([], [verdict(0, 'moved-to-heap', '#next', lost), verdict(0, 'escapes-to-heap', '"x"', lost)])).toEqual([
      '0 #next unsettled no-position',
      '0 "x" paper constant',
    ]);
  });

  test('printed more often than it has calls: repeated', () => {
    expect(outcomes([at(15)], [verdict(15, 'escapes-to-heap', 'new(int)', { count: 2 })])).toEqual([
      '15 object heap new(int) type',
      '15 new(int) repeated',
    ]);
  });
});

const anyVerdict = fc.record({
  line: fc.integer({ min: 0, max: 21 }),
  kind: fc.constantFrom(
    ...(['escapes-to-heap', 'moved-to-heap', 'does-not-escape', 'append-escapes', 'append-does-not-escape', 'leaking-param'] as const),
  ),
  subject: fc.constantFrom('x', '&T{}', 'a + b', 'string(b)', 'func literal', '[]T{...}', 'Names{...}', 'make([]T, n)', '"x"', 'K(1)'),
  count: fc.integer({ min: 1, max: 3 }),
  column: fc.integer({ min: 1, max: 3 }),
});
const anyCall = fc.record({
  line: fc.integer({ min: 1, max: 21 }),
  allocator: fc.constantFrom('newobject', 'mallocgc', 'convT64', 'concatstring3', 'growslice', 'makeslice', 'makechan', 'newproc'),
  type: fc.option(fc.constantFrom('ex.com/m/p.T', '[2]ex.com/m/p.T', 'noalg.struct { F uintptr; X0 int }'), { nil: undefined }),
  count: fc.integer({ min: 1, max: 3 }),
  holder: fc.constantFrom('ex.com/m/p.F', 'ex.com/m/p.init', 'ex.com/m/p.F.func1'),
  copied: fc.boolean(),
});
const evidence = fc.record({
  verdicts: fc.array(anyVerdict, { maxLength: 12 }),
  calls: fc.array(anyCall, { maxLength: 12 }),
  marks: fc.array(fc.record({ line: fc.integer({ min: 1, max: 21 }), ref: fc.constantFrom('runtime.zerobase', 'p.F·f', 'p..stmp_1') }), {
    maxLength: 6,
  }),
});

test('every call stands in the join as often as in the archive, every heap verdict as often as it was printed', () => {
  fc.assert(
    fc.property(evidence, ({ verdicts, calls, marks }) => {
      const madeVerdicts = verdicts.map(({ line, kind, subject, count, column }) =>
        verdict(line, kind, kind.startsWith('append') ? '' : subject, { count, column }),
      );
      const madeCalls = calls.map(({ line, allocator, type, count, holder, copied }): CallFact => {
        const chain = [frame(holder, 'p/p.go', line)];
        const { type: _, ...bare } = call(copied ? [frame('ex.com/m/q.G', 'q/q.go', 3), ...chain] : chain, {
          allocator: `runtime.${allocator}`,
          count,
        });
        return type === undefined ? bare : { ...bare, type };
      });
      const madeMarks = marks.map(({ line, ref }) => mark(line, ref));
      const join = joinUnit(unit(madeCalls, { verdicts: madeVerdicts, marks: madeMarks }), options);
      for (const one of madeCalls)
        expect(join.calls.filter((joined) => joined.call === one).reduce((sum, { count }) => sum + count, 0)).toBe(one.count);
      for (const one of madeVerdicts) {
        const spoken = join.calls.filter((joined) => joined.verdict === one).reduce((sum, { count }) => sum + count, 0);
        const loose = join.loose.filter((left) => left.verdict === one).reduce((sum, { count }) => sum + count, 0);
        if (one.kind === 'escapes-to-heap' || one.kind === 'moved-to-heap') expect(spoken + loose).toBe(one.count);
        else expect(loose).toBe(0);
        expect(spoken).toBeLessThanOrEqual(one.count);
      }
      expect(join.calls.every(({ count }) => count > 0) && join.loose.every(({ count }) => count > 0)).toBe(true);
    }),
    { seed: 20_241_126, numRuns: 2000 },
  );
});
