// Package shapes holds one function for each shape of a call that allocates.
package shapes

import "ex.com/probe/lib"

type Small struct{ A, B int32 }

type Large struct {
	Name  string
	Data  [100]int
	Links []*Large
}

type Reader interface{ Read(p []byte) (int, error) }

type failure struct{ code int }

func (f failure) Error() string { return "failure" }

var (
	Sink      any
	SinkBytes []byte
	SinkText  string
)

//go:noinline
func Objects(n int) (*Small, *Large, *[4]string) {
	s := &Small{A: int32(n)}
	l := &Large{Name: "large"}
	a := new([4]string)
	return s, l, a
}

//go:noinline
func Moved(n int) (*int, *string) {
	i := n
	s := "moved"
	return &i, &s
}

// Merged variables share one untyped block from Go 1.25 on.
//
//go:noinline
func Merged(n int) (*int, *int64, *[3]float64) {
	a := n
	b := int64(n)
	c := [3]float64{float64(n)}
	return &a, &b, &c
}

//go:noinline
func Slices(n int) ([]int, []string, []Large, [][]byte) {
	return make([]int, n), make([]string, n, 2*n), make([]Large, n), make([][]byte, n)
}

//go:noinline
func Copies(list []int, names []*Small) ([]int, []*Small) {
	a := make([]int, len(list))
	copy(a, list)
	b := make([]*Small, len(names))
	copy(b, names)
	return a, b
}

//go:noinline
func Appends(list []Small, names []string, more []string) ([]Small, []string) {
	list = append(list, Small{1, 2}, Small{3, 4})
	names = append(names, "one")
	names = append(names, more...)
	return list, names
}

//go:noinline
func Collected(n int) []int {
	var list []int
	for i := 0; i < n; i++ {
		list = append(list, i)
	}
	return list
}

//go:noinline
func Local(n int) int {
	var list []int
	for i := 0; i < n; i++ {
		list = append(list, i)
	}
	return len(list)
}

//go:noinline
func Maps(n int) (map[string]int, map[int][]Small, map[Small]bool) {
	a := make(map[string]int, n)
	a["one"] = 1
	b := map[int][]Small{}
	b[n] = nil
	c := make(map[Small]bool)
	c[Small{1, 2}] = true
	return a, b, c
}

//go:noinline
func Chans(n int) (chan int, chan *Large, chan struct{}) {
	return make(chan int, n), make(chan *Large), make(chan struct{}, 1)
}

//go:noinline
func Boxes(n int, s string, list []int, l Large, f float64, b byte) []any {
	return []any{n, s, list, l, f, b, Small{int32(n), 1}, [2]string{s, s}}
}

//go:noinline
func Conversions(s string, b []byte, r []rune, n int) {
	SinkText = string(b)
	SinkBytes = []byte(s)
	Sink = []rune(s)
	SinkText = string(r)
	SinkText = string(rune(n))
	SinkText = s + "one"
	SinkText = s + "one" + s
	SinkText = s + "one" + s + "two" + s + "three" + s
	SinkBytes = []byte(s + "bytes")
}

//go:noinline
func Closures(n int, names []string) (func() int, func() string) {
	count := func() int { n++; return n }
	first := func() string { return names[n] }
	return count, first
}

//go:noinline
func Starts(n int, done chan int) {
	for i := 0; i < n; i++ {
		go func(k int) { done <- k + i }(n)
		defer release(done, i)
	}
}

//go:noinline
func release(done chan int, i int) { done <- i }

// Errors loads types of interfaces around its calls.
//
//go:noinline
func Errors(n int, v any) error {
	switch x := v.(type) {
	case failure:
		return failure{x.code + n}
	case *Large:
		Sink = &Small{A: int32(n)}
		return &wrapped{failure{n}, x.Name}
	case Reader:
		Sink = x
		return failure{n}
	}
	Sink = v
	return &wrapped{nil, "none"}
}

type wrapped struct {
	err  error
	text string
}

func (w *wrapped) Error() string { return w.text }

//go:noinline
func Branches(n int, flag bool) any {
	var out any
	if flag {
		out = &Small{A: int32(n)}
	} else {
		out = &Large{Name: "branch"}
	}
	if n > 100 {
		out = []any{out, n}
	}
	return out
}

//go:noinline
func Inlined(names []string, p lib.Point) (*lib.Node, []lib.Point, *lib.Pair[string, int], func() int) {
	node := lib.Wrap(names[0])
	node.Next.Next = lib.New("third")
	points := lib.Grow(nil, p)
	pair := lib.MakePair(names[0], len(names))
	return node, points, pair, lib.Closure(len(names))
}

//go:noinline
func Generic(names []string) (any, any, []Small, map[string]*Large) {
	return lib.Boxed(len(names)), lib.Boxed(Small{1, 2}), lib.Filled(3, Small{3, 4}), lib.Index(names, &Large{})
}

// Embedded has a wrapper for the method of its interface.
type Embedded struct {
	Reader
	Name string
}

//go:noinline
func Wrappers(r Reader, c *lib.Counter) (Reader, func(int) *lib.Counter) {
	return &Embedded{Reader: r, Name: "embedded"}, c.Add
}

//go:noinline
func Indirect(f func() int, r Reader, buf []byte) int {
	n, _ := r.Read(buf)
	return f() + n
}

//go:noinline
func Deferred(done chan int) (n int) {
	defer close(done)
	defer func() { n++ }()
	f := release
	defer f(done, n)
	return n
}

// Table has its initial values made in the package's initialiser.
var Table = map[string][]Small{"one": {{1, 2}}, "two": {{3, 4}, {5, 6}}, "none": nil}

var Handlers = []func(int) *Small{func(n int) *Small { return &Small{A: int32(n)} }, nil}
