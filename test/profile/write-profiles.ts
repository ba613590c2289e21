import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What the program below writes: one moment in two forms, an earlier one, and profiles of other kinds. */
export interface WrittenProfiles {
  readonly before: Uint8Array;
  readonly heap: Uint8Array;
  readonly allocs: Uint8Array;
  readonly text: Uint8Array;
  readonly cpu: Uint8Array;
  readonly goroutineText: Uint8Array;
}

const names = ['before', 'heap', 'allocs', 'text', 'cpu', 'goroutineText'] as const;

const program = `package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"strings"
)

var sink, kept []any

type node struct {
	next *node
	data [40]byte
}

func leaf() *node          { return new(node) }
func middle() *node        { return leaf() }
func generic[T any]() *[9]T { return new([9]T) }

type tree[K comparable] struct{ m map[K][]byte }

func (t *tree[K]) grow(k K, n int) { t.m[k] = make([]byte, n) }

//go:noinline
func recurse(n int) *node {
	if n == 0 {
		return middle()
	}
	return &node{next: recurse(n - 1)}
}

//go:noinline
func work(rounds int) {
	t := tree[int]{map[int][]byte{}}
	for i := 0; i < rounds; i++ {
		sink = append(sink, recurse(i%7), generic[int](), generic[string](), fmt.Sprintf("%d of %d", i, rounds), strings.Repeat("x", i%300))
		t.grow(i, 10+i%5000)
		f := func() *node { return middle() }
		sink = append(sink, f())
		if i%3 == 0 {
			sink = nil
			kept = append(kept, recurse(2))
		}
	}
}

func write(name, profile string, level int) {
	var b bytes.Buffer
	if err := pprof.Lookup(profile).WriteTo(&b, level); err != nil {
		panic(err)
	}
	if err := os.WriteFile(filepath.Join(os.Args[1], name), b.Bytes(), 0o644); err != nil {
		panic(err)
	}
}

func main() {
	runtime.MemProfileRate = 4096
	var cpu bytes.Buffer
	if err := pprof.StartCPUProfile(&cpu); err != nil {
		panic(err)
	}
	work(1000)
	runtime.GC()
	write("before", "heap", 0)
	work(4000)
	pprof.StopCPUProfile()
	debug.SetGCPercent(-1)
	runtime.GC()
	write("heap", "heap", 0)
	write("text", "heap", 1)
	write("allocs", "allocs", 0)
	write("goroutineText", "goroutine", 1)
	if err := os.WriteFile(filepath.Join(os.Args[1], "cpu"), cpu.Bytes(), 0o644); err != nil {
		panic(err)
	}
}
`;

/** Builds the program with a toolchain, runs it and gives what it wrote. */
export function writeProfiles(go = 'go'): WrittenProfiles {
  const folder = mkdtempSync(path.join(tmpdir(), 'stackward-profiles-'));
  try {
    writeFileSync(path.join(folder, 'go.mod'), 'module example.com/profiled\n\ngo 1.22\n');
    writeFileSync(path.join(folder, 'main.go'), program);
    const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '', GOWORK: 'off' };
    const binary = path.join(folder, process.platform === 'win32' ? 'profiled.exe' : 'profiled');
    execFileSync(go, ['build', '-o', binary, '.'], { cwd: folder, env, stdio: 'pipe' });
    execFileSync(binary, [folder], { env: { ...env, GODEBUG: '' }, stdio: 'pipe' });
    return Object.fromEntries(
      names.map((name) => [name, new Uint8Array(readFileSync(path.join(folder, name)))]),
    ) as unknown as WrittenProfiles;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
