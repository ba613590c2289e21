import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/base/user-error.ts';
import { completeQuery } from '../../src/query/complete-query.ts';
import { fields } from '../../src/query/fields.ts';
import { formatQuery } from '../../src/query/format-query.ts';
import { siteTest } from '../../src/query/match-query.ts';
import { parseQuery } from '../../src/query/parse-query.ts';
import { fieldNames, operators, type FieldName, type Query } from '../../src/query/query.ts';
import { errorMessage } from '../../src/view/messages/en/errors.ts';
import { makeSite, shop } from './sites.ts';

const runs = { seed: 20261126, numRuns: 2000, interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true };

function faultOf(text: string): { code: string; args: Readonly<Record<string, unknown>> } | undefined {
  try {
    parseQuery(text);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, args: error.args };
    throw error;
  }
}

describe('faults name the column and what would do', () => {
  test.each([
    ['outcom:paper', 'query-field', 1, { near: 'outcome' }],
    ['in:loop packge:x', 'query-field', 9, { near: 'package' }],
    ['http://x', 'query-field', 1, {}],
    ['in:loop outcome:papr', 'query-value', 17, { near: 'paper' }],
    ['outcome:allocates,zzzzzz', 'query-value', 19, { expected: 'allocates, paper, merged, unsettled' }],
    ['cause:z*', 'query-value', 7, {}],
    ['size>64kbit', 'query-value', 6, { expected: 'a number of bytes: 64, 1KiB, 1.5MiB' }],
    ['size>big', 'query-value', 6, {}],
    ['size:*,3', 'query-value', 6, {}],
    ['copies>1KiB', 'query-value', 8, { expected: 'a number' }],
    ['depth>-1', 'query-value', 7, {}],
    ['pkg:/home/x', 'query-value', 5, {}],
    ['outcome>paper', 'query-operator', 1, { operator: '>' }],
    ['func:"Get', 'query-unbalanced', 6, { sign: '"' }],
    ["in:loop '", 'query-unbalanced', 9, { sign: "'" }],
    ['(in:loop', 'query-unbalanced', 1, { sign: '(' }],
    ['(', 'query-unbalanced', 1, { sign: '(' }],
    ['in:loop)', 'query-unbalanced', 8, { sign: ')' }],
    ['func:(a or b)', 'query-unbalanced', 6, { sign: '(' }],
    ['()', 'query-term', 2, { found: ')' }],
    ['or x', 'query-term', 1, { found: 'or' }],
    ['x or', 'query-term', 5, { found: '' }],
    ['x and and y', 'query-term', 7, { found: 'and' }],
    ['-', 'query-term', 2, { found: '' }],
    ['not', 'query-term', 4, { found: '' }],
    ['func:', 'query-term', 6, { found: '' }],
    ['func: x', 'query-term', 6, { found: ' ' }],
    ['func:a, b', 'query-term', 8, { found: ' ' }],
    ['func:""', 'query-term', 6, { found: '""' }],
    ['"a"b', 'query-term', 4, { found: 'b' }],
    [`${'('.repeat(51)}x${')'.repeat(51)}`, 'query-too-deep', 51, { limit: 50 }],
  ])('%s', (text, code, column, args) => {
    const fault = faultOf(text);
    expect(fault).toMatchObject({ code, args: { column, ...args } });
    const message = errorMessage(code, fault?.args ?? {});
    expect(message.what).toContain(`column ${column}: `);
    expect(`${message.what} ${message.next}`).not.toMatch(/undefined|\{/);
  });

  test('fifty parentheses are not too many', () => {
    expect(parseQuery(`${'('.repeat(50)}x${')'.repeat(50)}`)).toEqual({ kind: 'text', text: 'x' });
  });
});

test.each([
  ['size>=1KiB', 'size>=1024'],
  ['size:64', 'size=64'],
  ['line:1,2 x', '(line=1 or line=2) x'],
  ['not (a and b)', '-(a b)'],
  ['-(-a)', 'a'],
  ['!size:64', '-size=64'],
  ['!(a b)', '-(a b)'],
  ['a (b (c d))', 'a b c d'],
  ['Function:"Get"', 'func:Get'],
  ["subject:'a b'", 'subject:"a b"'],
  ['"or"', '"or"'],
  ['a.go:7', 'file:a.go line=7'],
  ['func:(*T).M,New', 'func:(*T).M,New'],
  ['(*T).M x', '"(*T).M" x'],
  ['-"-a"', '-"-a"'],
  [String.raw`"say \"\\n\""`, String.raw`"say \"\\n\""`],
])('%s is written %s', (text, written) => {
  expect(formatQuery(parseQuery(text))).toBe(written);
});

/** Texts that are hard to write. */
const word = fc
  .array(
    fc.constantFrom(
      'a',
      'Z',
      '0',
      ' ',
      '\t',
      '"',
      "'",
      '\\',
      '*',
      '(',
      ')',
      ',',
      ':',
      '-',
      '>',
      '=',
      '[',
      ']',
      '{',
      '.',
      'or',
      'not',
      'é',
      '世',
      '\u00a0',
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => parts.join(''));

const leaf: fc.Arbitrary<Query> = fc.oneof(
  word.map((text): Query => ({ kind: 'text', text })),
  fc.constantFrom(...fieldNames).chain((field): fc.Arbitrary<Query> => {
    const row = fields[field];
    if (row.kind === 'number' || row.kind === 'bytes') {
      const number = fc.record({
        kind: fc.constant('compare' as const),
        field: fc.constant(field),
        operator: fc.constantFrom(...operators),
        value: fc.nat(1_000_000),
      });
      return fc.oneof(number, fc.constant<Query>({ kind: 'is', field, values: ['*'] }));
    }
    const value =
      row.kind === 'choice' ? fc.constantFrom(...row.values) : row.kind === 'package' ? fc.constantFrom('./...', 'a/b', '..', 'std') : word;
    return fc.array(value, { minLength: 1, maxLength: 3 }).map((values) => ({ kind: 'is', field, values }));
  }),
);

/** Trees in the form that parsing gives. */
const { tree } = fc.letrec<{ tree: Query; group: Query }>((tie) => ({
  group: fc
    .record({ kind: fc.constantFrom('and' as const, 'or' as const), terms: fc.array(tie('tree'), { minLength: 2, maxLength: 4 }) })
    .map(flat),
  tree: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    leaf,
    tie('group'),
    tie('tree').map((term): Query => (term.kind === 'not' ? term.term : { kind: 'not', term })),
  ),
}));

function flat({ kind, terms }: { readonly kind: 'and' | 'or'; readonly terms: readonly Query[] }): Query {
  return { kind, terms: terms.flatMap((term) => (term.kind === kind ? term.terms : [term])) };
}

describe('properties', () => {
  test('what is written is read as it was', () => {
    fc.assert(
      fc.property(tree, (query) => {
        expect(parseQuery(formatQuery(query))).toEqual(query);
      }),
      runs,
    );
  });

  const signs = `( ) " ' \\ , : > >= < = - or and not * ... ./ (* ). [ { size> loop paper allocates 64 1KiB x.go:3 é constructor: __proto__`;
  const pieces = fc.constantFrom(...signs.split(' '), ...fieldNames.map((name) => `${name}:`), ' ', '\t', '\u0000', '\u2028', 'toString:x');
  const soup = fc.oneof(
    fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );

  test('any text is a query or a fault with its column, and a query is written and read the same', () => {
    const read = { queries: 0, faults: 0 };
    fc.assert(
      fc.property(soup, (text) => {
        const fault = faultOf(text);
        if (fault) {
          read.faults++;
          expect(fault.code).toMatch(/^query-/);
          expect(fault.args['column']).toBeGreaterThanOrEqual(1);
          expect(fault.args['column']).toBeLessThanOrEqual(text.length + 1);
          return;
        }
        read.queries++;
        const query = parseQuery(text);
        expect(parseQuery(formatQuery(query))).toEqual(query);
        siteTest(query, shop)(makeSite());
      }),
      { ...runs, numRuns: 5000 },
    );
    expect(read.queries).toBeGreaterThan(500);
    expect(read.faults).toBeGreaterThan(500);
  });

  test('not is the opposite, or and and are what they are', () => {
    const site = makeSite({ loop: 1, type: { name: 'a.Z0', size: 7, of: 'object', known: 'operand' } });
    const is = (query: Query): boolean => siteTest(query, shop)(site);
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        expect(is({ kind: 'not', term: a })).toBe(!is(a));
        expect(is({ kind: 'and', terms: [a, b] })).toBe(is(a) && is(b));
        expect(is({ kind: 'or', terms: [a, b] })).toBe(is(a) || is(b));
      }),
      { ...runs, numRuns: 500 },
    );
  });
});

test.each([
  '(',
  ')',
  '"',
  '-',
  'not ',
  'a ',
  'a or ',
  'func:a,',
  'a,',
  '(*',
  '*a',
  '[',
  'x',
  'x:',
  "'\\",
  'file:*a*',
  '(a) ',
  '-(',
  'size>1 ',
  'type:[',
  '\t',
])('ten thousand characters of %j take no time', (piece) => {
  const text = piece.repeat(Math.ceil(10_000 / piece.length)).slice(0, 10_000);
  const start = process.cpuUsage().user;
  const fault = faultOf(text);
  if (!fault) {
    const query = parseQuery(text);
    siteTest(query, shop)(makeSite({ at: { file: 'a'.repeat(10_000), line: 1 } }));
    expect(parseQuery(formatQuery(query))).toEqual(query);
  }
  completeQuery(text);
  expect((process.cpuUsage().user - start) / 1000).toBeLessThan(1000);
});

describe('completion', () => {
  test.each([
    ['', 0, fieldNames.map((name) => `${name}:`)],
    ['in:loop -out', 9, ['outcome:']],
    ['(fi', 1, ['file:']],
    ['said:', 5, ['heap', 'append', 'stack', 'nothing']],
    ['x -said:heap,s', 13, ['stack']],
    ['func:G', 5, []],
    ['zzz', 0, []],
    ['zzz:a', 4, []],
  ])('%j', (text, from, options) => {
    const completion = completeQuery(text);
    expect(completion.from).toBe(from);
    expect(completion.options.map((option) => option.text)).toEqual(options);
  });
});

test('every field says what it is, with an example of itself that parses', () => {
  for (const name of fieldNames) {
    const row = fields[name];
    expect(row.doc).toMatch(/^[A-Z].*\.$/);
    const query = parseQuery(row.example);
    expect('field' in query && query.field).toBe(name satisfies FieldName);
  }
  const words = fieldNames.flatMap((name) => [name, ...fields[name].aliases]);
  expect(new Set(words).size).toBe(words.length);
});
