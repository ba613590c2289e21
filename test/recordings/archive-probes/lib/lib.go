// Package lib is inlined into its callers.
package lib

type Point struct{ X, Y, Z int }

type Node struct {
	Next  *Node
	Name  string
	Point Point
}

// New is one frame of an inline chain.
func New(name string) *Node { return &Node{Name: name} }

// Wrap is two frames.
func Wrap(name string) *Node {
	n := New(name)
	n.Next = New("next")
	return n
}

// Grow appends in the caller's body.
func Grow(list []Point, p Point) []Point { return append(list, p) }

// Pair has its type from a dictionary where it is not inlined.
type Pair[K comparable, V any] struct {
	Key   K
	Value V
}

func MakePair[K comparable, V any](k K, v V) *Pair[K, V] { return &Pair[K, V]{k, v} }

//go:noinline
func Boxed[T any](v T) any { return v }

//go:noinline
func Filled[T any](n int, v T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = v
	}
	return append(list, v)
}

//go:noinline
func Index[K comparable, V any](keys []K, v V) map[K]V {
	m := make(map[K]V, len(keys))
	for _, k := range keys {
		m[k] = v
	}
	return m
}

// Closure is inlined with its function literal.
func Closure(n int) func() int { return func() int { n++; return n } }

type Counter struct{ n int }

func (c *Counter) Add(by int) *Counter {
	c.n += by
	return c
}
