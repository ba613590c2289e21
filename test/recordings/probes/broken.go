// Does not compile.
package broken

import "fmt"

func wrong() int {
	fmt.Println(missing)
	var s string = 1
	return s.none()
}

type needs interface{ a(int) string }
type has struct{}

func (has) a(string) int { return 0 }

var _ needs = has{}
