import { describe, expect, it } from 'vitest';
import { knownReleases } from '../../src/model/tables/index.ts';
import type { ArchiveFacts, CallFact } from '../../src/model/facts.ts';
import { architectureOf } from '../../src/object/architectures.ts';
import { readEdges } from '../../src/object/read-edges.ts';
import { partsOf } from '../../src/object/parts.ts';
import { readTypes } from '../../src/object/read-types.ts';
import { probeTargets } from './describe-archives.ts';
import { need, readAllRecorded, readArchiveRecordings, readRecorded, source } from './recorded.ts';

const recordings = readArchiveRecordings();

it('all releases and targets are recorded', () => {
  const wanted = knownReleases.flatMap((release) => probeTargets(release).map(({ goos, goarch }) => `go${release}-${goos}-${goarch}`));
  expect(recordings.map(({ name }) => name).sort()).toEqual(wanted.sort());
});

describe.each(recordings)('$name, against what Go’s own tools said of it', (recording) => {
  const { expected, goarch } = recording;
  const facts = readAllRecorded(recording);
  const calls = [...facts.values()].flatMap((one) => one.calls);

  it('the same calls at the same innermost positions', () => {
    expect(list(calls, (call) => [call.function, position(call.file, call.line), call.allocator])).toEqual(
      expected.calls.map(([holder, at, allocator]) => [holder, at, allocator].join(' ')).sort(),
    );
  });

  it('the same calls at the same outermost positions', () => {
    const outermost = list(calls, (call) => [call.function, position(call.inline.at(-1)?.file, call.inline.at(-1)?.line), call.allocator]);
    expect(outermost).toEqual(expected.outermost.map(([holder, at, allocator]) => [holder, at, allocator].join(' ')).sort());
  });

  it('the same types, and none where none can be seen', () => {
    const typed = list(calls, (call) => [call.function, position(call.file, call.line), call.allocator, call.type ?? '']);
    // The oracle of an architecture may see none at all.
    const seen = expected.calls.some(([, , , type]) => type !== '');
    if (seen) expect(typed).toEqual(expected.calls.map((call) => call.join(' ')).sort());
    else if (architectureOf(goarch).code === '') expect(calls.filter(({ type }) => type !== undefined)).toEqual([]);
  });

  it('the same sizes', () => {
    const wanted = new Set(Object.keys(expected.sizes));
    const found = [...recording.archives.values()].flatMap((bytes) => readTypes(partsOf(bytes), wanted));
    expect(Object.fromEntries(found.map(({ name, size }) => [name, size]))).toEqual(expected.sizes);
  });

  it('the same calls through registers', () => {
    const edges = [...recording.archives.values()].map((bytes) => readEdges(bytes, source));
    const ours = Object.fromEntries(edges.flatMap(({ indirect }) => [...indirect]));
    if (edges[0]?.indirectCallsVisible) expect(ours).toEqual(expected.indirect);
    else for (const [name, count] of Object.entries(ours)) expect([name, expected.indirect[name]]).toEqual([name, count]);
  });

  it('says what it is and counts itself', () => {
    for (const one of facts.values()) {
      expect(one).toMatchObject({ goVersion: expected.go, goos: recording.goos, goarch, positionsKnown: true });
      expect(sum(one.calls)).toBe(one.counts.calls);
    }
    expect(facts.get('stub')?.counts).toMatchObject({ goObjects: 1, otherObjects: 1 });
    expect(facts.get('lib')?.counts).toMatchObject({ goObjects: 1, otherObjects: 0 });
  });

  it('chains have no gaps', () => {
    for (const call of calls) {
      expect(call.inline[0]).toMatchObject({ file: call.file, line: call.line });
      expect(call.inline.at(-1)?.function).toBe(call.function);
      for (const frame of call.inline) {
        expect(frame.line).toBeGreaterThan(0);
        expect(frame.file).not.toBe('');
        // Names of functions of std are in archives that are not recorded.
        if (frame.package.startsWith('ex.com/')) expect(frame.function).not.toMatch(/\.#\d+$/);
      }
    }
  });
});

it('a type is the same in each archive that has it, and known by name where it can be', () => {
  for (const recording of recordings) {
    const seen = new Map<string, string>();
    for (const bytes of recording.archives.values()) {
      for (const { name, size, pointerBytes } of readTypes(partsOf(bytes))) {
        const text = `${size} ${pointerBytes}`;
        expect([recording.name, name, seen.get(name) ?? text]).toEqual([recording.name, name, text]);
        seen.set(name, text);
      }
    }
    expect(seen.size).toBeGreaterThan(100);
  }
});

it('calls come in one order, whatever the order of the frames’ names', () => {
  const recording = recordings[0];
  if (!recording) throw new Error('no recordings');
  const again = readRecorded(recording, 'shapes').calls;
  expect(again).toEqual(readRecorded(recording, 'shapes').calls);
  const functions = again.map((call) => call.function);
  expect(functions).toEqual([...functions].sort());
  expect(need(recording, 'shapes').length).toBeGreaterThan(1000);
});

function sum(calls: ArchiveFacts['calls']): number {
  return calls.reduce((all, { count }) => all + count, 0);
}

/** objdump prints the last part of a file's name. */
function position(file: string | undefined, line: number | undefined): string {
  return `${file?.slice(file.lastIndexOf('/') + 1)}:${line}`;
}

function list(calls: readonly CallFact[], show: (call: CallFact) => readonly string[]): string[] {
  return calls.flatMap((call) => Array.from({ length: call.count }, () => show(call).join(' '))).sort();
}
