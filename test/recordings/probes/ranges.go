//go:build go1.23

// Range over functions and integers: state variables, bodies as functions, defer inside, lines without a position.
package ranges

import (
	"iter"
	"maps"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func sum(n int) (total int) {
	for v := range count(n) {
		if v == 3 {
			continue
		}
		total += v
	}
	return total
}

func find(m map[string]*int, want string) *int {
	for k, v := range maps.All(m) {
		if k == want {
			return v
		}
	}
	return nil
}

func deferred(n int, done func(int)) {
outer:
	for v := range count(n) {
		defer done(v)
		for w := range count(v) {
			if w > 2 {
				break outer
			}
		}
	}
}

func pulled(n int) int {
	next, stop := iter.Pull(count(n))
	defer stop()
	v, _ := next()
	return v
}

func escaping(a, b iter.Seq[int]) int {
outer:
	for x := range a {
		for y := range b {
			if y == x {
				continue outer
			}
			if y > 3 {
				break outer
			}
			if y > 2 {
				return y
			}
		}
	}
	return 0
}

func addresses(n int) (all []*int) {
	for v := range count(n) {
		all = append(all, &v)
	}
	return all
}
