import { describe, expect, it } from 'vitest';
import { allocatorsOf } from '../../src/model/tables/index.ts';
import { readCallSites } from '../../src/object/read-call-sites.ts';
import { readEdges } from '../../src/object/read-edges.ts';
import { need, needRecording, readArchiveRecordings, readRecorded, source } from './recorded.ts';

const optionsOf = (name: string) => ({ ...source, nameFile: (raw: string) => raw, package: `ex.com/probe/${name}` });

// What the reader of allocators' calls says was compared with oracles on each of these architectures.
describe.each(readArchiveRecordings())('$name', (recording) => {
  it.each([...recording.archives.keys()])('%s: calls of allocators have the places that the reader of allocators tells', (name) => {
    const rows = allocatorsOf(recording.release);
    const { calls, foreign } = readCallSites(need(recording, name), optionsOf(name), (symbol) => rows.get(symbol)?.effect === 'allocates');
    const read = readRecorded(recording, name);
    const show = (callee: string, { count, inline }: { count: number; inline: unknown }): string => JSON.stringify([callee, count, inline]);
    const theirs = new Map<string, number>();
    for (const call of read.calls) {
      const key = show(call.allocator, { ...call, count: 0 });
      theirs.set(key, (theirs.get(key) ?? 0) + call.count);
    }
    expect(Object.fromEntries(calls.map((call) => [show(call.callee, { ...call, count: 0 }), call.count]))).toEqual(
      Object.fromEntries(theirs),
    );
    expect(foreign).toEqual(read.foreign);
  });

  it.each([...recording.archives.keys()])('%s: the calls are those of the call graph', (name) => {
    const edges = readEdges(need(recording, name), source).edges.filter(({ how }) => how === 'call');
    const counts = new Map<string, number>();
    for (const { function: from, callee, count } of readCallSites(need(recording, name), optionsOf(name), () => true).calls) {
      counts.set(`${from} → ${callee}`, (counts.get(`${from} → ${callee}`) ?? 0) + count);
    }
    expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(edges.map(({ from, to, count }) => [`${from} → ${to}`, count])));
  });
});

it('asks once for each name of an object, and lists no other calls', () => {
  const asked: string[] = [];
  const { calls } = readCallSites(need(needRecording('go1.26-linux-amd64'), 'shapes'), optionsOf('shapes'), (symbol) => {
    asked.push(symbol);
    return symbol.startsWith('ex.com/probe/lib.');
  });
  expect(asked).toEqual([...new Set(asked)]);
  expect(calls.length).toBeGreaterThan(3);
  expect(calls.filter(({ callee }) => !callee.startsWith('ex.com/probe/lib.'))).toEqual([]);
});
