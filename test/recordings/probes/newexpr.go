//go:build go1.26

// The operand form of new: its temporaries, with the column of the bracket.
package newexpr

var kept *int
var keptText *string

func heap(n int, s string) {
	kept = new(n + 1)
	keptText = new(s + "x")
}

func stack(n int) int {
	p := new(n)
	return *p
}
