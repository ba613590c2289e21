// Package stub has an assembly object besides the compiler's.
package stub

// Nothing is written in assembly.
func Nothing()

//go:noinline
func Something(n int) *int {
	Nothing()
	return &n
}
