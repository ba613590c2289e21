import { describe, expect, it } from 'vitest';
import { isKnownCallee } from '../../../src/analysis/causes/classify-callee.ts';
import { classifyTarget } from '../../../src/analysis/causes/classify-target.ts';
import { calleeAsWritten, outermostFunction } from '../../../src/analysis/causes/function-names.ts';
import { operationCause } from '../../../src/analysis/causes/operation-cause.ts';
import { readAssignment, readCall } from '../../../src/analysis/causes/read-expression.ts';
import { readSignature } from '../../../src/analysis/causes/read-signature.ts';

describe('a call', () => {
  it.each([
    ['f(a, b)', 'f', ['a', 'b']],
    ['(*sync.Pool).Put(p, x)', '(*sync.Pool).Put', ['p', 'x']],
    ['t.get(a).Do(b)', 't.get(a).Do', ['b']],
    ['fmt.Sprintf("%d, %s)", ... argument...)', 'fmt.Sprintf', ['"%d, %s)"', '... argument']],
    ['f(g(a, b), []int{1, 2})', 'f', ['g(a, b)', '[]int{1, 2}']],
    ['f("cut (after 72 bytes..., ... argument...)', 'f', ['"cut (after 72 bytes..., ... argument...)']],
    ['f()', 'f', []],
  ])('%s', (text, callee, args) => expect(readCall(text)).toEqual({ callee, args }));

  it('is not what has no brackets', () => expect(readCall('x')).toBeUndefined());
});

describe('an assignment', () => {
  it.each([
    ['t.next = &T{...}', ['t.next'], ['&T{...}']],
    ['a.x, b.y = p, q', ['a.x', 'b.y'], ['p', 'q']],
    ['m["a = b"] = v', ['m["a = b"]'], ['v']],
    ['x := f(a, b)', ['x'], ['f(a, b)']],
    ['s += " = "', ['s'], ['" = "']],
    ['ok = a == b', ['ok'], ['a == b']],
  ])('%s', (text, targets, values) => expect(readAssignment(text)).toEqual({ targets, values }));
});

it.each([
  ['g', 'stored-in-global'],
  ['pkg.G', 'stored-in-global'],
  ['pkg.g', 'stored-in-field'],
  ['t.F', 'stored-in-field'],
  ['*p', 'stored-through-pointer'],
  ['s.x[i]', 'stored-in-element'],
  ['m["k"]', 'stored-in-map'],
])('assigning to %s is %s', (target, code) => expect(classifyTarget(target, (name) => name === 'pkg')).toBe(code));

it.each([
  ['(*T).M', true],
  ['(*p.T[int]).M', true],
  ['fmt.Println', true],
  ['zapcore.Level.String', true],
  ['own', true],
  ['F[go.shape.int]', true],
  ['w.Write', false],
  ['t.w.Write', false],
  ['f', false],
  ['fs[0]', false],
  ['f(x)', false],
])('%s is a known callee: %s', (callee, isKnown) => {
  const packages = new Set(['fmt', 'zapcore']);
  expect(isKnownCallee(callee, { isFunction: (name) => name === 'own', isPackage: (name) => packages.has(name) })).toBe(isKnown);
});

it.each([
  ['zap.(*Logger).Info', '(*zap.Logger).Info'],
  ['atomic.(*Pointer[go.shape.struct { a.b c.d }]).Store', '(*atomic.Pointer).Store'],
  ['.autotmp_4.Errorf', 'Errorf'],
  ['.autotmp_4', undefined],
  ['fmt.Println', 'fmt.Println'],
])('%s is written %s', (callee, written) => expect(calleeAsWritten(callee)).toBe(written));

it.each([
  ['(*T).M.func1.2', '(*T).M'],
  ['F-range1', 'F'],
  ['main.gowrap1', 'main'],
  ['(*T).M-fm', '(*T).M'],
  ['T.M', 'T.M'],
])('%s stands in %s', (name, outermost) => expect(outermostFunction(name)).toBe(outermost));

it.each([
  ['F(a, b int, c ...string) (n int, err error) {', 1, ['a', 'b', 'c'], ['n', 'err']],
  ['func (t *T) M(f func(int) error) error {', 6, ['t', 'f'], []],
  ['x := func(a map[string]int) {', 6, ['a'], []],
  ['F[K comparable, V any](m map[K]V, _ V) {', 1, ['m', '_'], []],
])('the signature of %s', (line, column, parameters, results) => {
  expect(readSignature(() => line, { file: 'a.go', line: 1, column })).toEqual({ parameters, results });
});

it.each([
  ['growth', 'runtime.growslice', 'append-grows'],
  ['map-growth', 'runtime.mapassign_faststr', 'map-grows'],
  ['chan', 'runtime.makechan', 'channel-made'],
  ['string', 'runtime.concatstring2', 'buffer-exceeded'],
  ['growth', 'runtime.moveSliceNoScan', 'slice-leaves-frame'],
  ['object', 'runtime.newobject', 'unknown'],
] as const)('%s by %s is %s', (what, allocator, code) => expect(operationCause(what, allocator).code).toBe(code));
