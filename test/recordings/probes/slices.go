// Slices, strings, maps and channels: constant and variable sizes, growth, conversions, concatenation.
package slices

import "strings"

type big [70000]byte

var keepBytes []byte
var keepInts []int
var keepBig *big

func makes(n int) {
	a := make([]byte, 128)
	b := make([]byte, n)
	c := make([]int, 10, 20)
	d := make([]struct{}, n)
	m := 64
	e := make([]byte, m)
	keepInts = make([]int, n)
	keepInts = make([]int, 4)
	f := make([]byte, 1<<17)
	_, _, _, _, _, _ = a, b, c, d, e, f
}

func appends(xs []int, bs []byte, more ...int) []int {
	xs = append(xs, 1)
	xs = append(xs, more...)
	local := append([]int(nil), xs...)
	local = append(local, 2)
	bs = append(bs, "text"...)
	keepBytes = append(keepBytes, bs...)
	return xs
}

func grown(n int) []int {
	var out []int
	for i := 0; i < n; i++ {
		out = append(out, i)
	}
	return out
}

func convert(s string, b []byte, r []rune) (string, []byte) {
	n := 0
	for _, c := range []byte(s) {
		n += int(c)
	}
	if string(b) == s {
		return string(r), []byte(s)
	}
	keepBytes = []byte(s)
	return string(b), []byte("constant")
}

func concat(a, b, c string) string {
	a += b
	parts := a + b + c + "x"
	if len(a+c) > 3 {
		return parts
	}
	return strings.Join([]string{a, b}, ", ")
}

func literals() (*[3]int, []int, *big) {
	local := []int{1, 2, 3}
	local[0] = 4
	keepBig = new(big)
	var huge big
	keepBig = &huge
	return &[3]int{1, 2, 3}, []int{4, 5}, keepBig
}

func maps(n int) map[string][]int {
	small := map[int]int{1: n}
	small[2] = 3
	sized := make(map[string][]int, n)
	sized["a"] = []int{n}
	sized["b"] = append(sized["b"], n)
	nested := map[string]map[string]int{"x": {"y": n}}
	nested["z"] = map[string]int{}
	return sized
}

func channels(n int) chan *int {
	c := make(chan *int, n)
	v := n
	c <- &v
	d := make(chan int)
	close(d)
	return c
}

func builder(parts []string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p)
		b.WriteByte(' ')
	}
	return b.String()
}

type ring struct {
	buf   []byte
	small [8]byte
}

func (r *ring) trim(n int) { r.buf = r.buf[n:] }
func (r *ring) reset()     { r.buf = r.buf[:0] }
func (r *ring) swap(o *ring) {
	r.buf, r.buf = r.buf[1:2], r.buf[:1]
	r.buf = o.buf
}
