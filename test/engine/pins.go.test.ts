import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession } from '../../src/engine/session.ts';
import type { Host } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { exitCode } from '../../src/model/exit-code.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Pin } from '../../src/model/pin.ts';
import type { Report } from '../../src/model/report.ts';
import { outsideFolder } from '../support/repo.ts';

const scratch = outsideFolder('pins');
afterAll(scratch.remove);

/** Behind `want:` stands the result of each pin of the function, in order; behind `finds:` the codes found at this line's directive. */
const sources: Readonly<Record<string, string>> = {
  'go.mod': 'module ex.com/pins\n\ngo 1.22\n',
  'answers.go': `package pins

import (
	"fmt"
	"sort"
	"strconv"
	"sync"
	"time"
)

var (
	mutex sync.Mutex
	held  any
	sink  *int
)

//stackward:noalloc
func Lock() { mutex.Lock(); mutex.Unlock() } // want: proven slow

//stackward:noalloc strict
func LockStrict() { mutex.Lock(); mutex.Unlock() } // want: violated

//stackward:noalloc strict
func Read(m map[string]int, key string) int { return m[key] } // want: proven

//stackward:noalloc
func Send(c chan int) { c <- 1 } // want: proven slow

//stackward:noalloc
func Now() int64 { return time.Now().UnixNano() } // want: proven

//stackward:noalloc
func Ints(numbers []int) { sort.Ints(numbers) } // want: proven

// One path in it makes a string, which append never takes: the object code does not know that.
//
//stackward:noalloc
func AppendInt(to []byte, n int64) []byte { return strconv.AppendInt(to, n, 10) } // want: violated

//stackward:noalloc
func AppendAccepted(to []byte, n int64) []byte { // want: proven allowed
	return strconv.AppendInt(to, n, 10) //stackward:allow callers bring room
}

//go:noinline
func leak() { n := 1; sink = &n }

//stackward:noalloc
func Defers(b [9]bool) { // want: violated
	if b[0] { defer leak() }
	if b[1] { defer leak() }
	if b[2] { defer leak() }
	if b[3] { defer leak() }
	if b[4] { defer leak() }
	if b[5] { defer leak() }
	if b[6] { defer leak() }
	if b[7] { defer leak() }
	if b[8] { defer leak() }
}

//stackward:noalloc
func Unlock() int { mutex.Lock(); defer mutex.Unlock(); return 1 } // want: except

//stackward:noalloc
func UnlockAtEnd(ok bool) int { // want: proven slow
	mutex.Lock()
	defer mutex.Unlock()
	if ok {
		return 2
	}
	return 1
}

//stackward:noalloc
func LeaksAtEnd() { // want: violated
	defer leak()
	mutex.Lock()
}

// What is deferred is known nowhere, and where it is called something else is called too.
//
//stackward:noalloc
func DefersValue(f func()) { // want: except
	defer f()
	mutex.Lock()
}

//stackward:noalloc
func DefersWithCall(f func() int) { // want: except
	defer take(f())
	mutex.Lock()
}

//go:noinline
func take(int) {}

//stackward:noalloc
func Goes() { go leak() } // want: violated

//stackward:noalloc
func Method(t fmt.Stringer) { held = t.String } // want: violated

//stackward:noalloc
func Panics(n int) int { // want: proven panics
	if n < 0 {
		panic(fmt.Sprintf("%d is negative", n))
	}
	return n
}

//stackward:noalloc
func Calls(f func(int) int) int { return f(1) } // want: except

//stackward:noalloc assume=Assumed
func Assumed(f func(int) int) int { return f(1) } // want: proven assumed

//stackward:noalloc assume=fmt.Stringer.String
func Strings(t fmt.Stringer, less func() bool) int { // want: except
	n := len(t.String())
	if less() {
		n++
	}
	return n
}

//stackward:noalloc assume=Nobody
func AssumesMore(n int) int { return n } // want: proven finds: assume-unused

// A value that nobody calls is not executed.
//
//stackward:noalloc
func Keeps() { kept = leak } // want: proven

var kept func()
`,
  'copies.go': `package pins

//stackward:noalloc
func first[T any](list []T) any { // want: violated
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

func useFirst() (any, any) { return first([]int{7000}), first([]string{"x"}) }

//stackward:noalloc
func none[T any](list []T) int { return len(list) } // want: unproven

type pair struct{ a, b *int }

// Its own body keeps n; the copy in a loop cannot. What a copy does is part of it.
//
//stackward:noalloc
//stackward:inline
func small(n int) int { return n + 1 } // want: proven,proven copied

func useSmall() int { return small(1) + small(2) }

//stackward:noalloc
func asm(n int) int // want: unproven

type shape interface {
	//stackward:noalloc
	area() int // finds: directive-misplaced
}
`,
  'empty.s': '',
  'verdicts.go': `package pins

//stackward:noescape p
func keeps(p *int) int { return *p } // want: proven

//stackward:noescape p
func leaks(p *int) { sink = p } // want: violated

type node struct{ next *int }

//stackward:noescape n
func content(n *node) { sink = n.next } // want: proven

//stackward:noescape *n
func deep(n *node) { sink = n.next } // want: violated

//stackward:noescape q
func typo(p *int) int { return *p } // want: violated finds: noescape-unknown-name

//stackward:noescape v list
func variables(n int) []int { // want: violated
	v := n
	_ = v
	list := make([]int, n)
	return list
}

//stackward:inline
func deferring(n int) int { // want: violated
	defer leak()
	return n
}

func gc(list []int) *int {
	//gcassert:bce
	n := list[0]
	n++ //gcassert:noescape
	x := n //gcassert:noescape
	//gcassert:inline
	x += small(n)
	x += deferring(n) //gcassert:inline
	x += small(deferring(n)) //gcassert:inline
	return &x
}
`,
  'words.go': `package pins

//stackward:noaloc
func word1() {} // finds: directive-unknown

// stackward:noalloc
func word2() {} // finds: directive-spaced

//stackward:noalloc stric
func word3() {} // finds: directive-arguments

//stackward:allow
func word4() *int { return new(int) } // finds: directive-arguments

//stackward:allow nothing to accept here
func word5() {} // finds: allow-unused

//stackward:allow it is made once
func word6() *int { return new(int) }

func word7() {
	text := "//stackward:noalloc"
	_ = text
}
`,
  'excluded.go': '//go:build never\n\npackage pins\n\n//stackward:noalloc\nfunc excluded() any { return new(int) }\n',
};

let host: Host;
let report: Report;

async function check(): Promise<Report> {
  const session = createSession(host, { patterns: ['./...'] }, 'test');
  try {
    return (await session.report()).report;
  } finally {
    session.close();
  }
}

beforeAll(async () => {
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(scratch.path, name)), { recursive: true });
    writeFileSync(path.join(scratch.path, name), text);
  }
  host = { ...createNodeHost(), cwd: scratch.path };
  report = await check();
}, 120_000);

function pinsOf(name: string): readonly Pin[] {
  return (report.pins ?? []).filter((pin) => pin.function === name);
}

/** All that a line expects, by the function on it. */
function expectations(word: string): (readonly [name: string, wanted: string])[] {
  return Object.values(sources).flatMap((text) =>
    [...text.matchAll(new RegExp(`func (\\w+).*// .*${word}: (\\S+)`, 'g'))].map(([, name = '', wanted = '']) => [name, wanted] as const),
  );
}

function showWay({ related }: Finding): string[] {
  return related.map(({ at, function: name }) => `${name} ${at.file.split('/').at(-1)}`);
}

describe('pins are judged by what was compiled', () => {
  it('each has the stated answer', () => {
    const wanted = expectations('want');
    expect(wanted.length).toBeGreaterThan(25);
    expect(
      wanted.map(([name]) => [
        name,
        pinsOf(name)
          .map(({ result }) => result)
          .join(','),
      ]),
    ).toEqual(wanted);
    expect(exitCode(report)).toBe(1);
  });

  it('what is not understood is said at its place', () => {
    for (const [name, code] of expectations('finds')) {
      const text = Object.values(sources).find((one) => one.includes(`func ${name}(`)) ?? '';
      const line = text.split('\n').findIndex((one) => one.includes(`func ${name}(`));
      const found = report.findings?.filter(({ anchor }) => anchor.line === line && text === sources[anchor.file]);
      expect([name, found?.map((one) => one.code)]).toEqual([name, [code]]);
    }
    expect(report.findings?.filter(({ code }) => code === 'directive-misplaced').map(({ anchor }) => anchor.file)).toEqual(['copies.go']);
  });

  it('a proof says what it relies on', () => {
    const proof = (name: string) => pinsOf(name)[0]?.proof;
    expect(proof('Lock')?.slowPaths.some((name) => name.includes('SemacquireMutex'))).toBe(true);
    expect(proof('Read')?.slowPaths).toEqual([]);
    expect(proof('Send')?.slowPaths).toEqual(['runtime.chansend1']);
    expect(proof('Panics')?.setsPanicsAside).toBe(true);
    expect(proof('AppendAccepted')?.allowed).toMatchObject([{ file: 'answers.go' }]);
    expect(proof('Assumed')?.assumed).toMatchObject([{ in: 'ex.com/pins.Assumed' }]);
    expect(proof('Calls')?.unknown).toMatchObject([{ name: 'ex.com/pins.Calls', at: { file: 'answers.go' } }]);
    expect(proof('Strings')).toMatchObject({ assumed: [{ name: 'fmt.Stringer.String' }], unknown: [{ name: 'ex.com/pins.Strings' }] });
    expect(proof('first')?.bodies).toBeGreaterThan(1);
  });

  it('a violation tells the way', () => {
    const of = (name: string) => report.findings?.find((one) => one.function === name) as Finding;
    expect(showWay(of('AppendInt')).slice(0, 2)).toEqual(['ex.com/pins.AppendInt answers.go', 'strconv.AppendInt number.go']);
    expect(of('AppendInt').related.at(-1)?.code).toBe('allocation');
    expect(of('Defers').args).toMatchObject({ through: 'function-value' });
    expect(of('LockStrict').args).toMatchObject({ through: 'slow-path' });
    expect(of('first').related.at(-1)).toMatchObject({ at: { file: 'copies.go', line: 8 } });
    expect(of('deferring').args).toMatchObject({ reason: 'unhandled op DEFER' });
  });

  it('gcassert is understood, bounds checks are said not to be judged', () => {
    const pins = report.pins?.filter(({ kind }) => kind.startsWith('gcassert')).map(({ kind, result }) => `${kind} ${result}`);
    expect(pins).toEqual([
      'gcassert:bce not-checked',
      'gcassert:noescape proven',
      'gcassert:noescape violated',
      'gcassert:inline proven',
      'gcassert:inline violated',
      'gcassert:inline violated',
    ]);
  });
});
