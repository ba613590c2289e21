import { expect, test } from 'vitest';
import { compareSides } from '../../../src/analysis/difference/compare-sides.ts';
import type { ComparedSide } from '../../../src/analysis/difference/side.ts';
import type { FileOutline } from '../../../src/model/outline.ts';
import { comparisonSchemaName, type Comparison } from '../../../src/model/comparison.ts';
import type { Site } from '../../../src/model/site.ts';
import { renderComparison } from '../../../src/report/comparison-render.ts';
import { judge } from '../../../src/rules/judge.ts';
import { resolvePolicy } from '../../../src/rules/policy.ts';
import { makeSite } from '../../query/sites.ts';
import { sampleReport } from '../../support/sample-report.ts';

// As in chi 5.2: a new `return http.StripPrefix(prefix, next)`, whose closure is made in the caller, with the text of net/http.
const pkg = 'ex.com/m/middleware';
const file = 'middleware/strip.go';
const outline: FileOutline = {
  file,
  digest: 'x',
  lines: new Uint32Array([1, 2, 3, 4, 5]),
  shapes: new Uint32Array([1, 2, 3, 4, 5]),
  functions: [{ name: 'Strip', line: 2, endLine: 5, bodyLine: 2 }],
};
const side = (sites: readonly Site[], more: Partial<ComparedSide> = {}): ComparedSide => ({
  sites,
  outlines: [],
  packageOf: () => pkg,
  inlined: [],
  ...more,
});
const copyIn = (symbol: string): Pick<Site, 'places'> => ({
  places: [
    {
      package: pkg,
      function: `${pkg}.${symbol}`,
      inline: [{ package: pkg, function: `${pkg}.${symbol}`, file: '$GOROOT/src/net/http/server.go', line: 9 }],
      calls: [],
      verdicts: [],
      joined: 'type',
    },
  ],
});
const server = '$GOROOT/src/net/http/server.go';
const request = makeSite({ id: 'f1', rank: 1, package: 'net/http', at: { file: server, line: 9 }, ...copyIn('Strip.func1.StripPrefix.1') });
const url = makeSite({ id: 'f2', rank: 2, package: 'net/http', at: { file: server, line: 11 }, ...copyIn('Strip.func1.StripPrefix.1') });
const instance = makeSite({ id: 'f3', rank: 3, package: 'slices', at: { file: '$GOROOT/src/slices/slices.go', line: 5 } });
const own = makeSite({ id: 'a1', rank: 8, package: pkg, at: { file, line: 4 }, what: 'closure' });
const other = makeSite({ id: 'a2', rank: 9, package: pkg, at: { file, line: 3 }, what: 'box' });

const compare = (sites: readonly Site[]): Comparison => {
  const inlined = [
    { file, line: 4, callee: 'http.StripPrefix', stays: [] },
    { file, line: 3, callee: 'strings.Trim', stays: [] },
  ];
  const { places, states } = compareSides(side([]), side(sites, { outlines: [outline], inlined }));
  const build = sampleReport('x').build;
  const sides = { base: { label: 'main' }, head: { label: 'working tree', build } };
  return { schema: comparisonSchemaName, ...sides, causes: [], places, states, findings: [], files: { changed: 1, read: 1 }, problems: [] };
};
const show = (comparison: Comparison): string =>
  [...renderComparison('text', comparison, { color: false, all: false, nameFile: (name) => name })].join('');

test('what stands in another module comes behind the own places, with the own line that has it inlined', () => {
  const { places } = compare([request, url, instance, own, other]);
  expect(places.map(({ head, broughtAt }) => [head?.id, broughtAt])).toEqual([
    ['a1', undefined],
    ['a2', undefined],
    ['f1', [{ file, line: 4 }]],
    ['f2', [{ file, line: 4 }]],
    ['f3', []],
  ]);
});

test('it is told once, below that line, shown there by findings, and what has no own line is not dropped', () => {
  const comparison = compare([request, url, instance, own, other]);
  const policy = resolvePolicy({ waivers: [{ id: 'a2', reason: 'once' }] }, { folder: '.', file: '' });
  const findings = judge(comparison, policy, '2026-06-15');
  expect(findings.find(({ site }) => site === 'f1')).toMatchObject({
    anchor: { file, line: 4 },
    related: [{ code: 'allocation', at: request.at }],
  });
  const text = show({ ...comparison, findings, policy: 'stackward.jsonc' });
  expect(text.split('\n')[0]).toBe('5 new allocations, none an error, 1 known, against main: 0 unchanged');
  const shown = [...text.matchAll(/(\w+): new {2}(\S+)/g)].map(([, level, place]) => `${level} ${place}`);
  expect(shown).toEqual([
    `warning ${file}:4`,
    `warning ${server}:9`,
    `warning ${server}:11`,
    'warning $GOROOT/src/slices/slices.go:5',
    `known ${file}:3`,
  ]);
  // An `allow` on the line accepts what it brings, too.
  const sites = [request, url, instance, own, other];
  const head = { ...sampleReport('x'), sites, allows: [{ package: pkg, at: own.at, line: 4, reason: 'at start', sites: ['a1'] }] };
  const known = judge(comparison, policy, '2026-06-15', { head }).flatMap(({ site, known: why }) => (why?.by === 'allow' ? [site] : []));
  expect(new Set(known)).toEqual(new Set(['a1', 'f1', 'f2']));
  // Where the line's own places are not new, it stands for them.
  const alone = show(compare([request, url]));
  expect(alone).toContain(`\n${file}:4  code of another module is inlined here`);
  expect(alone.match(/server\.go/g)).toHaveLength(2);
});

test('the first line agrees with the exit code', () => {
  const comparison = compare([own, other]);
  const policy = { 'new-allocation': [{ level: 'warning' as const }, { where: 'what:box', level: 'error' as const }] };
  const findings = judge(comparison, resolvePolicy(policy, { folder: '.', file: '' }), '2026-06-15');
  expect(show({ ...comparison, findings }).split('\n')[0]).toBe('2 new allocations, 1 of them an error, against main: 0 unchanged');
});
