// Imports nothing, so that it can be compiled under an experiment without its standard library.
package scores

func leaf(n int) int { return n + 1 }

func branch(n int) int {
	if n > 3 {
		panic("too many")
	}
	return leaf(n)
}

func use(n int) int { return branch(n) + leaf(2) }
