import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from '../../src/engine/documents.ts';
import type { BenchResult, MeasuredBenchmark } from '../../src/model/bench.ts';
import { knownOperations, measuredOf, objectsByLine, runBench, sumOfParts, writeBenchProgram } from '../support/bench-program.ts';
import { outsideFolder } from '../support/repo.ts';

// Benchmarks of each shape in one program, measured once. What they report themselves is the other opinion: Go counts it with ReadMemStats, without a profile.
const scratch = outsideFolder('bench');
afterAll(scratch.remove);
let found: Awaited<ReturnType<typeof runBench>>;
let result: BenchResult;
const named = (name: string): MeasuredBenchmark => {
  const one = measuredOf(result).find((benchmark) => benchmark.name === name);
  if (!one) throw new Error(`${name} was not measured`);
  return one;
};

beforeAll(async () => {
  writeBenchProgram(scratch.path);
  // The race detector would compile std.
  found = await runBench(scratch.path, ['--no-race', '--benchtime', '1000x', '--bench', '^Benchmark[^H]', './...']);
  ({ result } = found);
}, 240_000);

test('each line has its objects, however the benchmark is written', () => {
  const known = knownOperations(scratch.path, ['ops.go']);
  const expected = new Map([...known].flatMap(([line, of]) => [...of].map(([name, objects]) => [`${name} ${line}`, objects] as const)));
  const measured = [...expected.keys()].map((key) => {
    const [name = '', line = ''] = key.split(' ');
    return [key, Math.round((objectsByLine(result, named(name)).get(line) ?? 0) * 10) / 10] as const;
  });
  expect(Object.fromEntries(measured)).toEqual(Object.fromEntries(expected));
  expect(expected.size).toBe(15);
});

test('the parts make what the benchmark reports, and what is on no line has a name', () => {
  for (const benchmark of measuredOf(result)) {
    const { objects } = sumOfParts(benchmark);
    // Go rounds down; of 1000 operations a few objects of the runtime are a part.
    expect([benchmark.name, objects >= benchmark.reported.objects - 0.15 && objects < benchmark.reported.objects + 1]).toEqual([
      benchmark.name,
      true,
    ]);
  }
  const restOf = (name: string): string[] =>
    named(name)
      .rest.filter(({ objects, bytes }) => Math.abs(objects) > 0.5 || Math.abs(bytes) > 200)
      .map(({ reason }) => reason);
  expect(restOf('Stop')).toEqual(['outside-timer']);
  expect(restOf('SetUp')).toEqual(['set-up']);
  expect(restOf('Plain')).toEqual([]);
  expect(restOf('Reset')).toEqual([]);
  expect(named('Reset').setUp.objects).toBeGreaterThan(1000);
});

test('objects that share a block are counted by executions', () => {
  const { tiny, sites, reported } = named('Three');
  expect({ tiny, reported: reported.objects, sites: sites.map(({ objects, tiny: shares }) => ({ objects, shares })) }).toEqual({
    tiny: 'executions',
    reported: 3,
    sites: [1, 1, 1].map((objects) => ({ objects, shares: true })),
  });
});

test('what gives no result is told, and the others are not lost', () => {
  const states = result.benchmarks.filter(({ state }) => state !== 'measured').map(({ name, state }) => `${name} ${state}`);
  expect(states).toEqual(['Fails failed', 'Panics panicked', 'Skips skipped']);
  expect(result.problems.map(({ code, effect }) => `${code} ${effect}`)).toEqual([
    'bench-not-measured incomplete',
    'bench-not-measured incomplete',
    'bench-not-measured notice',
  ]);
  expect(found.code).toBe(2);
  expect(result.packages).toEqual([
    { path: 'example.com/ops', benchmarks: measuredOf(result).length + 3 },
    { path: 'example.com/ops/none', benchmarks: 0 },
  ]);
});

test('the document opens again, has no path of this machine, and nothing is left behind', () => {
  const text = JSON.stringify(result);
  expect(parseDocument(Buffer.from(text), 'bench.json').document).toEqual(result);
  expect(text).not.toContain(scratch.path);
  expect(text).not.toContain(path.join(tmpdir(), 'stackward-'));
  expect(readdirSync(tmpdir()).filter((name) => /^stackward-\d+-/.test(name) && name.includes(`-${process.pid}-`))).toEqual([]);
});
