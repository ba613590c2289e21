import { describe, expect, test } from 'vitest';
import { functionAt, functionsOnLine, loopDepthAt, runningAt, topLevelOf } from '../../src/source/enclosing.ts';
import { scanText } from './scan-text.ts';

const text = `package p

var table = []func(){
	func() { a() },
}

func F(xs []int) {
	for _, x := range xs {
		for i := 0; i < g(x); i++ {
			b()
		}
		go func() {
			for c() {
				d(func() int { return 1 })
			}
		}()
	}
}

func G() { func() { e() }(); func() { f() }() }
func H() {}; func I() {
}

func (t *T) Asm(x int)
`;
const scan = scanText(text);

/** The position in front of a piece of the text. */
function at(piece: string, from = 0): [line: number, column: number] {
  const offset = text.indexOf(piece, from);
  expect(offset).toBeGreaterThanOrEqual(0);
  const before = text.slice(0, offset).split('\n');
  return [before.length, before.at(-1)!.length + 1];
}

test.each([
  ['table', 'init'],
  ['func() { a() }', 'init.func1'],
  ['a()', 'init.func1'],
  ['F(xs', 'F'],
  ['xs {', 'F'],
  ['b()', 'F'],
  ['go func', 'F'],
  ['for c()', 'F.func1'],
  ['d(', 'F.func1'],
  ['return 1', 'F.func1.1'],
  [')\n\t\t\t}\n\t\t}()', 'F.func1'],
  ['e()', 'G.func1'],
  ['}(); func() { f', 'G.func1'],
  ['(); func() { f', 'G'],
  ['f() }', 'G.func2'],
  ['H()', 'H'],
  ['I() {', 'I'],
  ['Asm', '(*T).Asm'],
  ['int)\n', '(*T).Asm'],
  ['package', undefined],
])('at %j stands %s', (piece, name) => {
  expect(functionAt(scan, ...at(piece))?.name).toBe(name);
});

test('without a column the start of the line decides, else the first function that starts on it', () => {
  expect([1, 2, 3, 4, 6, 7, 9, 14, 16, 18, 20, 21, 22, 23, 24, 25].map((line) => `${line} ${functionAt(scan, line)?.name}`)).toEqual([
    '1 undefined',
    '2 undefined',
    '3 init',
    '4 init',
    '6 undefined',
    '7 F',
    '9 F',
    '14 F.func1',
    '16 F.func1',
    '18 F',
    '20 G',
    '21 H',
    '22 I',
    '23 undefined',
    '24 (*T).Asm',
    '25 undefined',
  ]);
  expect(functionAt(scanText('package p\n  func F() {}\n'), 2)?.name).toBe('F');
});

test.each([
  [0, 1],
  [-3, 1],
  [1000, 1],
  [7, 1000],
  [7, 0],
  [7, -5],
  [1, 1],
])('a position outside of the file (%d:%d) is no reason to throw', (line, column) => {
  expect(() => [functionAt(scan, line, column), loopDepthAt(scan, line, column), functionsOnLine(scan, line)]).not.toThrow();
});

test('the closure of a literal is made by the function around it', () => {
  expect(runningAt(scan, ...at('func() {\n\t\t\tfor c()'))?.name).toBe('F');
  expect(runningAt(scan, ...at('() {\n\t\t\tfor c()'))?.name).toBe('F.func1');
  expect(runningAt(scan, ...at('func() { a() }'))?.name).toBe('init');
  expect(runningAt(scan, ...at('func F('))?.name).toBe('F');
  expect(runningAt(scan, 2)).toBeUndefined();
});

test('the top-level function and the way to the literal', () => {
  const inner = functionAt(scan, ...at('return 1'))!;
  expect(topLevelOf(scan, inner).name).toBe('F');
  expect(inner.path).toEqual([1, 1]);
  const declared = functionAt(scan, ...at('b()'))!;
  expect(topLevelOf(scan, declared)).toBe(declared);
  expect(topLevelOf(scan, functionAt(scan, ...at('a()'))!).kind).toBe('initializer');
});

test('all functions of a line, outer before inner', () => {
  const names = (line: number): string[] => functionsOnLine(scan, line).map((each) => each.name);
  expect([4, 12, 14, 16, 19, 20, 21, 24, 99].map(names)).toEqual([
    ['init', 'init.func1'],
    ['F', 'F.func1'],
    ['F', 'F.func1', 'F.func1.1'],
    ['F', 'F.func1'],
    [],
    ['G', 'G.func1', 'G.func2'],
    ['H', 'I'],
    ['(*T).Asm'],
    [],
  ]);
});

describe('loops', () => {
  test.each([
    ['for _, x', 0, 0, false],
    ['xs {', 0, 0, false], // a range expression is evaluated once
    ['for i', 1, 0, false],
    ['i := 0', 1, 0, false],
    ['i < g', 1, 0, true],
    ['i++', 1, 0, true],
    ['b()', 2, 0, false],
    ['go func', 1, 0, false],
    ['func() {\n\t\t\tfor c()', 1, 0, false], // the closure itself, in F
    ['for c()', 0, 1, false], // in the literal
    [' c() {\n', 0, 1, true],
    ['d(func', 1, 1, false],
    ['return 1', 0, 2, false],
    ['e()', 0, 0, false],
  ] as const)('at %j there are %d and, outside of the literal, %d; in a repeated header: %s', (piece, inner, outer, inHeader) => {
    expect(loopDepthAt(scan, ...at(piece))).toEqual({ inner, outer, inHeader });
  });

  test('without a column the start of the line decides', () => {
    expect([7, 8, 9, 10, 13, 14, 17, 18, 99].map((line) => loopDepthAt(scan, line).inner)).toEqual([0, 0, 1, 2, 0, 1, 1, 0, 0]);
  });

  test.each([
    ['for ; ; post() { body() }', [true, false]],
    ['for ;cond(); { body() }', [true, false]],
    ['for cond() { body() }', [true, false]],
    ['for init(); ; { body() }', [false, false]],
    ['for range once() { body() }', [false, false]],
    ['for x, y = range once() { body() }', [false, false]],
    ['for x := func() int { for a() { b() }; return once() }(); x > 1; { body() }', [false, false]],
  ])('the repeated part of %s', (loop, [header]) => {
    const source = `package p\nfunc F() { ${loop} }`;
    const line = source.split('\n')[1]!;
    const found = scanText(source);
    const call = /post|cond|init|once/.exec(line)!;
    expect(loopDepthAt(found, 2, call.index + 1).inHeader).toBe(header);
    expect(loopDepthAt(found, 2, line.indexOf('body') + 1)).toEqual({ inner: 1, outer: 0, inHeader: false });
  });
});
