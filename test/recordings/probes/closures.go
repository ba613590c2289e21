// Function values: captures by value and by reference, nesting, method values, go and defer.
package closures

import "sync"

type counter struct {
	mu sync.Mutex
	n  int
}

func (c *counter) add(d int) { c.n += d }
func (c counter) get() int   { return c.n }

var saved func() int
var table = map[string]func(int) int{
	"double": func(n int) int { return 2 * n },
}

func returned(n int) func() int {
	m := n
	return func() int {
		m++
		return m + n
	}
}

func nested(xs []int) (total int) {
	each := func(f func(int)) {
		for _, x := range xs {
			f(x)
		}
	}
	each(func(x int) {
		add := func() { total += x }
		add()
	})
	return total
}

func methodValues(c *counter, d counter) {
	f := c.add
	f(1)
	saved = c.get
	saved = d.get
	g := (*counter).add
	g(c, 2)
}

func goAndDefer(c *counter, names []string) {
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.mu.Lock()
			defer c.mu.Unlock()
			c.n += i + len(name)
		}()
		go c.add(i)
		defer c.add(len(name))
		defer func(text string) { c.n -= len(text) }(name)
	}
	wg.Wait()
}

func recovers() (err any) {
	defer func() { err = recover() }()
	panic("no")
}

func large(c [40]int) func() int {
	return func() int { return c[3] }
}

func unused() func() { return func() {} }
