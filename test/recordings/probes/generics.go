// Instantiated code: shapes, dictionaries, names of types with spaces, semicolons, brackets and tags.
package generics

import (
	"cmp"
	"slices"
	"sync/atomic"
)

type list[T any] struct {
	head *node[T]
	size int
}

type node[T any] struct {
	value T
	next  *node[T]
}

func (l *list[T]) push(v T) {
	l.head = &node[T]{value: v, next: l.head}
	l.size++
}

func (l *list[T]) each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.value)
	}
}

func pointer[T any](v T) *T { return &v }

func apply[A, B any](xs []A, f func(A) B) []B {
	out := make([]B, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

type stringer interface{ String() string }

func joinAll[T stringer](xs ...T) (s string) {
	for _, x := range xs {
		s += x.String()
	}
	return s
}

type name string

func (n name) String() string { return "name: " + string(n) }

type pair struct {
	Key   string `json:"key: a into b with cost 3 as: x"`
	Value int    `xml:"v"`
}

func largest[M ~map[K]V, K cmp.Ordered, V any](m M) (k K) {
	for key := range m {
		k = max(k, key)
	}
	return k
}

func use() (any, any) {
	var ints list[int]
	var pairs list[struct {
		Key string `json:"k: }"`
		N   *int
	}]
	ints.push(1)
	pairs.push(struct {
		Key string `json:"k: }"`
		N   *int
	}{"k", nil})
	ints.each(func(n int) { println(n) })
	var p atomic.Pointer[pair]
	p.Store(pointer(pair{"a", 1}))
	texts := apply([]int{1, 2}, func(n int) string { return joinAll(name("x")) })
	_ = slices.Contains(texts, "name: x")
	return largest(map[string]int{"a": 1}), pointer(texts)
}
