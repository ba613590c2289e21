// Positions: //line directives, columns that are too large to be printed, wrappers that the compiler writes.
package lines

type inner struct{ n int }

func (i *inner) pointer() *int { return &i.n }
func (i inner) value() any     { return i }

type outer struct {
	*inner
	name string
}

type valuer interface{ value() any }

var all []valuer
var sink any

func far(n int) {
	/* ................................................................................................................................................................................................................................................................ */ sink = n
}

func wrapped(o outer) { all = append(all, o, &o) }

//line made.y:100
func directive(n int) *int { return &n }

//line with space:12: odd.y:7
func odd(n int) *int { return &n }

//line /abs/other-file@v1.go:20:5
func columns(n int) *int { return &n }

//line C:\dir\win.go:30:2
func windows(n int) *int { return &n }

//line noext:41
func noExtension(n int) *int { return &n }
