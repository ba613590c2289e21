// Values that become interfaces: constants, small and large numbers, strings, structures, pointers.
package boxing

import (
	"errors"
	"fmt"
)

type point struct{ x, y int }

type shape interface{ area() int }

func (p point) area() int    { return p.x * p.y }
func (p *point) scale(n int) { p.x *= n }

var sink any
var errSink error

func constants() {
	sink = 7
	sink = 70000
	sink = "constant"
	sink = point{}
	sink = struct{}{}
	sink = true
	sink = '"'
	sink = [0]int{}
}

func numbers(b byte, n int, f float64, s string, bs []byte) {
	sink = b
	sink = n
	sink = f
	sink = s
	sink = bs
}

func structures(p point) shape {
	sink = p
	sink = &p
	q := p
	sink = &q
	return p
}

func stays(n int) int {
	var local any = n
	if m, ok := local.(int); ok {
		return m
	}
	return 0
}

func formats(name string, n int) string {
	fmt.Println(name, n, n+1, name+": "+name)
	return fmt.Sprintf("%s: %d", name, n)
}

func fails(name string) error {
	if name == "" {
		return errors.New("empty: " + name)
	}
	errSink = fmt.Errorf("at %q: %w", name, errSink)
	return errSink
}

func panics(n int) {
	if n < 0 {
		panic(n)
	}
	panic(fmt.Sprint("negative: ", n))
}

func typeSwitch(v any) any {
	switch v := v.(type) {
	case int:
		return v + 1
	case *point:
		return v
	case string:
		return v + "!"
	}
	return nil
}
