import { expect, test } from 'vitest';
import { countClaims } from '../../src/analysis/side-by-side/claims.ts';
import { onlyPackages } from '../../src/engine/compare/shipped-packages.ts';
import type { VerdictKind } from '../../src/model/facts.ts';
import type { Site } from '../../src/model/site.ts';
import { sampleReport } from '../support/sample-report.ts';

const [sample] = sampleReport('p.go').sites;
function site(outcome: 'allocates' | 'paper', ...kinds: VerdictKind[]): Site {
  if (!sample) throw new Error('the sample has no sites');
  const verdicts = kinds.map((kind) => ({ kind, subject: 'x', count: 1 }));
  const place = { package: 'p', function: 'p.F', inline: [], calls: [], verdicts, joined: 'alone' as const };
  const standing = outcome === 'allocates' ? ({ outcome, said: 'heap' } as const) : ({ outcome, paper: 'constant' } as const);
  return { ...sample, places: [place], ...standing } as Site;
}

test('what is reported, what of it is not true of the first build, and what is missing', () => {
  const heap = site('allocates', 'escapes-to-heap');
  const hidden = site('allocates', 'does-not-escape');
  const paper = site('paper', 'moved-to-heap');
  const rows = [
    { cells: [heap, heap, heap] },
    { cells: [hidden, hidden, hidden] },
    { cells: [paper, paper, paper] },
    { cells: ['not-built' as const, heap, heap] },
    { cells: [heap, 'absent' as const, 'absent' as const] },
  ];
  expect(
    countClaims(rows, 0, [
      { build: 1, by: 'calls' },
      { build: 2, by: 'lines' },
    ]),
  ).toEqual([
    { build: 1, by: 'calls', reported: 3, untrue: 1, missed: 1 },
    { build: 2, by: 'lines', reported: 3, untrue: 2, missed: 2 },
  ]);
});

test('of packages that are not shipped nothing counts; of others also what they inlined from elsewhere', () => {
  const report = sampleReport('p.go');
  const own = { ...site('allocates'), package: 'ex.com/m/a', at: { file: 'a/a.go', line: 1 } };
  const other = { ...site('allocates'), package: 'ex.com/m/b', at: { file: 'b/b.go', line: 1 } };
  const std = (pkg: string): Site => {
    const one = site('allocates');
    return {
      ...one,
      package: 'bufio',
      at: { file: '$GOROOT/src/bufio/bufio.go', line: 1 },
      places: one.places.map((place) => ({ ...place, package: pkg })),
    };
  };
  const pkg = { name: 'a', dir: 'a', module: 'ex.com/m', files: [], state: 'ok' as const };
  const packages = [
    { ...pkg, path: 'ex.com/m/a' },
    { ...pkg, path: 'ex.com/m/b' },
  ];
  const {
    sites,
    packages: left,
    counts,
  } = onlyPackages({ ...report, packages, sites: [own, other, std('ex.com/m/a'), std('ex.com/m/b')] }, new Set(['ex.com/m/a', 'bufio']));
  expect(left.map(({ path }) => path)).toEqual(['ex.com/m/a']);
  expect(sites.map(({ package: name, places }) => [name, places[0]?.package])).toEqual([
    ['ex.com/m/a', 'p'],
    ['bufio', 'ex.com/m/a'],
  ]);
  expect(counts.outcomes.allocates).toBe(2);
});
