import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchLine, openVerdict, type Match, type OpenCall, type OpenVerdict } from '../../../src/analysis/join/match-line.ts';
import { createWhatOf } from '../../../src/analysis/join/what-of.ts';
import { call, frame, verdict } from '../../support/made-facts.ts';

const whatOf = createWhatOf('1.26');
const at = [frame('ex.com/m/p.F', 'p/p.go', 7)];

function openCall(allocator: string, type?: string, count = 1): OpenCall {
  const { type: _, ...bare } = call(at, { allocator: `runtime.${allocator}`, count });
  const made = type === undefined ? bare : { ...bare, type };
  return { call: made, what: whatOf(made), left: count };
}

function heap(subject: string, count = 1): OpenVerdict {
  return openVerdict(verdict(7, 'escapes-to-heap', subject, { count }));
}

function stack(subject: string): OpenVerdict {
  return openVerdict(verdict(7, 'does-not-escape', subject));
}

const show = (matches: readonly Match[]): string[] =>
  matches.map(({ verdict: { verdict: said }, call: { call: made }, count, joined }) =>
    [said.subject || said.kind, '→', made.allocator.slice(8), ...(made.type === undefined ? [] : [made.type]), count, joined].join(' '),
  );

describe('one line', () => {
  test('types decide before columns', () => {
    const calls = [openCall('newobject', 'ex.com/m/p.A'), openCall('newobject', 'ex.com/m/p.B')];
    expect(show(matchLine([heap('&B{...}'), heap('&A{}')], calls))).toEqual([
      '&B{...} → newobject ex.com/m/p.B 1 type',
      '&A{} → newobject ex.com/m/p.A 1 type',
    ]);
  });

  test('a typed constant leaves the call to the value that needs it', () => {
    expect(show(matchLine([heap('Key(0)'), heap('id')], [openCall('convTstring')]))).toEqual(['id → convTstring 1 kind']);
    expect(show(matchLine([heap('f(0)')], [openCall('convTstring')]))).toEqual(['f(0) → convTstring 1 kind']);
  });

  test('a value whose kind is told is boxed by that kind', () => {
    const calls = [openCall('convTslice'), openCall('convT64'), openCall('convTstring')];
    expect(show(matchLine([heap('x'), heap('([]byte)(s)'), heap('len(s)')], calls))).toEqual([
      'len(s) → convT64 1 kind',
      '([]byte)(s) → convTslice 1 kind',
      'x → convTstring 1 order',
    ]);
    expect(show(matchLine([heap('byte(x)'), heap('!ok')], [openCall('convT64')]))).toEqual([]);
  });

  test('a text that is made of boxed values is boxed as a text', () => {
    const calls = [openCall('convT64'), openCall('convTstring')];
    expect(show(matchLine([heap('fmt.Sprintf(format, v...)'), heap('got')], calls))).toEqual([
      'fmt.Sprintf(format, v...) → convTstring 1 kind',
      'got → convT64 1 order',
    ]);
  });

  test('made and boxed: one of each kind', () => {
    const calls = [openCall('convTslice', undefined, 2), openCall('stringtoslicebyte', undefined, 2)];
    expect(show(matchLine([heap('([]byte)(s)', 2), heap('([]byte)(t)', 2)], calls))).toEqual([
      '([]byte)(s) → stringtoslicebyte 1 order',
      '([]byte)(t) → stringtoslicebyte 1 order',
      '([]byte)(s) → convTslice 1 order',
      '([]byte)(t) → convTslice 1 order',
    ]);
  });

  test('a concatenation is made by one, a conversion is not', () => {
    const calls = [openCall('intstring'), openCall('concatstring3')];
    expect(show(matchLine([heap(`"'" + string(r) + "'"`)], calls))).toEqual([`"'" + string(r) + "'" → concatstring3 1 kind`]);
    expect(show(matchLine([stack('string(r)')], calls))).toEqual(['string(r) → intstring 1 kind']);
  });

  test('`s += a + b` is more than the text speaks of', () => {
    expect(show(matchLine([stack('a + b')], [openCall('concatstring3')]))).toEqual([]);
    expect(show(matchLine([stack('a + b')], [openCall('concatstring2')]))).toEqual(['a + b → concatstring2 1 kind']);
    expect(show(matchLine([stack('a + b + c + d + e')], [openCall('concatstrings')]))).toEqual([]);
    expect(show(matchLine([heap('a + b')], [openCall('concatstring3')]))).toEqual(['a + b → concatstring3 1 kind']);
  });

  test('a parameter that does not escape makes nothing', () => {
    expect(show(matchLine([stack('m'), stack('k')], [openCall('concatstring2'), openCall('convTstring')]))).toEqual([]);
  });

  test('closures and method values do not take each other’s records', () => {
    const records = [
      openCall('newobject', 'noalg.struct { F uintptr; R *ex.com/m/p.T }'),
      openCall('newobject', 'noalg.struct { F uintptr; X0 int }'),
    ];
    expect(show(matchLine([heap('func literal'), heap('t.M')], records))).toEqual([
      'func literal → newobject noalg.struct { F uintptr; X0 int } 1 kind',
      't.M → newobject noalg.struct { F uintptr; R *ex.com/m/p.T } 1 kind',
    ]);
  });

  test('an object of another type is not taken', () => {
    expect(show(matchLine([heap('&A{}')], [openCall('newobject', 'ex.com/m/p.B')]))).toEqual([]);
    expect(
      show(matchLine([heap('[]A{...}')], [openCall('newobject', '[2]ex.com/m/p.A'), openCall('newobject', '[2]ex.com/m/p.B')])),
    ).toEqual(['[]A{...} → newobject [2]ex.com/m/p.A 1 type']);
    // A wrapper's code knows the type of which the verdict says only the shape.
    expect(show(matchLine([heap('make([]go.shape.*uint8, 0, n)')], [openCall('makeslice', '*ex.com/m/p.T')]))).toEqual([
      'make([]go.shape.*uint8, 0, n) → makeslice *ex.com/m/p.T 1 kind',
    ]);
    expect(show(matchLine([heap('&Box[go.shape.int]{...}')], [openCall('newobject', 'ex.com/m/p.Box[go.shape.int]')]))).toEqual([
      '&Box[go.shape.int]{...} → newobject ex.com/m/p.Box[go.shape.int] 1 type',
    ]);
  });

  test('bytes of a constant are an array', () => {
    expect(show(matchLine([heap('([]byte)("abc")')], [openCall('newobject', '[3]uint8')]))).toEqual([
      '([]byte)("abc") → newobject [3]uint8 1 type',
    ]);
  });
});

const anyVerdict = fc.record({
  kind: fc.constantFrom('escapes-to-heap', 'moved-to-heap', 'does-not-escape', 'append-escapes', 'append-does-not-escape' as const),
  subject: fc.constantFrom(
    'x',
    '&A{}',
    '&B{...}',
    'a + b',
    'string(b)',
    '([]byte)(s)',
    'func literal',
    't.M',
    '[]A{...}',
    'make([]A, n)',
    'K(1)',
    '"x"',
    'f(x)',
    'len(s)',
    'byte(x)',
    'map[A]B{}',
    'make(map[A]B)',
    '[]A{}',
    '... argument',
    'A{...}',
    'new(A)',
    '',
  ),
  count: fc.integer({ min: 1, max: 3 }),
  column: fc.integer({ min: 1, max: 80 }),
});
const anyCall = fc.record({
  allocator: fc.constantFrom(
    'newobject',
    'mallocgc',
    'convT64',
    'convTstring',
    'convTslice',
    'convT',
    'concatstring2',
    'concatstring3',
    'slicebytetostring',
    'stringtoslicebyte',
    'growslice',
    'makeslice',
    'makemap_small',
    'makemap',
    'makechan',
    'newproc',
    'mapassign_faststr',
  ),
  type: fc.option(fc.constantFrom('p.A', 'p.B', '[2]p.A', 'noalg.struct { F uintptr; X0 int }', 'noalg.struct { F uintptr; R p.A }'), {
    nil: undefined,
  }),
  count: fc.integer({ min: 1, max: 3 }),
});

const lines = fc.tuple(fc.array(anyVerdict, { maxLength: 8 }), fc.array(anyCall, { maxLength: 8 }));
type Line = typeof lines extends fc.Arbitrary<infer T> ? T : never;

function open([verdicts, calls]: Line): [OpenVerdict[], OpenCall[]] {
  return [
    verdicts.map(({ kind, subject, count, column }) => openVerdict(verdict(7, kind, subject, { count, column }))),
    calls.map(({ allocator, type, count }) => openCall(allocator, type, count)),
  ];
}

const settings = { seed: 20_241_126, numRuns: 3000 };

test('nothing is used more often than it is there, and what is left is counted', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const [verdicts, calls] = open(line);
      const matches = matchLine(verdicts, calls);
      const used = (side: (match: Match) => unknown, one: unknown): number =>
        matches.filter((match) => side(match) === one).reduce((sum, { count }) => sum + count, 0);
      for (const one of verdicts) {
        expect(one.left).toBeGreaterThanOrEqual(0);
        expect(used((match) => match.verdict, one) + one.left).toBe(one.verdict.count);
      }
      for (const one of calls) {
        expect(one.left).toBeGreaterThanOrEqual(0);
        expect(used((match) => match.call, one) + one.left).toBe(one.call.count);
      }
      expect(matches.every(({ count }) => count > 0)).toBe(true);
    }),
    settings,
  );
});

test('nothing is left on both sides that could still be joined', () => {
  fc.assert(
    fc.property(lines, (line) => {
      const [verdicts, calls] = open(line);
      matchLine(verdicts, calls);
      expect(matchLine(verdicts, calls)).toEqual([]);
    }),
    settings,
  );
});

test('the order of what is not equal does not matter to how much of each is joined by its type', () => {
  const typedPart = (line: Line): string[] =>
    show(matchLine(...open(line)).filter(({ joined }) => joined === 'type'))
      .map((text) => text.replace(/^.*→ /, ''))
      .sort();
  // One verdict and one call of each: then nothing competes that is equal.
  const distinct = fc.tuple(
    fc.uniqueArray(anyVerdict, { selector: ({ subject }) => subject, maxLength: 8 }),
    fc.uniqueArray(anyCall, { selector: ({ type, allocator }) => `${type} ${allocator}`, maxLength: 8 }),
  );
  fc.assert(
    fc.property(distinct, ([verdicts, calls]) => {
      const ones: Line = [verdicts.map((one) => ({ ...one, count: 1 })), calls.map((one) => ({ ...one, count: 1 }))];
      expect(typedPart([ones[0].toReversed(), ones[1].toReversed()]).length).toBe(typedPart(ones).length);
    }),
    settings,
  );
});
