/** Compares releases of Go on published modules: what is said of several builds is what reports of each say. Prints its figures. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { differenceKinds, type BuildComparison, type Cell } from '../../src/model/build-comparison.ts';
import type { Report } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import { copyModule } from '../support/real-module.ts';
import { outsideFolder, root } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';
import { run } from '../support/run.ts';
import { extractTxtar, parseTxtar } from '../support/txtar.ts';

const scratch = outsideFolder('compare-all');
afterAll(scratch.remove);

const releases = ['1.22.12', '1.24.13', '1.25.14', '1.26.8', '1.27.4'];

async function json<T>(folder: string, ...args: string[]): Promise<T> {
  const { stdout, stderr, code } = await runCli([...args, '-q', '-f', 'json'], { cwd: folder, timeout: 1_200_000 });
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as T;
}

/** How a place stands in one build. */
const standing = (site: Pick<Site | (Cell & { readonly state: 'site' }), 'outcome' | 'type' | 'when'>): string =>
  [site.outcome, site.type?.name, site.type?.charged ?? site.type?.size, site.when.join()].join(' ');

test.each([['github.com/go-chi/chi/v5@v5.2.3'], ['go.uber.org/zap@v1.27.0'], ['github.com/spf13/cobra@v1.9.1']])('%s', async (module) => {
  const folder = copyModule(module);
  const compared = await json<BuildComparison>(folder, 'compare', '--go', releases.join(','));
  expect(compared.builds.map(({ label, state, against }) => [label, state, against])).toEqual(
    releases.map((release, index) => [`go${release}`, 'built', index === 0 ? undefined : index - 1]),
  );
  for (const [index, release] of releases.entries()) {
    const { sites, counts, build } = await json<Report>(folder, 'check', '--go', release);
    expect([compared.builds[index]?.counts, compared.builds[index]?.build]).toEqual([counts, build]);
    // Each place that a row shows is a site of that build, which stands so there; each that allocates is in a row or the same in all.
    const inRows = compared.rows.flatMap(({ cells, site }) => {
      const cell = cells[index];
      return cell?.state === 'site' ? [`${cell.at?.file ?? site.at.file}:${cell.at?.line ?? site.at.line} ${standing(cell)}`] : [];
    });
    const own = sites.map((site) => `${site.at.file}:${site.at.line} ${standing(site)}`);
    const left = new Map<string, number>();
    for (const one of own) left.set(one, (left.get(one) ?? 0) + 1);
    for (const one of inRows) {
      expect(left.get(one) ?? 0, one).toBeGreaterThan(0);
      left.set(one, (left.get(one) ?? 0) - 1);
    }
    const rest = [...left].reduce((sum, [one, many]) => sum + (/ allocates /.test(one) ? many : 0), 0);
    expect(rest).toBe(compared.same);
  }
  for (const kind of differenceKinds)
    expect(compared.differences[kind]).toBe(compared.rows.flatMap(({ steps }) => steps.filter(({ kinds }) => kinds.includes(kind))).length);
  const steps = compared.rows.flatMap((row) => row.steps);
  expect([compared.explained, compared.unexplained]).toEqual([
    steps.filter(({ reasons }) => reasons.length > 0).length,
    steps.filter(({ reasons }) => reasons.length === 0).length,
  ]);
  expect(compared.explained / steps.length).toBeGreaterThanOrEqual(0.95);
  // A release against itself is no difference; two in the other order mirror each other.
  const [gained, lost] = [
    await json<BuildComparison>(folder, 'compare', '--go', '1.24.13,1.26.8'),
    await json<BuildComparison>(folder, 'compare', '--go', '1.26.8,1.24.13'),
  ];
  expect([gained.differences.gained, gained.differences.lost, gained.same]).toEqual([
    lost.differences.lost,
    lost.differences.gained,
    lost.same,
  ]);
  console.log(
    `${module}: ${compared.rows.length + compared.same} places, ${compared.same} the same, ${steps.length} changes, ${compared.explained} explained; ${differenceKinds.map((kind) => `${kind} ${compared.differences[kind]}`).join(', ')}`,
  );
});

test('of two mains the one with a profile has its hot call inlined; without profiles it is called', async () => {
  const folder = path.join(scratch.path, 'm');
  extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/cli/compare.txtar'), 'utf8')), folder);
  // What is hot in a run of its own benchmark is hot in the program too.
  writeFileSync(
    path.join(folder, 'lib/work_test.go'),
    'package lib\n\nimport "testing"\n\nfunc BenchmarkWork(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\tWork(1000)\n\t}\n}\n',
  );
  const bench = [
    'test',
    '-run=^$',
    '-bench=Work',
    '-cpuprofile',
    path.join(folder, 'cmd/hot/default.pgo'),
    '-o',
    path.join(folder, 'lib.test'),
    './lib',
  ];
  expect((await run('go', bench, { cwd: folder, timeout: 600_000 })).code).toBe(0);
  const { builds, rows, inlining } = await json<BuildComparison>(folder, 'compare', '--pgo', 'off');
  expect(builds.map(({ label, build }) => [label, build?.pgo.map((profile) => profile.package)])).toEqual([
    ['plain', ['example.test/compare/cmd/hot']],
    ['-pgo=off', []],
  ]);
  expect(inlining).toMatchObject([{ function: 'New', cells: [{ state: 'can' }, { state: 'cannot', budget: 80 }] }]);
  const hot = rows.find(({ site }) => site.function === 'New');
  expect(hot?.steps).toMatchObject([
    { kinds: expect.arrayContaining(['callers']) as unknown, callers: { gained: [{ file: 'lib/lib.go' }], lost: [] } },
  ]);
  expect(hot?.steps[0]?.reasons[0]).toMatchObject({ code: 'not-inlined', callee: 'New', budget: 80 });
});

test('--bench runs what is worth it in both builds, in turn', async () => {
  const folder = path.join(scratch.path, 'bench');
  extractTxtar(parseTxtar(readFileSync(path.join(root, 'test/cli/compare.txtar'), 'utf8')), folder);
  const args = ['--gcflags=-l', '--bench', '.', '--benchtime', '1000x', '--count', '6', './lib'];
  const { worth, measuredBenchmarks } = await json<BuildComparison>(folder, 'compare', ...args);
  expect(worth).toEqual({ from: 0, to: 1 });
  expect(measuredBenchmarks?.inputs.map(({ label, from, results }) => [label, from, results])).toEqual([
    ['plain', 'working-tree', 6],
    ['-l', 'working-tree', 6],
  ]);
  const allocs = measuredBenchmarks?.tables.find(({ unit }) => unit === 'allocs/op')?.rows[0];
  expect(allocs?.cells.map((cell) => cell?.center)).toEqual([0, 1]);
  expect(measuredBenchmarks?.allocations?.[0]?.places[0]).toMatchObject({ of: 'site', change: 'gained', site: { function: 'make3' } });
});

test('releases that cannot build a module are failed columns, the others are compared', async () => {
  const folder = copyModule('go.uber.org/zap@v1.27.0');
  const file = `${folder}/go.mod`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^go .*$/m, 'go 1.25'));
  const { stdout, code } = await runCli(['compare', '-q', '-f', 'json', '--go', '1.24.13,1.25.14,1.26.8,1.99.1'], {
    cwd: folder,
    timeout: 1_200_000,
  });
  const { builds, problems, rows } = JSON.parse(stdout) as BuildComparison;
  expect(code).toBe(3);
  expect(builds.map(({ state, against }) => [state, against])).toEqual([
    ['failed', undefined],
    ['built', undefined],
    ['built', 1],
    ['failed', undefined],
  ]);
  expect(
    problems.flatMap((problem) => (problem.code === 'build-failed' ? [[problem.args.label, problem.args.args['trouble']]] : [])),
  ).toEqual([
    ['go1.24.13', 'go-too-old-for-module'],
    ['go1.99.1', 'toolchain-unavailable'],
  ]);
  expect(rows.length).toBeGreaterThan(10);
});
