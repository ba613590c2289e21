// Calls through interfaces whose type the compiler knows, in part or not at all.
package devirtual

import "io"

type speaker interface{ speak(word string) string }
type dog struct{ name string }
type cat struct{}

func (d *dog) speak(word string) string { return d.name + ": " + word }
func (cat) speak(string) string         { return "" }

func known() string {
	var s speaker = &dog{"rex"}
	return s.speak("to you")
}

func value() string {
	var s speaker = cat{}
	return s.speak("a to b")
}

func assigned(quiet bool) string {
	var s speaker
	s = &dog{}
	t := s
	return t.speak("x")
}

type pipe struct{ last []byte }

func (p *pipe) Read(b []byte) (int, error) { return copy(b, p.last), nil }
func (p *pipe) Write(b []byte) (int, error) {
	p.last = b
	return len(b), nil
}

func narrowed() int {
	var w io.Writer = new(pipe)
	r := w.(io.ReadWriter)
	n, _ := r.Read(nil)
	return n
}

type embedded struct{ speaker }

func partial() string {
	var s speaker = embedded{&dog{}}
	return s.speak("y")
}

func shaped[T speaker](t T) string {
	var s speaker = t
	return s.speak("z")
}

type boxed[T any] struct{ value T }

func (b boxed[T]) speak(word string) string { return word }

func shapedReceiver[T any](v T) string {
	var s speaker = boxed[T]{v}
	return s.speak("w")
}

type getter[T any] interface{ get() T }
type constant struct{}

func (constant) get() int { return 1 }

func shapedInterface[T any](v getter[T]) T { return v.get() }

func all() string {
	_ = shapedInterface[int](constant{})
	return shaped(&dog{}) + shaped(cat{}) + shapedReceiver(1) + shapedReceiver("s")
}
