import { expect, test } from 'vitest';
import { joinUnit } from '../../../src/analysis/join/join-unit.ts';
import { createWhatOf } from '../../../src/analysis/join/what-of.ts';
import type { Unit } from '../../../src/model/unit.ts';
import { call, frame, unit, verdict } from '../../support/made-facts.ts';

/** Counts how often anything of these is looked at. */
function countReads<T extends object>(list: readonly T[]): { readonly list: readonly T[]; reads(): number } {
  let sum = 0;
  const get = (target: T, key: string | symbol): unknown => {
    sum++;
    return Reflect.get(target, key);
  };
  return { list: list.map((each) => new Proxy(each, { get })), reads: () => sum };
}

/** One function whose lines box two values and settle one of them, with marks on each line. */
function longFunction(lines: number): { readonly unit: Unit; reads(): number } {
  const at = Array.from({ length: lines }, (_, index) => index + 2);
  const calls = countReads(
    at.map((line) => call([frame('p.F', 'p/p.go', line)], { allocator: 'runtime.convT', type: 'ex.com/m/p.T', when: ['always'] })),
  );
  const verdicts = countReads(
    at.flatMap((line) => [verdict(line, 'escapes-to-heap', 'a'), verdict(line, 'escapes-to-heap', 'T{}', { column: 9 })]),
  );
  const marks = countReads(at.map((line) => ({ function: 'p.F', file: 'p/p.go', line, refs: ['runtime.zerobase'] })));
  return {
    unit: unit(calls.list, { verdicts: verdicts.list, marks: marks.list }),
    reads: () => calls.reads() + verdicts.reads() + marks.reads(),
  };
}

function readsOfJoin(lines: number): number {
  const made = longFunction(lines);
  const span = { name: 'F', line: 1, endLine: lines + 2 };
  const joined = joinUnit(made.unit, { whatOf: createWhatOf('1.26'), functionLines: () => span });
  expect(joined.calls).toHaveLength(lines);
  expect(joined.loose).toHaveLength(lines);
  return made.reads();
}

// Counted, not timed: two functions of 4,000 lines once took a minute, when each verdict looked at its whole function.
test('the evidence of a function of 4 and 16 times as many lines is looked at 4 and 16 times as often', () => {
  const once = readsOfJoin(250);
  expect(once).toBeGreaterThan(250 * 3);
  expect(readsOfJoin(1000) / once).toBeLessThan(4.2);
  expect(readsOfJoin(4000) / once).toBeLessThan(16.8);
});
