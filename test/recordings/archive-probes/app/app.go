// The program runs the other packages and prints what the memory profile saw: one line for each stack, frames innermost first.
package main

import (
	"fmt"
	"runtime"
	"strings"

	"ex.com/probe/lib"
	"ex.com/probe/shapes"
	"ex.com/probe/stub"
)

type reader struct{}

func (reader) Read(p []byte) (int, error) { return len(p), nil }

//go:noinline
func use(n int) {
	names := []string{"a", strings.Repeat("b", 40)}
	done := make(chan int, 100)
	for i := 0; i < 4; i++ {
		shapes.Sink, _, _ = shapes.Objects(n)
		shapes.Moved(n)
		shapes.Merged(n)
		shapes.Slices(n)
		shapes.Copies(make([]int, n), make([]*shapes.Small, n))
		shapes.Appends(nil, names, names)
		shapes.Collected(100)
		shapes.Local(100)
		shapes.Maps(n)
		shapes.Chans(n)
		shapes.Boxes(n, names[1], []int{1}, shapes.Large{}, 1.5, 7)
		shapes.Conversions(names[1], []byte(names[1]), []rune(names[1]), n)
		shapes.Closures(n, names)
		shapes.Starts(2, done)
		shapes.Errors(n, &shapes.Large{})
		shapes.Errors(n, reader{})
		shapes.Branches(n, i%2 == 0)
		shapes.Inlined(names, lib.Point{})
		shapes.Generic(names)
		shapes.Wrappers(reader{}, &lib.Counter{})
		stub.Something(n)
		shapes.Sink = lib.Wrap("app")
	}
}

func main() {
	runtime.MemProfileRate = 1
	use(1000)
	runtime.GC()
	runtime.GC()
	records := make([]runtime.MemProfileRecord, 10000)
	n, _ := runtime.MemProfile(records, true)
	for _, record := range records[:n] {
		frames := runtime.CallersFrames(record.Stack())
		for {
			frame, more := frames.Next()
			fmt.Printf("%s %s:%d\t", frame.Function, frame.File[strings.LastIndex(frame.File, "/")+1:], frame.Line)
			if !more {
				break
			}
		}
		fmt.Println()
	}
}
