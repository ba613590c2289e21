// A program with a profile: raised budgets and calls that are made direct.
package main

import (
	"os"
	"runtime/pprof"
	"time"
)

type worker interface{ work(n int) int }
type fast struct{ k int }
type slow struct{ k int }

func (f fast) work(n int) int {
	for i := 0; i < 3; i++ {
		n = n*f.k + i
		n ^= n >> 3
	}
	return n
}

func (s slow) work(n int) int { return n / s.k }

//go:noinline
func workers(n int) []worker {
	ws := []worker{slow{3}}
	for range n {
		ws = append(ws, fast{n})
	}
	return ws
}

func twist(n int) int {
	n ^= n << 13
	n ^= n >> 7
	n ^= n << 17
	n += n%7 + n%11 + n%13 + n%17
	n ^= n<<3 | n>>5
	n += n%19 + n%23
	return n
}

//go:noinline
func pick(n int) func(int) int {
	if n < 0 {
		return func(m int) int { return -m }
	}
	return twist
}

//go:noinline
func run(ws []worker) (total int) {
	f := pick(len(ws))
	for _, w := range ws {
		total += w.work(total)
		total += f(total)
	}
	return total
}

func main() {
	file, err := os.Create("default.pgo")
	if err != nil {
		panic(err)
	}
	defer file.Close()
	if err := pprof.StartCPUProfile(file); err != nil {
		panic(err)
	}
	defer pprof.StopCPUProfile()
	total, ws := 0, workers(100000)
	for start := time.Now(); time.Since(start) < 2*time.Second; {
		total += run(ws)
	}
	println(total)
}
