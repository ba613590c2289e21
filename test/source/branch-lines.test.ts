import { expect, test } from 'vitest';
import { branchLines } from '../../src/source/branch-lines.ts';

function straightLines(source: string): number[] {
  const ranges = branchLines(new TextEncoder().encode(source));
  const all = source.split('\n').map((_, index) => index + 1);
  return all.filter((line) => ranges.every((range) => line < range.line || line > range.endLine));
}

test.each([
  ['a body of one line', 'package p\nfunc F() *T { return &T{} }\n', [1, 2, 3]],
  ['a branch', 'package p\nfunc F(b bool) {\n\tif b {\n\t\tg()\n\t}\n\th()\n}\n', [1, 2, 3, 6, 7, 8]],
  ['behind a return in a branch', 'package p\nfunc F(b bool) {\n\tif b {\n\t\treturn\n\t}\n\th()\n}\nfunc G() {}\n', [1, 2, 3, 4, 8, 9]],
  ['a return at the end', 'package p\nfunc F() int {\n\tg()\n\treturn 1\n}\n', [1, 2, 3, 4, 5, 6]],
  [
    'braces and words in strings and comments',
    'package p\nfunc F() {\n\tg("{ return")\n\tg(`{\n{`) // { return\n\tg(\'{\')\n\th()\n}\n',
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  ],
  ['a literal over several lines', 'package p\nfunc F() *T {\n\treturn &T{\n\t\ta: 1,\n\t}\n}\n', [1, 2, 3, 6, 7]],
  ['no body', 'package p\nfunc F()\n', [1, 2, 3]],
  [
    'braces of types in a signature',
    'package p\nfunc (T[P]) F(a struct{ b int }) interface {\n\tG()\n} {\n\tif b {\n\t\tg()\n\t}\n}\n',
    [1, 2, 3, 4, 5, 8, 9],
  ],
  ['a literal of the package', 'package p\nvar f = func() {\n\tif b {\n\t\tg()\n\t}\n}\n', [1, 2, 3, 4, 5, 6, 7]],
  ['what looks like a function in a string', 'package p\nvar s = `\nfunc F() {\n{\n{\n`\nfunc G() {\n}\n', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
])('%s', (_, source, lines) => {
  expect(straightLines(source)).toEqual(lines);
});

test('broken code and code without end are read in linear time', () => {
  const source = `package p\nfunc F() {\n${'if x {\n'.repeat(50_000)}`;
  expect(straightLines(source).slice(0, 3)).toEqual([1, 2, 3]);
});
