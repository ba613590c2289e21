import { describe, expect, test } from 'vitest';
import { functionKinds } from '../../src/source/go-scan.ts';
import { scanText, showFunctions, showLoops } from './scan-text.ts';

/** Functions of statements in `func F`, without F itself. */
function inF(statements: string): string[] {
  const found = showFunctions(`package p\nfunc F() {\n${statements}\n}\nfunc Last() {}\n`);
  expect(found.at(-1)).toBe('Last: func Last() {}');
  expect(found[0]).toMatch(/^F: func F\(\) \{.*\}$/s);
  return found.slice(1, -1);
}

function loopsInF(statements: string): string[] {
  return showLoops(`package p\nfunc F() {\n${statements}\n}\n`);
}

test('a span starts at func and ends behind the brace, in bytes, lines and byte columns', () => {
  const text = 'package p\n\nfunc (é *T[int]) Mé(x int) {\n\tgo func() {}()\n}\n';
  const { functions, package: name } = scanText(text);
  expect(name).toBe('p');
  expect(functions).toEqual([
    {
      kind: 'method',
      name: '(*T).Mé',
      span: { start: 11, end: 59, line: 3, column: 1, endLine: 5, endColumn: 2 },
      body: { start: 40, end: 59, line: 3, column: 30, endLine: 5, endColumn: 2 },
      nameSpan: { start: 29, end: 32, line: 3, column: 19, endLine: 3, endColumn: 22 },
      parent: -1,
      top: 0,
      path: [],
      isComplete: true,
    },
    {
      kind: 'literal',
      name: '(*T).Mé.func1',
      span: { start: 46, end: 55, line: 4, column: 5, endLine: 4, endColumn: 14 },
      body: { start: 53, end: 55, line: 4, column: 12, endLine: 4, endColumn: 14 },
      nameSpan: undefined,
      parent: 0,
      top: 0,
      path: [1],
      isComplete: true,
    },
  ]);
});

test.each([
  ['func F() {}', 'F'],
  ['func init() {}', 'init.0'],
  ['func (T) M() {}', 'T.M'],
  ['func (t T) M() {}', 'T.M'],
  ['func (t *T) M() {}', '(*T).M'],
  ['func (*T) M() {}', '(*T).M'],
  ['func (t (*T)) M() {}', '(*T).M'],
  ['func (t *T[K, V]) M() {}', '(*T).M'],
  ['func (t T[K]) M() {}', 'T.M'],
  ['func (_ *T[_, *P]) M() {}', '(*T).M'],
  ['func ( /* the * */ t T, // * receiver\n) M() {}', 'T.M'],
  ['func F[E any, P interface{ *E; M() }](x []E) (y P) {}', 'F'],
  ['func F[\n\tE ~[]byte | ~string,\n](x E) {}', 'F'],
  ['func Größe() {}', 'Größe'],
  ['func _() {}', '_'],
  ['func /* a */ F /* b */ ( /* c */ ) /* d */ {}', 'F'],
  ['func\nF() {}', 'F'],
])('the name of %s is %s', (text, name) => {
  const scan = scanText(`package p\n${text}\nfunc Next() {}`);
  expect(scan.functions.map((each) => each.name)).toEqual([name, 'Next']);
  expect(scan.functions.every((each) => each.isComplete && each.body)).toBe(true);
});

test('literals are numbered in source order within the function around them', () => {
  const text = `package p
var a, b = func() { func() {}() }, 1
func init() { go func() {}() }
func init() { defer func() { func() {}(); func() {}() }(); func() {}() }
func (t *T) M() { for func() bool { return true }() { _ = func() {} } }
var c = func() {}
`;
  expect(
    scanText(text).functions.map(({ kind, name, path, parent, top }) => `${name} ${kind} [${path.join(' ')}] in ${parent}, ${top}`),
  ).toEqual([
    'init initializer [] in -1, 0',
    'init.func1 literal [1] in 0, 0',
    'init.func1.1 literal [1 1] in 1, 0',
    'init.0 function [] in -1, 3',
    'init.0.func1 literal [1] in 3, 3',
    'init.1 function [] in -1, 5',
    'init.1.func1 literal [1] in 5, 5',
    'init.1.func1.1 literal [1 1] in 6, 5',
    'init.1.func1.2 literal [1 2] in 6, 5',
    'init.1.func2 literal [2] in 5, 5',
    '(*T).M method [] in -1, 10',
    '(*T).M.func1 literal [1] in 10, 10',
    '(*T).M.func2 literal [2] in 10, 10',
    'init initializer [] in -1, 13',
    'init.func2 literal [2] in 13, 13',
  ]);
  expect(new Set(scanText('package p\nvar v int\nfunc F() { func() {}() }\nfunc (T) M()').functions.map((each) => each.kind))).toEqual(
    new Set(functionKinds),
  );
});

describe('types and literals', () => {
  test.each([
    'var f func()',
    'var f func() int',
    'var f func() (int, error)\n{ x := 1 }',
    'var f func() *T\n{ x := 1 }',
    'var f func() T\n{ x := 1 }',
    'var f func() p.T[int]\n{ x := 1 }',
    'var f func() []func() map[string]func()\n{ x := 1 }',
    'var f func(func(func() struct{ f func() }) interface{ M() func() }) chan<- func()',
    'x := []func(){a, b}',
    'x := []func() int{a, b}',
    'x := [...]func(int) (int, error){a, b}',
    'x := map[string]func() T{"a": a}',
    'x := map[string][]*p.T[func()]{}',
    'x := []func() struct{ a int }{a}',
    'x := []func() interface{}{a}',
    'x := [][2]chan func(){}',
    'x := []<-chan func(){}',
    'x := return_[]func(){a}',
    'x := make(chan func() int, 1)',
    'x := func()(nil)',
    'x := (func() int)(nil)',
    'x, ok := y.(func() int); if ok { z() }',
    'switch y.(type) { case func(), func() int: x() }',
    'switch y := y.(type) { case func(): { x() } }',
    'type t struct { f func(); g func() int "tag"; h, i []func() }',
    'type t interface { M(func()) func(); ~func() | []func() }',
    'type t[P func() | func() int] func(P) P',
    'var x Generic[func() int, func()]',
    'if x == (struct{ f func() }{}) { y() }',
    'if f := (T{}); f.ok { y() }',
    'if x := []T{{1}, {2}}; len(x) > 0 { y() }',
    's := "func() {" + `func() {\n` + \'{\'',
    "r := []rune{'{', '\\'', '\"', '}', '`'}",
    's := "\\"{" // func() {',
    '/* func() { */ x() /*\n{ */',
    'x := 1. / 2',
    'x.func_(funcs, afunc, func1)',
  ])('no literal in %s', (statement) => {
    expect(inF(statement)).toEqual([]);
  });

  test.each([
    ['f := func() {}', ['func() {}']],
    ['f := func() int { return 1 }', ['func() int { return 1 }']],
    ['f := func() p.T { return a }', ['func() p.T { return a }']],
    ['f := func() T[K, func()] { return a }', ['func() T[K, func()] { return a }']],
    ['f := func() (a, b func()) { return }', ['func() (a, b func()) { return }']],
    ['f := func() []func() { return nil }', ['func() []func() { return nil }']],
    ['f := func() [n]map[K][]T { return a }', ['func() [n]map[K][]T { return a }']],
    ['f := func() *struct{ f func() } { return a }', ['func() *struct{ f func() } { return a }']],
    ['f := func() interface{} { return a }', ['func() interface{} { return a }']],
    ['f := func() <-chan func() { return a }', ['func() <-chan func() { return a }']],
    ['f := func() chan<- *T { return a }', ['func() chan<- *T { return a }']],
    ['f := func() (func()) { return a }', ['func() (func()) { return a }']],
    ['f := func() func() func() int { return a }', ['func() func() func() int { return a }']],
    ['f := func(a func(), b ...func() int) {}', ['func(a func(), b ...func() int) {}']],
    ['f := func(\n\ta int,\n) (\n\tb int,\n) {\n}', ['func( a int, ) ( b int, ) { }']],
    ['fs := []func(){func() {}, f, func() {}}', ['func() {}', 'func() {}']],
    ['fs := map[string]func(){"a": func() {}}', ['func() {}']],
    ['x := [2]int{}[func() int { return 1 }()]', ['func() int { return 1 }']],
    ['x := []*T{{f: func() {}}}', ['func() {}']],
    ['return func() {}', ['func() {}']],
    ['go func() {}()', ['func() {}']],
    ['x := *func() *int { return p }()', ['func() *int { return p }']],
    ['if f := func() bool { return true }; f() { go func() {}() }', ['func() bool { return true }', 'func() {}']],
    ['switch func() int { return 1 }() { case 1: func() {}() }', ['func() int { return 1 }', 'func() {}']],
    ['x := func(a [len(T{func() {}})]int) {}', ['func(a [len(T{func() {}})]int) {}', 'func() {}']],
    ['f := func /* a */ ( /* b */ ) /* c */ T /* d */ { /* } */ }', ['func /* a */ ( /* b */ ) /* c */ T /* d */ { /* } */ }']],
    ['func() {}()', ['func() {}']],
    ['x := i.(func() int); func() {}()', ['func() {}']],
  ])('literals in %s', (statement, literals) => {
    expect(inF(statement).map((each) => each.replace(/^[^:]*: /, ''))).toEqual(literals);
  });
});

test.each([
  ['for { x() }', ['for { x() }']],
  ['for x { y() }', ['for x { y() }']],
  ['for i := 0; i < n; i++ { y() }', ['for i := 0; i < n; i++ { y() }']],
  ['for i := range 10 { y() }', ['for i := range 10 { y() }']],
  ['for range []T{{1}} { y() }', ['for range []T{{1}} { y() }']],
  ['for _, x := range []struct{ a, b int }{{1, 2}} { y() }', ['for _, x := range []struct{ a, b int }{{1, 2}} { y() }']],
  ['for k := range map[K]func() V{a: b} { y() }', ['for k := range map[K]func() V{a: b} { y() }']],
  ['for x := range [...]p.T[K]{} { y() }', ['for x := range [...]p.T[K]{} { y() }']],
  ['for x := range []byte(s) { y() }', ['for x := range []byte(s) { y() }']],
  ['for x := range m[k] { y() }', ['for x := range m[k] { y() }']],
  ['for x := range f(T{}) { y() }', ['for x := range f(T{}) { y() }']],
  ['for x := range func(y func(int) bool) { z() } { y() }', ['for x := range func(y func(int) bool) { z() } { y() }']],
  ['for f := func() bool { return true }; f(); { y() }', ['for f := func() bool { return true }; f(); { y() }']],
  ['for v := interface{}(x); v != nil; { y() }', ['for v := interface{}(x); v != nil; { y() }']],
  ['for x == (T{}) { y() }', ['for x == (T{}) { y() }']],
  ['for v, ok := x.(interface{ M() }); ok; { y() }', ['for v, ok := x.(interface{ M() }); ok; { y() }']],
  ['L: for { for x { continue L } }', ['for { for x { continue L } }', 'for x { continue L }']],
  ['for func() bool { for a { } ; return b }() { c() }', ['for func() bool { for a { } ; return b }() { c() }', 'for a { }']],
  ['for i := 0\ni < n\ni++ { y() }', ['for i := 0 i < n i++ { y() }']],
  ['x.fork(form, afor, for1)', []],
])('the loop of %s', (statement, loops) => {
  expect(loopsInF(statement)).toEqual(loops);
});

test('a declaration may lack a body, at any place of the file', () => {
  const text = 'package p\nfunc A(x int) (y int)\nfunc B() []T // in assembly\nfunc C()\n\nvar f = func() {}\nfunc D() func()';
  expect(showFunctions(text)).toEqual([
    'A: func A(x int) (y int)',
    'B: func B() []T',
    'C: func C()',
    'init: var f = func() {}',
    'init.func1: func() {}',
    'D: func D() func()',
  ]);
  expect(scanText(text).functions.map((each) => each.body !== undefined)).toEqual([false, false, false, false, true, false]);
});

test('var declarations at package level are initialisers, local ones are not', () => {
  const text =
    'package p\nvar a = 1 // one\nvar (\n\tb = f(func() {})\n\tc int\n)\nvar d, e = []T{\n\t{1},\n}, "x"\nfunc F() { var g = func() {} }\nvar h = 1.\nvar i int';
  expect(showFunctions(text)).toEqual([
    'init: var a = 1',
    'init: var ( b = f(func() {}) c int )',
    'init.func1: func() {}',
    'init: var d, e = []T{ {1}, }, "x"',
    'F: func F() { var g = func() {} }',
    'F.func1: func() {}',
    'init: var h = 1.',
    'init: var i int',
  ]);
});

test('directives, with their positions', () => {
  const text = [
    '//go:build linux',
    'package p',
    '//go:noinline',
    'func F() {} //go:nosplit',
    '\t//stackward:allow  moved-to-heap because it is cold ',
    '//line a.go:12',
    '\t//line b.go:12',
    'var x = /*line c.go:1:2*/ 1 /* line d.go:1 */',
    '// go:noinline //go:embed',
    '//go: //gopher //stackwards:x',
    's := "//go:noescape" + `',
    '//go:noescape',
    '` // want "//go:x"',
    '//go:linkname a b\r',
  ].join('\n');
  expect(scanText(text).directives.map(({ kind, name, text: words, span }) => [kind, name, words, `${span.line}:${span.column}`])).toEqual([
    ['go', 'build', 'linux', '1:1'],
    ['go', 'noinline', '', '3:1'],
    ['go', 'nosplit', '', '4:13'],
    ['stackward', 'allow', 'moved-to-heap because it is cold', '5:2'],
    ['line', '', 'a.go:12', '6:1'],
    ['line', '', 'c.go:1:2', '8:9'],
    ['go', '', '//gopher //stackwards:x', '10:1'],
    ['go', 'linkname', 'a b', '14:1'],
  ]);
});

test('build constraints and the generated mark count before the package clause', () => {
  const head =
    '// Code generated by x. DO NOT EDIT.\n\n//go:build linux && !cgo\n// +build linux\n\n// Package p.\npackage p\n\n//go:build ignored\n';
  expect(scanText(head)).toMatchObject({ constraints: ['//go:build linux && !cgo', '// +build linux'], isGenerated: true, package: 'p' });
  expect(scanText('/*\n// Code generated by x. DO NOT EDIT.\n*/\r\npackage p').isGenerated).toBe(true);
  expect(scanText('package p\n// Code generated by x. DO NOT EDIT.\n').isGenerated).toBe(false);
  expect(scanText('// Code generated by x. DO NOT EDIT. Really.\n//go:builder\npackage p')).toMatchObject({
    constraints: [],
    isGenerated: false,
  });
});

test.each([
  ['', ''],
  ['package p', 'p'],
  ['\uFEFFpackage p\n', 'p'],
  ['#!/x\npackage p', 'p'],
  ['// package a\n/* package b */ package /* c */ d; func F() {}', 'd'],
  ['func F() {}', ''],
])('the package of %j is %j', (text, name) => {
  expect(scanText(text).package).toBe(name);
});

test('line breaks of Windows change no span', () => {
  const text = 'package p\n\nvar x = `a\nb`\n\nfunc F(\n\ta int,\n) T\n\nfunc G() {\n\tfor {\n\t}\n}\n';
  const unix = scanText(text).functions;
  const windows = scanText(text.replaceAll('\n', '\r\n')).functions;
  expect(windows.map(({ name, span }) => [name, span.line, span.column, span.endLine, span.endColumn])).toEqual(
    unix.map(({ name, span }) => [name, span.line, span.column, span.endLine, span.endColumn]),
  );
});

describe('broken code', () => {
  const neighbours = (broken: string): string[] =>
    showFunctions(`package p\nfunc A() { a() }\n${broken}\nfunc B() { b() }\n\nfunc (t *T) C() { c() }\n`);

  test.each([
    'func X() {',
    'func X() { if y {',
    'func X() { if y { z( }',
    'func X() { z(a, b',
    'func X() { z[a, (b }',
    'func X() { f := func() {',
    'func X() { } }',
    'func X() { ) ] }',
    'func X(a int',
    'func X(a int {',
    'func X( {',
    'func X',
    'func',
    'func (',
    'func (t *T',
    'func (t *T) {',
    'func X() [',
    'func X() map[',
    'func X() struct {',
    'func X() "a" {',
    'func X() { "abc }',
    "func X() { 'ab }",
    'func X() { "a\\',
    'var x = func() {',
    'var x = (',
    'var (',
    'var x =',
    'type T struct {',
    'type T interface { M(',
    'import (',
    'x := 1 }',
    'for {',
    'for x := range []T',
    '}}}}))))]]]]',
    'defer func() { x() }()',
    'package',
    'func func func',
    'func X() { return []',
  ])('the neighbours of %s are found', (broken) => {
    const found = neighbours(broken);
    expect(found[0]).toBe('A: func A() { a() }');
    expect(found.slice(-2)).toEqual(['B: func B() { b() }', '(*T).C: func (t *T) C() { c() }']);
  });

  test('what has no end says so', () => {
    expect(neighbours('func X() { f(func() { g()')).toEqual([
      'A: func A() { a() }',
      'X: func X() { f(func() { g() (broken)',
      'X.func1: func() { g() (broken)',
      'B: func B() { b() }',
      '(*T).C: func (t *T) C() { c() }',
    ]);
    expect(showFunctions('package p\nfunc F() { for {')).toEqual(['F: func F() { for { (broken)']);
    expect(showFunctions('package p\nvar x = f(')).toEqual(['init: var x = f( (broken)']);
    expect(showFunctions('package p\nfunc F(a')).toEqual(['F: func F(a (broken)']);
    expect(showFunctions('package p\nfunc F() { /* ')).toEqual(['F: func F() { /* (broken)']);
    expect(showFunctions('package p\nfunc F() { x := `a\n}')).toEqual(['F: func F() { x := `a } (broken)']);
  });

  test('a literal that starts a line is no declaration', () => {
    expect(showFunctions('package p\nvar f =\nfunc (x T) R { return 1 }\n')).toEqual([
      'init: var f = func (x T) R { return 1 }',
      'init.func1: func (x T) R { return 1 }',
    ]);
  });
});
