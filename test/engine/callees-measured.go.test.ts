import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createCallGraph } from '../../src/analysis/callees/call-graph.ts';
import { judgeCallees } from '../../src/analysis/callees/judge-callees.ts';
import type { FunctionJudgement, JudgementReason } from '../../src/model/callees.ts';
import { allocatorsOf, releaseOf } from '../../src/model/tables/index.ts';
import { architectureOf } from '../../src/object/architectures.ts';
import { readEdges } from '../../src/object/read-edges.ts';
import { findGoReleases } from '../../tools/lib/go-releases.ts';
import { listArchives } from '../../tools/lib/go-archives.ts';
import { source } from '../object/recorded.ts';
import { scratchFolder } from '../support/repo.ts';

// A program runs each function a hundred times and counts its allocations; the judgement is made from the archives alone.
const [version = '', goarch = ''] = execFileSync('go', ['env', 'GOVERSION', 'GOARCH'], { encoding: 'utf8' }).split('\n');
const go = findGoReleases().get(/^go(1\.\d+)/.exec(version)?.[1] ?? '');
const isKnown = go !== undefined && releaseOf(version) !== undefined && architectureOf(goarch).indirectCallsVisible;
const scratch = scratchFolder('callees-measured');
afterAll(scratch.remove);

/** Body, the reasons that are right for it, and whether it allocates when it is run. */
type Case = readonly [body: string, reasons: readonly JudgementReason[], allocates: boolean];
const none: readonly JudgementReason[] = ['no-path', 'panics'];
const waits: readonly JudgementReason[] = ['slow-path'];
const known: readonly JudgementReason[] = ['allocator'];
const grows: readonly JudgementReason[] = ['conditional'];
const cases: Readonly<Record<string, Case>> = {
  StringsContains: ['truth = strings.Contains(text, "lazy")', none, false],
  StringsIndex: ['number = strings.Index(text, "dog")', none, false],
  StringsIndexByte: ['number = strings.IndexByte(text, 100)', none, false],
  StringsLastIndex: ['number = strings.LastIndex(text, "o")', none, false],
  StringsCount: ['number = strings.Count(text, "o")', none, false],
  StringsHasPrefix: ['truth = strings.HasPrefix(text, "The")', none, false],
  StringsEqualFold: ['truth = strings.EqualFold(text, "the")', none, false],
  StringsCompare: ['number = strings.Compare(text, "The")', none, false],
  StringsCut: ['line, _, truth = strings.Cut(text, " ")', none, false],
  BytesEqual: ['truth = bytes.Equal(buffer[:0], buffer[:0])', none, false],
  BytesIndex: ['number = bytes.Index(buffer, needle)', none, false],
  // Up to Go 1.23 it calls a function value, and iterating a map may make a list that is kept with it.
  SortSearchInts: ['number = sort.SearchInts(numbers, 5)', [...none, 'indirect'], false],
  SlicesSort: ['slices.Sort(numbers)', none, false],
  SlicesContains: ['truth = slices.Contains(numbers, 3)', none, false],
  MathSqrt: ['float = math.Sqrt(float)', none, false],
  MathPow: ['float = math.Pow(float, 1.5)', none, false],
  MathSin: ['float = math.Sin(float)', none, false],
  MathFloor: ['float = math.Floor(float)', none, false],
  BitsLen: ['number = bits.Len64(uint64(number))', none, false],
  RuneCount: ['number = utf8.RuneCountInString(text)', none, false],
  DecodeRune: ['char, number = utf8.DecodeRuneInString(text)', none, false],
  EncodeRune: ['number = utf8.EncodeRune(buffer[:4], 8364)', none, false],
  IsUpper: ['truth = unicode.IsUpper(char)', none, false],
  PutUint: ['binary.LittleEndian.PutUint64(buffer[:8], 7)', none, false],
  Seconds: ['float = time.Duration(1500).Seconds()', none, false],
  TimeNow: ['number = int(time.Since(start))', none, false],
  AtomicAdd: ['counter.Add(1)', none, false],
  AtomicSwap: ['truth = counter.CompareAndSwap(1, 2)', none, false],
  ReflectTypeOf: ['truth = reflect.TypeOf(held) == nil', none, false],
  MapRead: ['number = table["two"]', none, false],
  MapRange: ['for _, value := range table { number += value }', [...none, ...waits], false],
  OwnRecursion: ['number = descend(10)', none, false],
  StructCompare: ['truth = pair == otherPair', none, false],
  MutexLock: ['mutex.Lock(); number++; mutex.Unlock()', waits, false],
  RWMutex: ['readers.RLock(); number++; readers.RUnlock()', waits, false],
  // A deferred call is made through a register, as any function value.
  DeferUnlock: ['mutex.Lock(); defer mutex.Unlock(); number++', ['indirect'], false],
  ChanSend: ['channel <- 1; number = <-channel', ['slow-path', 'no-path', 'panics'], false],
  OnceDo: ['once.Do(nothing)', ['indirect', 'function-value'], false],
  SortSort: ['sort.Sort(sorted)', ['indirect'], false],
  TrimSpace: ['line = strings.TrimSpace(text)', ['indirect'], false],
  CallsValue: ['number = function(3)', ['indirect'], false],
  DefersValues: ['for range 1 { defer deferred() }', ['indirect', 'conditional'], false],
  AppendWithRoom: ['buffer = append(buffer[:0], text...)', grows, false],
  BuilderRoom: ['builder.WriteByte(120)', grows, false],
  MapWrite: ['table["two"] = 3', grows, false],
  ClosureValue: ['number = apply(maker)', ['function-value', 'indirect'], true],
  Itoa: ['line = strconv.Itoa(1000 + number&1)', known, true],
  Join: ['line = strings.Join(words, ", ")', known, true],
  Repeat: ['line = strings.Repeat("ab", 20)', known, true],
  Sprintf: ['line = fmt.Sprintf("%d of %s", number+1000, text)', known, true],
  ErrorsNew: ['failure = errors.New(text)', known, true],
  Errorf: ['failure = fmt.Errorf("no %s", text)', known, true],
  ToUpper: ['line = strings.ToUpper(text)', known, true],
  Replace: ['line = strings.ReplaceAll(text, "o", "00")', known, true],
  Fields: ['words2 = strings.Fields(text)', known, true],
  Split: ['words2 = strings.Split(text, " ")', known, true],
  Quote: ['line = strconv.Quote(text)', known, true],
  Format: ['line = start.Format(time.RFC3339)', known, true],
  Marshal: ['buffer2, failure = json.Marshal(table)', known, true],
  NewReplacer: ['held = strings.NewReplacer("a", "b")', known, true],
  BufferNew: ['held = bytes.NewBufferString(text)', known, true],
  SlicesClone: ['numbers2 = slices.Clone(numbers)', [...known, ...grows], true],
  MapsClone: ['table2 = maps.Clone(table)', known, true],
  NewTimer: ['held = time.NewTimer(time.Hour)', known, true],
  SortSlice: ['sort.Slice(numbers, func(a, b int) bool { return numbers[a] < numbers[b] })', known, true],
  // A path to an allocator that these runs do not take: for another base, an error, an empty pool.
  AppendInt: ['buffer = strconv.AppendInt(buffer[:0], 123456, 10)', [...known, ...grows], false],
  Atoi: ['number, failure = strconv.Atoi("123")', known, false],
  PoolGet: ['held = pool.Get(); pool.Put(held)', known, false],
};
const allocatesNever: ReadonlySet<JudgementReason> = new Set(['no-path', 'panics', 'slow-path']);

const program = `package main

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/bits"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

var (
	text               = "The quick brown fox jumps over the lazy dog"
	words              = []string{"a", "b", "c"}
	numbers            = []int{1, 3, 5, 7}
	needle             = []byte("lazy")
	buffer             = make([]byte, 64, 4096)
	table              = map[string]int{"one": 1, "two": 2}
	pair, otherPair    = struct{ A, B any }{1, "x"}, struct{ A, B any }{1, "y"}
	sorted sort.Interface = sort.IntSlice(numbers)
	channel            = make(chan int, 1)
	builder            = func() *strings.Builder { b := new(strings.Builder); b.Grow(1 << 16); return b }()
	start              = time.Now()
	float              = 2.0
	pool               = sync.Pool{New: func() any { return new([64]byte) }}
	mutex              sync.Mutex
	readers            sync.RWMutex
	once               sync.Once
	counter            atomic.Int64
	truth              bool
	number             int
	char               rune
	line               string
	words2             []string
	numbers2           []int
	buffer2            []byte
	table2             map[string]int
	failure            error
	held               any
	function           = func(n int) int { return n + number }
	deferred           = func() { number++ }
)

//go:noinline
func nothing() {}

//go:noinline
func descend(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + descend(n-1)
}

//go:noinline
func apply(f func() *int) int { return *f() }

//go:noinline
func maker() *int { n := 1000 + number; return &n }

${Object.entries(cases)
  .map(([name, [body]]) => `//go:noinline\nfunc Case${name}() {\n\t${body}\n}\n`)
  .join('\n')}
func main() {
	measure := func(name string, f func()) { fmt.Println(name, testing.AllocsPerRun(100, f)) }
${Object.keys(cases)
  .map((name) => `\tmeasure("${name}", Case${name})`)
  .join('\n')}
}
`;

it.skipIf(!isKnown)('what is proven not to allocate does not, and what allocates is not proven', () => {
  if (go === undefined) return;
  mkdirSync(path.join(scratch.path, 'probe'));
  writeFileSync(path.join(scratch.path, 'go.mod'), 'module ex.com/measured\n\ngo 1.22\n');
  writeFileSync(path.join(scratch.path, 'probe', 'main.go'), program);
  const env = { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-buildvcs=false', GOWORK: 'off', CGO_ENABLED: '0' };
  const printed = execFileSync('go', ['run', './probe'], { cwd: scratch.path, env, encoding: 'utf8' });
  const measured = new Map(
    printed
      .trim()
      .split('\n')
      .map((one) => [one.split(' ')[0], Number(one.split(' ')[1])]),
  );

  const graph = createCallGraph(allocatorsOf(version));
  for (const [name, file] of listArchives(go, ['./probe'], { cwd: scratch.path })) {
    if (name !== 'runtime') graph.add(name, readEdges(readFileSync(file), source));
  }
  const open = graph.follow(Object.keys(cases).map((name) => `ex.com/measured/probe.Case${name}`));
  expect(open).toEqual([]);
  const judgementOf = judgeCallees(graph);
  const judged = Object.entries(cases).map(([name, [, reasons, allocates]]) => {
    const judgement = judgementOf(`ex.com/measured/probe.Case${name}`) as FunctionJudgement;
    return { name, judgement, reasons, allocates, count: measured.get(name) ?? Number.NaN };
  });

  expect(judged.filter(({ judgement, count }) => allocatesNever.has(judgement.reason) && count !== 0)).toEqual([]);
  expect(judged.filter(({ allocates, count }) => count > 0 !== allocates)).toEqual([]);
  expect(judged.filter(({ judgement, reasons }) => !reasons.includes(judgement.reason))).toEqual([]);
});
