import { expect, it } from 'vitest';
import { chooseExplanation } from '../../src/engine/choose-explanation.ts';
import type { Explanation, FlowStep } from '../../src/model/facts.ts';
import type { What } from '../../src/model/report.ts';

function told(subject: string, column: number, destination: string, name = 'f'): Explanation {
  const step: FlowStep = { destination, derefs: -1, source: `{storage for ${subject}}`, from: [] };
  return { file: 'a.go', line: 2, column, kind: 'escapes', subject, function: name, steps: [step], truncated: false };
}

const copy = told('string(b)', 4, '{storage for ... argument}');
const conversion = told('string(b)', 5, '{storage for string(b)}');
const inner = told('append(s, x...)', 7, 's');
const outer = told('append(append(s, y), z)', 7, 'r');
const lines = ['', 'append(append(s,y), z)', 's = append(s, x...)'];

function choose(all: readonly Explanation[], what: What, line: number, column: number, name = 'f'): Explanation | undefined {
  const verdict = { kind: 'escapes-to-heap', subject: '', column, count: 1 } as const;
  return chooseExplanation(
    all,
    { what, at: { file: 'a.go', line } },
    verdict,
    { package: 'ex.com/p', function: name },
    (_file, at) => lines[at - 1],
  );
}

it.each(['string', 'growth'] as const)('a %s that is boxed where it is made begins before its copy', (what) => {
  expect(choose([copy, conversion], what, 2, 4)).toBe(conversion);
  expect(choose([copy, conversion], what, 2, 5)).toBe(conversion);
});

it('the copy in the interface is a box', () => {
  expect(choose([copy, conversion], 'box', 2, 4)).toBe(copy);
});

it('of the appends of an inlined body that share a position the one is meant that stands in the site’s line', () => {
  expect(choose([inner, outer], 'growth', 2, 7)).toBe(outer);
  expect(choose([outer, inner], 'growth', 3, 7)).toBe(inner);
});

it('of the copies of a closure that of the place is meant, whatever its type arguments', () => {
  const other = told('x', 4, '{heap}', 'g.f[int].func1');
  const own = told('x', 4, '{heap}', 'f[int].func1');
  expect(choose([other, own], 'object', 2, 4, 'ex.com/p.f[...].func1')).toBe(own);
  expect(choose([other, own], 'object', 2, 4, 'h')).toBe(other);
});

it('nothing is told', () => {
  expect(choose([copy], 'object', 2, 9)).toBeUndefined();
});
