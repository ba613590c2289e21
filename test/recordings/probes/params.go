// Parameters: to the heap, to results with levels, content, more results than are tracked, uintptr, functions without a body.
package params

import "unsafe"

type tree struct {
	left, right *tree
	value       *int
}

var root *tree
var words []string

func store(t *tree)                    { root = t }
func content(t *tree)                  { root = t.left }
func identity(t *tree) *tree           { return t }
func deep(t *tree) *int                { return t.left.right.value }
func named(t *tree) (out *tree, n int) { return t.right, 1 }
func several(a, b *int) (c, d *int)    { return b, a }
func seven(p *int) (a, b, c, d, e, f, g *int) {
	return nil, nil, nil, nil, nil, nil, p
}
func both(t *tree) *tree {
	root = t.left
	return t
}
func none(t *tree) int         { return *t.value }
func blank(_ *tree, t *tree)   {}
func variadic(names ...string) { words = names }
func callback(f func(*int)) {
	n := 1
	f(&n)
}
func address(t tree) *tree { return &t }

//go:uintptrescapes
func escaping(p uintptr) {}

//go:uintptrescapes
func escapingAll(ps ...uintptr) {}

func bodyless(p uintptr, q *int) int

//go:noescape
func bodylessNoescape(q *int) int

func callers() {
	n, m := 1, 2
	escaping(uintptr(unsafe.Pointer(&n)))
	escapingAll(uintptr(unsafe.Pointer(&m)))
	bodyless(uintptr(unsafe.Pointer(&n)), &m)
	bodylessNoescape(&n)
	variadic("a", "b: c")
	store(&tree{value: &n})
}

func cycle(n int) {
	var p *tree
	for i := 0; i < n; i++ {
		q := &tree{left: p}
		p = q
		p.right = p
	}
	root = p
}
