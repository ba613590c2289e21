import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { type ComparedNames, compareNames } from './compiler-names.ts';

/** Everything whose names the scanner follows. */
const same = `package probe

var handlers = map[string]func(int) int{
	"one": func(x int) int { return x + 1 },
	"two": func(x int) int { return func(y int) int { return y * 2 }(x) },
}

var (
	single = func() int { return 7 }
	pair   = [...]func() func() int{func() func() int { return func() int { return 1 } }}
)

type T struct{ n int }

type Pair[K comparable, V any] struct {
	key K
	val V
}

func (t T) Value(f func(int) int) func() int {
	return func() int { return f(t.n) }
}

func (t *T) Pointer() (func(), func()) {
	a := func() { t.n++ }
	return a, func() { func() { t.n-- }() }
}

func (p *Pair[K, V]) Get() func() (K, V) {
	return func() (K, V) { return p.key, p.val }
}

func (Pair[_, V]) Zero() func() (v V) { return func() (v V) { return } }

func Generic[E any](xs []E) func() E {
	return func() E { return func() E { return xs[0] }() }
}

func Use() any {
	p := &Pair[string, int]{}
	return []any{p.Get(), p.Zero(), Generic([]int{1}), Generic([]string{"1"})}
}

func init() {
	go func() { handlers["x"] = nil }()
}

func init() {
	defer func() { recover() }()
	print(1)
}

func Statements(c chan int) (err error) {
	go func() { c <- 3 }()
	defer func() { c <- 4 }()
	for i := 0; func() bool { return i < len(c) }(); func() { i++ }() {
		func() { c <- i }()
	}
	switch f := func() int { return 1 }; {
	case func() bool { return f() > 0 }():
		goto end
	}
	select {
	case v := <-func() chan int { return c }():
		print(v)
	default:
	}
	if x := struct{ f func() }{func() { print(5) }}; x.f != nil {
		x.f()
	}
end:
	return err
}
`;

/** `early` is initialised first, for `late` refers to it. */
const initialised = `package probe

var late = func() func() int { return func() int { return early() } }

var early = func() int { return 3 }

func init() {
	_ = func() { print(2) }
}
`;

const leftOut = `package probe

import "unsafe"

func Dead(x int) func() int {
	if false {
		f := func() int { return 1 }
		print(f())
	}
	if x > 1 {
		return func() int { return x }
		g := func() int { return 2 }
		print(g())
	}
	print(unsafe.Sizeof(func() int { return 3 }))
	return func() int { return x + 1 }
}

func _() {
	f := func() int { return func() int { return 2 }() }
	print(f())
}

type Alias = Named

type Named struct{ n int }

func (a *Alias) M() func() { return func() { a.n++ } }
`;

const made = `package probe

func send(c chan int, n int) { c <- n }

func Wrapped(c chan int) {
	go send(c, 1)
	defer send(c, 2)
	go func(n int) { c <- n }(3)
}

func inlined(n int) int {
	f := func(x int) int { return x * n }
	return f(2) + func() int { return n }()
}

func Caller(n int) int { return inlined(n) + inlined(n+1) }
`;

const ranges = `//go:build go1.23

package probe

import "iter"

func Ranges(seq iter.Seq[int]) (fs []func() int) {
	before := func() int { return 0 }
	for x := range seq {
		fs = append(fs, func() int { return x })
		for y := range seq {
			fs = append(fs, func() int { return x + y + func() int { return y }() })
		}
	}
	return append(fs, before, func() int { return 9 })
}
`;

/** The same name at every position, a symbol for each name, and no function that the compiler does not know. */
export function checkSameNames(go: string): void {
  const compared = compareNames({ 'same.go': same }, go);
  expect(showDifferences(compared)).toEqual([]);
  expect(compared.unspoken).toEqual([]);
  const names = new Set(compared.pairs.map((pair) => pair.compiler));
  expect(names.size).toBe(34);
  expect([...names].filter((name) => !compared.symbols.has(name))).toEqual([]);
}

export function checkDifferences(go: string): void {
  const minor = Number(
    /go1\.(\d+)/.exec(spawnSync(go, ['env', 'GOVERSION'], { encoding: 'utf8', env: { ...process.env, GOTOOLCHAIN: 'local' } }).stdout)?.[1],
  );

  // Initialisation order, and one count of `init` functions and literals through all files.
  const files = compareNames(
    { 'a.go': 'package probe\n\nfunc init() {\n\tprint(func() int { return 1 }())\n}\n\nvar first = func() {}\n', 'b.go': initialised },
    go,
  );
  expect(showDifferences(files)).toEqual([
    'b.go:3 is init.func3, not init.func1',
    'b.go:3 is init.func3.1, not init.func1.1',
    'b.go:7 is init.1, not init.0',
    'b.go:8 is init.1.func1, not init.0.func1',
  ]);

  // Code that is left out is not numbered, blank functions are not compiled, an alias is the type that it stands for.
  const dead = compareNames({ 'a.go': leftOut }, go);
  expect(showDifferences(dead)).toEqual([
    'a.go:11 is Dead.func1, not Dead.func2',
    'a.go:16 is Dead.func2, not Dead.func5',
    'a.go:28 is (*Named).M, not (*Alias).M',
    'a.go:28 is (*Named).M.func1, not (*Alias).M.func1',
  ]);
  expect(dead.unspoken).toEqual(['Dead.func1', 'Dead.func3', 'Dead.func4', '_', '_.func1', '_.func1.1']);

  // What the compiler makes.
  const wrapped = compareNames({ 'a.go': made }, go);
  const copies = [
    'a.go:12 is Caller.inlined.func1, not inlined.func1',
    'a.go:12 is Caller.inlined.func3, not inlined.func1',
    'a.go:13 is Caller.inlined.func2, not inlined.func2',
    'a.go:13 is Caller.inlined.func4, not inlined.func2',
  ];
  expect(showDifferences(wrapped)).toEqual([
    ...(minor < 27 ? copies : []),
    'a.go:6 is Wrapped.gowrap1, not here',
    'a.go:7 is Wrapped.deferwrap2, not here',
    'a.go:8 is Wrapped.gowrap3, not here',
  ]);

  const bodies = ['a.go:11 is Ranges-range2, not here', 'a.go:9 is Ranges-range1, not here'];
  const bodiesSince27 = [
    'a.go:10 is Ranges-range1.1, not Ranges.func2',
    'a.go:11 is Ranges-range1-range1, not here',
    'a.go:12 is Ranges-range1-range1.1, not Ranges.func3',
    'a.go:12 is Ranges-range1-range1.1.1, not Ranges.func3.1',
    'a.go:15 is Ranges.func2, not Ranges.func4',
    'a.go:9 is Ranges-range1, not here',
  ];
  if (minor >= 23) expect(showDifferences(compareNames({ 'a.go': ranges }, go))).toEqual(minor < 27 ? bodies : bodiesSince27);
}

function showDifferences({ pairs }: ComparedNames): string[] {
  return pairs
    .flatMap(({ at, compiler, scanner }) => (compiler === scanner ? [] : [`${at} is ${compiler}, not ${scanner ?? 'here'}`]))
    .toSorted();
}
