import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSession, type Snapshot } from '../../src/engine/session.ts';
import type { Host } from '../../src/host/host.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { CalleeFact } from '../../src/model/callees.ts';
import { outsideFolder } from '../support/repo.ts';

const scratch = outsideFolder('callees');
afterAll(scratch.remove);

const sources: Readonly<Record<string, string>> = {
  'go.mod': 'module ex.com/c\n\ngo 1.22\n',
  'lib/lib.go': `package lib

import (
	"slices"
	"strconv"
	"strings"
	"sync"
)

type Guarded struct {
	sync.Mutex
	names []string
}

func (g *Guarded) Text() string {
	g.Lock()
	defer g.Unlock()
	return strings.Join(g.names, ",") // join
}

func small(n int) string { return strconv.Itoa(n) } // itoa

func Twice(n int) (string, string) {
	return small(n), small(n + 1)
}

func Build(parts []string) string {
	var b strings.Builder
	b.Grow(64) // grow
	for _, part := range parts {
		b.WriteString(part)
	}
	return b.String()
}

func Sorted(xs []int, less func(a, b int) int) {
	slices.SortFunc(xs, less) // sortfunc
	slices.Sort(xs)           // sort
}

func Has(s string) bool { return strings.Contains(s, "x") && strings.IndexByte(s, 'y') > 1 } // contains

func Calls(f func() string) string { return f() }

var Locker sync.Locker = &Guarded{}
`,
  'cmd/main.go': `package main

import (
	"ex.com/c/lib"
	"fmt"
)

func main() {
	a, b := lib.Twice(1000)
	show(a, b) // show
}

func show(a, b string) {
	fmt.Println(a, b) // println
}
`,
};

let read: string[] = [];
let snapshot: Snapshot;
let host: Host;
let callees: Awaited<ReturnType<Snapshot['findCallees']>>['callees'];
beforeAll(async () => {
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(scratch.path, name)), { recursive: true });
    writeFileSync(path.join(scratch.path, name), text);
  }
  const real = createNodeHost({ cwd: scratch.path });
  host = {
    ...real,
    files: {
      ...real.files,
      read(file, limit) {
        read.push(file);
        return real.files.read(file, limit);
      },
    },
  };
  snapshot = await createSession(host, {}, 'test').run();
  const found = await snapshot.findCallees({ isListed: () => true });
  expect(found.problems).toEqual([]);
  ({ callees } = found);
});

/** Line of the comment that ends a line of a source. */
function lineOf(file: string, mark: string): number {
  return (sources[file] ?? '').split('\n').findIndex((line) => line.endsWith(`// ${mark}`)) + 1;
}

function at(file: string, mark: string): CalleeFact[] {
  return callees.calls.filter((call) => call.at.file === file && call.at.line === lineOf(file, mark));
}

describe('calls outside the module', () => {
  it('with the path to the allocator', () => {
    expect(at('lib/lib.go', 'join')).toMatchObject([
      {
        package: 'ex.com/c/lib',
        function: 'ex.com/c/lib.(*Guarded).Text',
        written: { package: 'strings', name: 'strings.Join' },
        judgement: 'allocates',
        reason: 'allocator',
        when: ['always'],
        count: 1,
      },
    ]);
    const [join] = at('lib/lib.go', 'join');
    expect([join?.path[0], join?.path.at(-1)]).toEqual(['strings.Join', 'internal/bytealg.MakeNoZero']);
    expect(at('cmd/main.go', 'println').filter((call) => call.function === 'main.show')).toMatchObject([
      { written: { name: 'fmt.Println' }, judgement: 'allocates', package: 'ex.com/c/cmd' },
    ]);
  });

  it('a function of the module that was inlined is where the call is written, in each copy', () => {
    const copies = at('lib/lib.go', 'itoa');
    expect(copies.map(({ package: pkg, function: holder, inline }) => [pkg, holder, inline.at(-1)?.function])).toEqual(
      copies.map(({ package: pkg, function: holder }) => [pkg, holder, holder]),
    );
    const holders = copies.map((one) => one.function);
    expect(holders).toContain('ex.com/c/lib.Twice');
    expect(holders).toContain('ex.com/c/lib.small');
    expect(new Set(copies.map((one) => one.written.name))).toEqual(new Set(['strconv.Itoa']));
  });

  it('what stands in the text, where a function from outside was inlined', () => {
    expect(at('lib/lib.go', 'grow')).toMatchObject([
      { written: { name: 'strings.(*Builder).Grow' }, callee: { package: 'strings' }, judgement: 'allocates' },
    ]);
  });

  it('instances of generic functions, whose code is in the archive of the caller', () => {
    expect(at('lib/lib.go', 'sortfunc')).toMatchObject([{ judgement: 'may', reason: 'indirect' }]);
    expect(at('lib/lib.go', 'sort').map(({ judgement, reason }) => [judgement, reason])).toEqual([['may', 'panics']]);
  });

  it('what is proven, what only waits, and nothing of generated code', () => {
    expect(at('lib/lib.go', 'contains').map(({ written, reason }) => [written.name, reason])).toEqual(
      expect.arrayContaining([['strings.IndexByte', 'no-path']]),
    );
    expect(callees.calls.filter(({ callee }) => /\.\(\*Mutex\)\./.test(callee.name)).every(({ reason }) => reason === 'slow-path')).toBe(
      true,
    );
    expect(callees.calls.filter((call) => call.at.file.startsWith('<') || call.at.file.startsWith('$'))).toEqual([]);
  });

  it('functions of the module are no callees, and nothing is said of function values', () => {
    expect(callees.calls.filter(({ callee }) => callee.package.startsWith('ex.com/'))).toEqual([]);
    expect(callees.counts.indirect).not.toBe(0);
  });

  it('the counts are those of the places', () => {
    const places = new Map(
      callees.calls.map((call) => [`${call.at.file}:${call.at.line} ${call.written.name} ${call.callee.symbol}`, call]),
    );
    const { counts } = callees;
    expect(counts.places.allocates + counts.places.may + counts.places.never).toBe(places.size);
    expect(counts.places.allocates).toBe([...places.values()].filter(({ judgement }) => judgement === 'allocates').length);
  });
});

describe('asked again', () => {
  it('reads no archive twice, and lists by default what may allocate otherwise than in a panic', async () => {
    read = [];
    const { callees: again } = await snapshot.findCallees();
    expect(read).toEqual([]);
    expect(again.counts).toEqual(callees.counts);
    expect(again.calls).toEqual(callees.calls.filter(({ judgement, reason }) => judgement !== 'never' && reason !== 'panics'));
  });

  it('of some packages only', async () => {
    const { callees: some } = await snapshot.findCallees({ units: [{ package: 'ex.com/c/cmd' }] });
    expect(new Set(some.calls.map((call) => call.package))).toEqual(new Set(['ex.com/c/cmd']));
  });
});

it('an archive that cannot be read is a problem, and what it defines may allocate', async () => {
  const withoutStrings: Host = {
    ...host,
    files: {
      ...host.files,
      async read(file, limit) {
        const bytes = await host.files.read(file, limit);
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('strings.genSplit') ? bytes.subarray(0, 100) : bytes;
      },
    },
  };
  const session = createSession(withoutStrings, { cwd: path.join(scratch.path), patterns: ['./lib'] }, 'test');
  const { callees: found, problems } = await (await session.run()).findCallees();
  expect(problems).toMatchObject([{ code: 'archive-unreadable', effect: 'incomplete', package: 'strings' }]);
  expect(found.calls.filter(({ written }) => written.name === 'strings.Join')).toMatchObject([
    { judgement: 'may', reason: 'no-body', path: ['strings.Join'] },
  ]);
});

it('is cancelled with the session', async () => {
  const stop = new AbortController();
  const found = await createSession(host, {}, 'test').run(stop.signal);
  stop.abort();
  await expect(found.findCallees()).rejects.toMatchObject({ code: 'cancelled' });
});
