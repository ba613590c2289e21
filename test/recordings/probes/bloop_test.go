//go:build go1.24

package bloop

import "testing"

func BenchmarkLoop(b *testing.B) {
	xs := []int{1, 2}
	var s string
	for b.Loop() {
		y := pair(3)
		pair(y)
		p, n := value(y)
		_, _ = p, n
		xs[0] = pair(n)
		s = "x"
		_ = text(s)
		box := &box{p: p}
		*box.p = 4
		func() { pair(1) }()
	}
}
