import { expect, test } from 'vitest';
import type { NoAnswer } from '../../src/model/explanation.ts';
import { noAnswerWords } from '../../src/view/explain-answers.ts';

const words = (answer: NoAnswer): string => Object.values(noAnswerWords(answer, ({ file, line }) => `${file}:${line}`)).join('\n');

test.each<[string, NoAnswer, RegExp]>([
  ['a file of a dependency', { answer: 'no-such-file', file: '/go/pkg/mod/ex.com/a@v1.0.0/a.go' }, /--deps/],
  ['any other file', { answer: 'no-such-file', file: 'a.go' }, /from where you stand/],
  ['a function of a dependency', { answer: 'no-such-function', name: 'fmt.Sprintf', deps: 'fmt' }, /--deps fmt`/],
  [
    'a generic function without an instance',
    { answer: 'not-compiled', file: 'a.go', why: { by: 'no-instance', function: 'Map', tests: false } },
    /no code of it[^]*--tests/,
  ],
  ['… with tests', { answer: 'not-compiled', file: 'a.go', why: { by: 'no-instance', function: 'Map', tests: true } }, /Name the packages/],
  [
    'a line that is known by another position',
    { answer: 'not-compiled', file: 'p.y.go', why: { by: 'line-directive', shown: { file: 'yaccpar', line: 30 } } },
    /explain yaccpar:30`/,
  ],
])('what to do next: %s', (_, answer, expected) => expect(words(answer)).toMatch(expected));
