// Expressions whose text holds the words and signs of the compiler's own lines.
package texts

import (
	"errors"
	"fmt"
)

var sink any
var keep []any

func words(s string) {
	sink = s + " escapes to heap"
	sink = "moved to heap: " + s
	sink = s + ": x does not escape"
	sink = "a = b: " + s
	sink = "a} ← &{storage for b" + s
	sink = "x (spill) at y.go:1:2 " + s
	sink = "leaking param: " + s + " to result ~r0 level=1"
	sink = s + " escapes to heap in f:"
	sink = "x.go:12:3: " + s
	sink = "can inline " + s
	sink = s + " ignoring self-assignment in " + s
	sink = "} for f with derefs=1: " + s
	sink = "inlining call to f with score 3" + s
}

func quotes(s string, r rune) {
	sink = s + "\""
	sink = '"'
	sink = s + "'"
	sink = s + "`"
	sink = s + "\\"
	sink = fmt.Sprintf("a long text that is cut after seventy-two bytes, in the middle: %v, %v (and %v)", s, r, "x")
	sink = s + "tab\tnewline\nend"
	sink = s + "\x00\xff\ufffd"
}

func letters(ρ string, größe int) (výsledek any) {
	sink = ρ + "é: 世界"
	výsledek = größe
	func() { sink = &größe }()
	return
}

func shadows(append []int, devirtualizing, function, parameter, cannot *int) []int {
	sink = parameter
	if cannot != nil {
		return nil
	}
	return append
}

func reasons(ps []*int, m map[*int]*int, c chan *int, a [2]*int) (err error) {
	n := 1
	ps[0] = &n
	m[&n] = &n
	c <- &n
	a[1] = &n
	keep = append(keep, &n, a)
	var e any = errors.New("x (call parameter) at y")
	v, ok := e.(error)
	if !ok {
		return v
	}
	w, ok := m[&n]
	_ = w
	x, ok := <-c
	sink = x
	sink = [1]*int{&n}
	sink = map[string]*int{"k: v": &n}
	sink = struct{ p *int }{&n}
	b := ps[:1]
	copy(b, ps)
	sink = b
	return fmt.Errorf("%w at %d", v, *ps[0])
}
