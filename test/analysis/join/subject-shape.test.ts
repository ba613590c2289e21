import { describe, expect, test } from 'vitest';
import { shapeOf } from '../../../src/analysis/join/subject-shape.ts';
import type { VerdictKind } from '../../../src/model/facts.ts';

const heap = (subject: string) => shapeOf({ kind: 'escapes-to-heap', subject });
const stack = (subject: string) => shapeOf({ kind: 'does-not-escape', subject });
/** 72 characters, as the compiler cuts. */
const cut = `"${'x'.repeat(68)}...`;

describe('what is never allocated', () => {
  test.each([
    '1',
    '-1',
    '+1',
    '2.5',
    '1e+100',
    '0x1f',
    '(0 + 3i)',
    '(-1 + 2.5i)',
    "'x'",
    "'\\n'",
    `'"'`,
    `'\\''`,
    '"text"',
    '"a + b"',
    '"{...}"',
  ])('%s is a constant', (subject) => expect(heap(subject)).toEqual({ whats: [], form: 'constant' }));

  test.each([
    'true',
    'false',
    'nil',
    '""',
    '"\\""',
    '"\\\\"',
    cut,
    `"${'世'.repeat(68)}...`,
    `"${'🙂'.repeat(68)}...`,
    `"${'\\"'.repeat(34)}...`,
  ])('%s too', (subject) => expect(heap(subject).form).toBe('constant'));

  test.each(['"a" + b', 'a + "b"', `${cut} + s`, '"a" + "b"', 'x + 1', `f("a") + ${cut}`, 'f(a) + g(b)', 'string(a) + f("x")'])(
    '%s is none',
    (subject) => expect(heap(subject)).toMatchObject({ form: 'name', isSum: true, whats: ['string', 'box', 'bytes'] }),
  );

  test.each(['named("x")', 'time.Duration(1)', 'pkg.Level(-1)', `T(${cut})`])('%s is one of a type, or a call', (subject) =>
    expect(heap(subject)).toMatchObject({ form: 'constant-conversion', whats: ['box'] }),
  );

  test.each(['[]T{}', '[]struct { x int }{}', 'make([]T, 0)', 'make([]map[K]V, 0, 0)', '([]byte)("")'])('%s has no array', (subject) =>
    expect(heap(subject).form).toBe('empty-slice'),
  );
});

describe('what names its type', () => {
  test.each([
    ['&T{}', 'T', 'whole', 'object', 'empty'],
    ['&T{...}', 'T', 'whole', 'object', 'made'],
    ['new(q.T)', 'q.T', 'whole', 'object', 'empty'],
    ['new(struct { A string "json:\\"a,b)\\"" })', 'struct { A string "json:\\"a,b)\\"" }', 'whole', 'object', 'empty'],
    ['&Box[go.shape.struct { x.y int }]{...}', 'Box[go.shape.struct { x.y int }]', 'whole', 'object', 'made'],
    ['&[]int{...}', '[]int', 'whole', 'object', 'made'],
    ['[]string{...}', 'string', 'element', 'object', 'made'],
    ['[]func(a int, b []T) map[K]V{...}', 'func(a int, b []T) map[K]V', 'element', 'object', 'made'],
    ['map[string]*T{...}', 'map[string]*T', 'whole', 'map', 'made'],
    ['map[struct { a, b int }]int{}', 'map[struct { a, b int }]int', 'whole', 'map', 'empty'],
    ['T{...}', 'T', 'whole', 'box', 'made'],
    ['[2]int{...}', '[2]int', 'whole', 'box', 'made'],
    ['struct { a int; b int }{...}', 'struct { a int; b int }', 'whole', 'box', 'made'],
    ['make([]T, n)', 'T', 'element', 'slice', 'made'],
    ['make([]map[K]struct { a, b int }, n, len(a, b))', 'map[K]struct { a, b int }', 'element', 'slice', 'made'],
    ['make(map[K]V, n)', 'map[K]V', 'whole', 'map', 'made'],
    ['([]byte)(s)', 'byte', 'element', 'bytes', 'name'],
    ['([]byte)("abc")', 'byte', 'element', 'bytes', 'name'],
    ['größe{...}', 'größe', 'whole', 'box', 'made'],
  ])('%s: %s, the %s, a %s', (subject, type, typeIs, what, form) => {
    expect(heap(subject)).toMatchObject({ type, typeIs, whats: expect.arrayContaining([what]), form });
    expect(heap(subject).whats[0]).toBe(what);
  });

  test.each([
    ['make([]T, 10)', true],
    ['make([]T, 10, n)', true],
    ['make([]T, n, 10)', false],
    ['make([]T, 0, 10)', false],
    ['make(Names, 3)', true],
  ])('%s has a length that is known: %s', (subject, known) => expect(heap(subject).hasLength).toBe(known));
});

describe('what a value is boxed by, where its text tells', () => {
  test.each<[string, readonly string[] | undefined]>([
    ['len(s)', ['runtime.convT32', 'runtime.convT64']],
    ['int64(x)', ['runtime.convT64', 'runtime.convTnoptr']],
    ['uint16(x)', ['runtime.convT16']],
    ['byte(x)', []],
    ['!ok', []],
    ['string(b)', ['runtime.convTstring']],
    ['([]byte)(s)', ['runtime.convTslice']],
    ['append(s, x)', ['runtime.convTslice']],
    ['a + "b"', ['runtime.convTstring']],
    ['fmt.Sprintf("%d == %d", ... argument...)', ['runtime.convTstring']],
    ['err.Error()', ['runtime.convTstring']],
    [`fmt.Sprintf(${cut}, ... argument...)`, ['runtime.convTstring']],
    ['(*T).String(x)', ['runtime.convTstring']],
    ['strings.Index(a, b)', undefined],
    ['a + b', undefined],
    ['len(a) == len(b)', undefined],
    ['int(a) < int(b)', undefined],
    ['f(x)', undefined],
    ['x', undefined],
  ])('%s by %s', (subject, by) => expect(heap(subject).boxedBy).toEqual(by));

  test.each(['x', '~r0', 's[i]', '*p', '<-c', '.autotmp_4', 'm[k].(T)', '-n', 'π'])('%s is a boxed value', (subject) =>
    expect(heap(subject).whats).toEqual(['box']),
  );

  test.each(['t.M', '(~r0).ServeHTTP', 's[i].M', '(*T).M', 'a.b.c', 'g[go.shape.int].μ'])('%s may be a method value', (subject) =>
    expect(heap(subject)).toEqual({ whats: ['box', 'closure'], form: 'method-value' }),
  );
});

describe('what stays in the frame', () => {
  test.each(['x', 't.f', '&T{...}', '[]int{...}', '... argument', 'func literal', 'new(T)', 'T{...}', '"text"', 'any(x).(T)', 't.M'])(
    '%s calls nothing',
    (subject) => expect(stack(subject).whats).toEqual([]),
  );

  test.each<[string, readonly string[]]>([
    ['make([]T, n)', ['slice']],
    ['make(map[K]V, 100)', ['map']],
    ['map[K]V{...}', ['map']],
    ['string(b)', ['string']],
    ['([]byte)(s)', ['bytes']],
    ['([]rune)(s)', ['slice']],
    ['a + b', ['string', 'bytes']],
    ['Named(b)', ['string', 'bytes', 'slice']],
  ])('%s may call %s', (subject, whats) => expect(stack(subject).whats).toEqual(whats));

  test.each<[string, number | undefined]>([
    ['a + b', 2],
    ['a + "x + y" + b', 3],
    ['f(a + b) + c[d + e]', 2],
    ['"\\" + " + a', 2],
    [`a + ${cut}`, undefined],
    ['a) + b', undefined],
    ['a + T{...} + b', 3],
  ])('%s joins %s', (subject, operands) => expect(stack(subject).operands).toBe(operands));
});

test.each<[VerdictKind, string, readonly string[]]>([
  ['moved-to-heap', 'make([]T, n)', ['object']],
  ['append-escapes', '', ['growth', 'leaves-frame']],
  ['append-does-not-escape', '', ['growth', 'leaves-frame']],
])('%s is known by its kind', (kind, subject, whats) => expect(shapeOf({ kind, subject }).whats).toEqual(whats));

test('a subject of 200 kB takes no more than linear time, and has a shape', () => {
  const parts = [
    '"',
    '(',
    '[]',
    'a.',
    "'",
    '\\',
    ' + ',
    '{',
    '.a',
    '"a',
    'a(',
    '1',
    'e',
    '-',
    '+1i',
    ',',
    'T(',
    '"\\"',
    '世',
    '{...}',
    '%2e',
  ];
  const slow: string[] = [];
  for (const part of parts) {
    const started = performance.now();
    for (const before of ['', 'make(', '"', '(', '&', '[]byte(', 'T('])
      for (const after of ['', ')', '{...}', '...', '"']) stack(`${before}${part.repeat(200_000 / part.length)}${after}`);
    if (performance.now() - started > 8000) slow.push(part);
  }
  expect(slow).toEqual([]);
}, 120_000);
