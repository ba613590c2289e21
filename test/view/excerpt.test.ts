import fastStringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import type { Excerpt, Mark } from '../../src/model/explanation.ts';
import { toUtf16Column } from '../../src/source/columns.ts';
import { excerptRows, extentAt } from '../../src/view/excerpt.ts';

const encoder = new TextEncoder();

/** An excerpt of one line, 7, with a mark where `at` starts in it. */
function one(line: string, at: string, of: Mark['of'] = 'allocates', nth = 0): Excerpt {
  let index = line.indexOf(at);
  for (let i = 0; i < nth; i++) index = line.indexOf(at, index + 1);
  const column = encoder.encode(line.slice(0, index)).length + 1;
  return { file: 'x.go', first: 7, lines: [line], marks: [{ line: 7, column, utf16: toUtf16Column(encoder.encode(line), column), of }] };
}

function rows(excerpt: Excerpt, columns?: number): string[] {
  return excerptRows(excerpt, { width: fastStringWidth, ...(columns === undefined ? {} : { columns }) }).map((row) => row.text);
}

/** What stands above the signs, by display columns. */
function underlined(excerpt: Excerpt, columns?: number): string {
  const [source = '', signs = ''] = rows(excerpt, columns);
  let out = '';
  let column = 0;
  for (const { segment } of new Intl.Segmenter().segment(source)) {
    const width = fastStringWidth(segment);
    if ('^~-'.includes(signs.charAt(column)) && signs.charAt(column) !== '') out += segment;
    column += width;
  }
  return out;
}

describe('signs stand under what they speak of', () => {
  test.each([
    ['tabs before', '\t\tx := make([]int, n)', '(', 'make([]int, n)'],
    ['a tab inside', 'a\t= new(T)', '(', 'new(T)'],
    ['wide characters', '\tname := "世界" + suffix', '+', '+'],
    ['combining marks', 'e\u0301te\u0301 := &Order{}', '&', '&Order'],
    ['an emoji outside the first plane', 's := "🙂" + f(x)', '(', 'f(x)'],
    ['a name with letters of other scripts', '\tпривет := &größe', '&', '&größe'],
    ['a moved variable', '\tpoint := Point{}', 'point', 'point'],
    ['a selector', '\tf := s.Handle', '.', 's.Handle'],
    ['an element', '\tf(args[0], b)', '[', 'args[0]'],
    ['a conversion', '\tb := ([]byte)(message)', '(', '([]byte)(message)'],
    ['a literal in a call', '\tf(T{a: "}"})', '{', 'T{a: "}"}'],
    ['a closure', '\treturn func() int {', 'func', 'func'],
    ['an operator of two characters', '\ts += x', '+=', '+='],
    ['a call that goes on below', '\tf(', '(', 'f('],
  ])('%s', (_, line, at, expected) => {
    const nth = at === '(' && line.startsWith('\tb := (') ? 1 : 0;
    expect(underlined(one(line, at, 'allocates', nth))).toBe(expected);
  });

  test('escape sequences and direction marks are shown, not obeyed, and shift the signs', () => {
    const excerpt = one('\tx := "\u001b[31m\u202e" + y', '+');
    expect(rows(excerpt)[0]).toContain('\\u{1b}[31m\\u{202e}');
    expect(underlined(excerpt)).toBe('+');
  });

  test('several marks, and their labels below', () => {
    const line = 'f(a, b)';
    const marks: Mark[] = [3, 6].map((column) => ({ line: 1, column, utf16: column, of: 'allocates' }));
    const shown = excerptRows(
      { file: 'x.go', first: 1, lines: [line], marks },
      { width: fastStringWidth, label: (mark) => String(mark.column) },
    );
    expect(shown.map((row) => row.text)).toEqual(['   1 │ f(a, b)', '     │   ^  ^', '     │   3  6']);
  });

  test('what only was asked for does not hide what is known there', () => {
    const excerpt = one('x := y', 'y');
    const [mark] = excerpt.marks;
    expect(rows({ ...excerpt, marks: [...excerpt.marks, { ...mark!, of: 'asked' }] })[1]).toBe('     │      ^');
  });
});

describe('long lines', () => {
  const long = `x := "${'é'.repeat(5000)}" + ${'世'.repeat(5000)}`;

  test.each([40, 80, 200])('in %i columns: cut, with the marked place in sight', (columns) => {
    const excerpt = one(long, '+');
    for (const row of rows(excerpt, columns)) expect(fastStringWidth(row)).toBeLessThanOrEqual(columns);
    expect(underlined(excerpt, columns)).toBe('+');
    expect(rows(excerpt, columns)[0]).toContain('…');
  });

  test('without a terminal too', () => {
    expect(fastStringWidth(rows(one(long, '+'))[0] ?? '')).toBeLessThanOrEqual(240);
  });

  test('a megabyte takes no time to speak of', () => {
    const started = performance.now();
    rows(one(`${'a'.repeat(1 << 20)} + b`, '+'), 80);
    expect(performance.now() - started).toBeLessThan(500);
  });

  test('surrogates are not torn', () => {
    const row = rows(one(`${'🙂'.repeat(400)} + b`, '+'), 60)[0] ?? '';
    expect(row).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  });
});

test('a position behind the end of a line is one column wide', () => {
  expect(extentAt('abc', 3)).toEqual([3, 4]);
});
