import { expect, test } from 'vitest';
import { readSources } from '../../src/engine/read-sources.ts';
import { createFinders } from '../../src/engine/source-finders.ts';
import type { SourceTexts } from '../../src/engine/source-texts.ts';
import type { Unit } from '../../src/model/unit.ts';

const finders = createFinders([
  {
    file: 'a.go',
    loops: [
      { line: 4, endLine: 9, depth: 1 },
      { line: 5, endLine: 6, depth: 2 },
    ],
    functions: [
      { name: 'F', line: 1, endLine: 20 },
      { name: 'F.func1', line: 3, endLine: 10 },
      { name: 'F.func2', line: 12, endLine: 12 },
      { name: '(*T).M', line: 22, endLine: 30 },
      { name: 'G', line: 32, endLine: 32 },
    ],
  },
]);

test.each([
  [3, 'Caller.F.func1', 'F', 'a literal that starts here is made by the function around it'],
  [7, 'Caller.F.func3', 'F.func1', 'a copy of a literal is written once'],
  [12, 'Caller.F.func2', 'F.func2', 'code of a literal is that of the only one on the line'],
  [12, 'Caller', 'Caller', 'a literal on one line cannot be told from the function around it'],
  [12, 'F', 'F', 'a name that fits stays'],
  [25, '(*T[...]).M', '(*T[...]).M', 'an instantiation keeps its mark'],
  [22, '(*T).M', '(*T).M', 'the line of a declaration belongs to it'],
  [32, 'H', 'G', 'a function on one line'],
  [40, 'X', 'X', 'outside of all functions'],
])('line %i, symbol %s is in %s: %s', (line, symbol, name) => {
  expect(finders.functionAt('a.go', line, symbol)).toBe(name);
});

test('loops count by the deepest one; a file that was not read has no answer', () => {
  expect([3, 4, 5, 9, 10].map((line) => finders.loopAt('a.go', line))).toEqual([0, 1, 2, 1, 0]);
  expect(finders.loopAt('b.go', 1)).toBeUndefined();
});

test('a variable in the header of a loop is one for each iteration, or stands before the loop', () => {
  const source = 'package p\n\nfunc f(n int) {\n\tfor i := 0; i < n; i++ { j := i\n\t\tfor _, k := range s(\n\t\t\tn) {\n\t\t}\n\t}\n}\n';
  const unit = { listed: { files: ['p.go'] }, texts: [{ verdicts: [{ file: 'p.go' }] }] } as unknown as Unit;
  const texts = { read: () => new TextEncoder().encode(source), digest: () => 'd' } as unknown as SourceTexts;
  const { loopAt } = createFinders(readSources(texts, [unit]));
  const depths = (line: number, column: number): unknown[] =>
    [true, false].map((isPerIteration) => loopAt('p.go', line, { column, isPerIteration }));
  expect(depths(4, 6)).toEqual([1, 0]);
  expect(depths(4, 27)).toEqual([1, 1]);
  expect(depths(5, 10)).toEqual([2, 1]);
  expect(depths(6, 4)).toEqual([2, 1]);
  // What is no variable counts as before.
  expect([4, 5, 6].map((line) => loopAt('p.go', line))).toEqual([1, 1, 1]);
});

test('of a file that was not read nothing is known', () => {
  expect(finders.functionAt('b.go', 1, 'F')).toBe('F');
});
