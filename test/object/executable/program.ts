import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A program with most kinds of allocations, generics, closures, inlined calls of std, and a function that the linker leaves out. */
export const programFiles: Readonly<Record<string, string>> = {
  'go.mod': 'module ex.com/app\n\ngo 1.22\n',
  'main.go': `package main

import (
	"fmt"
	"net/http"
	"os"
	"sort"
	"strings"

	"ex.com/app/store"
)

type item struct {
	name string
	tags []string
	next *item
}

func newItem(name string) *item { return &item{name: name} }

func build(n int) *item {
	var head *item
	for i := 0; i < n; i++ {
		it := newItem(fmt.Sprintf("i%d", i))
		it.next = head
		it.tags = append(it.tags, strings.Repeat("x", i))
		head = it
	}
	return head
}

func unused(n int) []int { return make([]int, n) }

func main() {
	m := map[string][]byte{}
	for it := build(len(os.Args)); it != nil; it = it.next {
		m[it.name] = []byte(it.name + "!")
	}
	keys := store.Keys(m)
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	go func() { fmt.Println(keys, store.Keys(map[int]int{1: 2})) }()
	if len(keys) > 100 {
		http.ListenAndServe("127.0.0.1:0", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintln(w, r.URL.Path)
		}))
	}
}
`,
  'store/store.go': `package store

type Store struct{ rows []*int }

func Keys[K comparable, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

func (s *Store) Add(n int) { s.rows = append(s.rows, &n) }
`,
};

/** The same without net/http: small, and linked in a second. */
export const smallFiles: Readonly<Record<string, string>> = {
  ...programFiles,
  'main.go': (programFiles['main.go'] ?? '').replace('\t"net/http"\n', '').replace(/\tif len\(keys\) > 100 \{[^]*?\n\t\}\n/, ''),
};

export function writeProgram(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** Builds the program in a folder. */
export function buildProgram(folder: string, out: string, env: NodeJS.ProcessEnv, flags: readonly string[] = []): string {
  const run = spawnSync('go', ['build', '-buildvcs=false', ...flags, '-o', out, '.'], { cwd: folder, env, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`go build ${flags.join(' ')}: ${run.stderr}`);
  return out;
}
