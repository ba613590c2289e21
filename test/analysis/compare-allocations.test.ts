import { expect, test } from 'vitest';
import { compareAllocations } from '../../src/analysis/bench/compare-allocations.ts';
import { compareBenchResults } from '../../src/engine/compare-benchmarks.ts';
import { renderBenchComparison } from '../../src/report/bench-comparison-render.ts';
import { formatsOf } from '../../src/report/formats.ts';
import { parseDocument } from '../../src/engine/documents.ts';
import { benchSchema, type BenchResult, type BenchSite, type MeasuredBenchmark } from '../../src/model/bench.ts';
import type { Site } from '../../src/model/site.ts';
import { findHostile, hostileText } from '../support/hostile-text.ts';
import { sampleReport } from '../support/sample-report.ts';

const [sample] = sampleReport('p').sites;
if (!sample) throw new Error('the sample has sites');
const site = (id: string, more: Partial<Site> = {}): Site => ({ ...sample, id, function: 'f', what: 'object', ...more }) as Site;

function result(sites: readonly Site[], parts: readonly BenchSite[], more: Partial<MeasuredBenchmark> = {}): BenchResult {
  const sum = { objects: 0, bytes: 0 };
  for (const { objects, bytes } of [...parts, ...(more.calls ?? []), ...(more.rest ?? [])]) {
    sum.objects += objects;
    sum.bytes += bytes;
  }
  const one: MeasuredBenchmark = {
    package: 'p',
    name: 'X',
    procs: 2,
    state: 'measured',
    operations: [1000, 2000],
    runs: 1,
    reported: { objects: Math.floor(sum.objects), bytes: Math.floor(sum.bytes) },
    profiled: sum,
    setUp: { objects: 0, bytes: 0 },
    sites: parts,
    calls: [],
    rest: [],
    ...more,
  };
  const { build } = sampleReport('p');
  return { schema: benchSchema, build, bench: '.', packages: [{ path: 'p', benchmarks: 1 }], benchmarks: [one], sites, problems: [] };
}

const part = (id: string, objects: number, bytes = objects * 16): BenchSite => ({ site: id, objects, bytes });

test('gained, lost, more and fewer, the largest first, and what they sum to', () => {
  const before = result([site('a'), site('b'), site('c', { what: 'box' })], [part('a', 2), part('b', 1), part('c', 5)], {
    calls: [{ package: 'p', function: 'f', callee: 'fmt.Sprintf', file: 'a.go', line: 3, objects: 2, bytes: 64 }],
  });
  const after = result([site('a'), site('c', { what: 'box' }), site('d', { what: 'map' })], [part('a', 3), part('c', 1.5), part('d', 1)], {
    calls: [{ package: 'p', function: 'f', callee: 'fmt.Sprintf', file: 'a.go', line: 9, objects: 2, bytes: 64 }],
    rest: [
      { reason: 'harness', objects: 0.01, bytes: 3 },
      { reason: 'unexplained', objects: 0.5, bytes: 0 },
    ],
  });
  const [one] = compareAllocations(before, after);
  expect(one?.places.map((place) => [place.change, place.of === 'site' ? place.site.id : place.of])).toEqual([
    ['fewer', 'c'],
    ['more', 'a'],
    ['gained', 'd'],
    ['lost', 'b'],
    ['more', 'rest'],
  ]);
  // 10 objects before; 8.01 after, of which Go reports 8. The harness is noise, and the call that only moved is the same.
  expect(one?.reported.map(({ objects }) => objects)).toEqual([10, 8]);
  expect(one?.remainder.objects).toBe(0);
});

test('a result compared with itself differs nowhere', () => {
  const same = result([site('a')], [part('a', 2)], { rest: [{ reason: 'runtime', objects: -0.2, bytes: 5 }] });
  expect(compareAllocations(same, same)).toMatchObject([{ places: [], remainder: { objects: 0, bytes: 0 } }]);
});

test('a site of another identity is the same place where its function, kind and type are', () => {
  const [one] = compareAllocations(result([site('a')], [part('a', 2)]), result([site('z')], [part('z', 1)]));
  expect(one?.places).toMatchObject([{ change: 'fewer', amounts: [{ objects: 2 }, { objects: 1 }] }]);
});

test('nothing that a terminal acts on; the document is read back', () => {
  const hostile = (id: string): BenchResult =>
    result([site(id, { function: hostileText, at: { file: hostileText, line: 3 } })], [part(id, id.length)], {
      package: hostileText,
      name: hostileText,
    });
  const comparison = compareBenchResults({ label: hostileText, result: hostile('a') }, { label: 'b', result: hostile('bcd') });
  for (const format of formatsOf('bench-comparison')) {
    const text = [...renderBenchComparison(format, comparison, { color: false, width: 80, nameFile: (file) => file })].join('');
    expect(findHostile(text), format).toBeUndefined();
    if (format === 'json') expect(parseDocument(Buffer.from(text), 'x').document).toEqual(JSON.parse(JSON.stringify(comparison)));
  }
});
