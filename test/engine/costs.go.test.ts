import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { valueNames } from '../../src/model/cost.ts';
import { matchBinary } from '../../src/engine/profile-binary.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { readPprof } from '../../src/profile/read-pprof.ts';
import { knownCosts, measure, ownFunctions, partsOf, profileOf, writeProgram, type Measured } from '../support/cost-program.ts';
import { pprofFigures, type PprofFigures } from '../support/oracles/pprof-lines.ts';
import { outsideFolder } from '../support/repo.ts';
import { runCli } from '../support/run-cli.ts';

// A program with known amounts on known lines, its own profile, and `go tool pprof` as the other opinion.
const scratch = outsideFolder('costs');
afterAll(scratch.remove);
const app = path.join(scratch.path, 'app');
const at = (name: string): string => path.join(scratch.path, name);

let plain: Measured;
let pprof: PprofFigures;
beforeAll(async () => {
  mkdirSync(app);
  writeProgram(app);
  const profile = profileOf(app, at('plain.pb.gz'), process.env);
  plain = await measure(app, ['--profile', profile, '--binary', `${profile}.exe`, '--per', 'round=100', './...']);
  pprof = pprofFigures(at('plain.pb.gz'), ownFunctions, process.env);
}, 120_000);

/** Of the first line in main.go that has a text. */
function lineOf(text: string): number {
  const lines = readFileSync(path.join(app, 'main.go'), 'utf8').split('\n');
  return lines.findIndex((one) => one.includes(text)) + 1;
}

/** Sites with costs on the line that has a text. */
function sitesOn(text: string): Measured['sites'] {
  return plain.sites.filter((site) => site.at.file === 'main.go' && site.at.line === lineOf(text));
}

describe('a profile of a program whose amounts are known', () => {
  test('each line has what was allocated there', () => {
    const known = knownCosts(app, ['main.go', 'store/store.go', 'util/util.go']);
    expect(plain.report.problems).toEqual([]);
    for (const { functions, agree, calls } of plain.measurement.agreement)
      expect([agree, calls?.agree]).toEqual([functions, calls?.compared]);
    expect(known.size).toBe(20);
    const found = [...known.keys()].map((line) => {
      const values = plain.lines.get(line);
      return [line, [values?.alloc_objects, values?.alloc_space]];
    });
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(known));
  });

  test('every line of the module, and what it allocates itself, as pprof says, in all four values', () => {
    const { totals, lines, direct } = pprof;
    expect(plain.measurement.totals).toEqual(totals);
    expect(lines.size).toBeGreaterThan(30);
    expect(Object.fromEntries(plain.lines)).toEqual(Object.fromEntries(lines));
    // The profile hides functions of the runtime at the end of a stack: what runtime.GC allocates stands on the line that calls it.
    const [collected, ...others] = plain.measurement.calls.filter(({ callee }) => callee.startsWith('runtime.'));
    expect(others).toEqual([]);
    expect(collected).toMatchObject({ callee: 'runtime.GC', file: 'main.go', line: lineOf('runtime.GC()') });
    for (const name of valueNames) expect(plain.measurement.sites[name] + (collected?.values[name] ?? 0)).toBe(direct[name]);
    expect(plain.measurement.unplaced.map(({ reason }) => reason)).toEqual(['outside', 'runtime']);
    for (const name of valueNames) expect(partsOf(plain.measurement, name)).toBe(totals[name]);
  });

  test('two sites of a line are told apart by their sizes, or each names the other', () => {
    expect(sitesOn('&[9]int').map(({ type, cost }) => [type?.name, cost[0].values.alloc_space, cost[0].among])).toEqual([
      ['[5]int', 4800, undefined],
      ['[9]int', 8000, undefined],
    ]);
    const alike = sitesOn('&[5]uint');
    expect(alike.map(({ id, cost }) => [id, cost[0].values.alloc_objects, cost[0].among])).toEqual(
      alike.map(({ id }) => [id, 200, alike.map((other) => other.id).filter((other) => other !== id)]),
    );
    expect(alike).toHaveLength(2);
  });

  // Three objects in each round, one block of 16 bytes: the profile has it where the block began.
  test('objects that share blocks are said to', () => {
    const tiny = ['int32(i', 'int64(i', 'new(bool)'].flatMap(sitesOn);
    expect(tiny.length).toBeGreaterThan(0);
    expect(tiny.map(({ cost }) => cost[0].tiny)).toEqual(tiny.map(() => true));
    expect(sitesOn('[3]int{i}').map(({ cost }) => cost[0].tiny)).toEqual([undefined]);
  });
});

describe('whose profile it is', () => {
  test('of two programs that share names of files the one that ran', async () => {
    const { lines, sites } = await measure(app, ['--profile', profileOf(app, at('other.pb.gz'), process.env, [], './cmd/other'), './...']);
    expect(new Set(sites.map((site) => site.at.file))).toEqual(new Set(['cmd/other/main.go']));
    for (const [line, [objects, bytes]] of knownCosts(app, ['cmd/other/main.go'], 'other'))
      expect(lines.get(line)).toMatchObject({ alloc_objects: objects, alloc_space: bytes });
  });

  test('a benchmark of a main package, which is a library there', async () => {
    const flags = [
      '-run=^$',
      '-bench=.',
      '-benchtime=100x',
      '-memprofilerate=1',
      `-memprofile=${at('bench.pb.gz')}`,
      '-o',
      at('bench.test'),
    ];
    execFileSync('go', ['test', ...flags, '.'], { cwd: app, stdio: 'ignore' });
    const { sites, measurement } = await measure(app, ['--tests', '--profile', at('bench.pb.gz'), '.']);
    const oracle = pprofFigures(at('bench.pb.gz'), ownFunctions.replace('main|', ''), process.env);
    expect(measurement.sites).toEqual(oracle.direct);
    expect(sites.find((site) => site.test && site.what === 'object')?.cost[0].values.alloc_objects).toBeGreaterThanOrEqual(100);
  });

  test('by the build id of the program, which the runtime wrote into the profile', async () => {
    const { binary, per } = plain.measurement;
    expect(binary).toMatchObject({ file: at('plain.pb.gz.exe'), package: 'example.com/costs.app/v2', settings: { '-compiler': 'gc' } });
    expect(per).toEqual([{ name: 'round', count: 100, from: 'flag' }]);
    const profile = readPprof(readFileSync(at('plain.pb.gz')), 'plain');
    expect(binary?.buildId).toBe(profile.mappings[0]?.buildId);
    const other = matchBinary(createNodeHost(), at('other.pb.gz.exe'), [{ name: 'plain.pb.gz', profile }]);
    await expect(other).rejects.toMatchObject({ code: 'profile-other-binary', args: { profileId: binary?.buildId } });
    await expect(matchBinary(createNodeHost(), path.join(app, 'main.go'), [])).rejects.toMatchObject({ code: 'binary-not-go' });
  });

  test('one package of the program', async () => {
    const { lines, measurement, report } = await measure(app, ['--profile', at('plain.pb.gz'), './store']);
    // What it calls is compared as far as its code is compiled here.
    expect(report.problems).toEqual([]);
    expect(measurement.agreement.map(({ calls }) => calls)).toEqual([{ compared: 3, agree: 3 }]);
    const noSite = measurement.unplaced.find(({ reason }) => reason === 'no-site');
    // Instances of generic functions are compiled in packages that use them.
    expect(noSite?.first?.file).toBe('store/store.go');
    const ofStore = [...pprof.lines].filter(([line]) => line.startsWith('store.go:'));
    for (const name of valueNames)
      expect([...lines.values()].reduce((sum, values) => sum + values[name], 0) + (noSite?.values[name] ?? 0)).toBe(
        ofStore.reduce((sum, [, values]) => sum + values[name], 0),
      );
    expect(measurement.totals).toEqual(plain.measurement.totals);
  });

  test('another revision is refused with figures; where little moved it is told of the package', async () => {
    const moved = at('moved');
    mkdirSync(moved);
    writeProgram(moved);
    const main = path.join(moved, 'main.go');
    const text = readFileSync(main, 'utf8');
    writeFileSync(main, text.replace('func fromOther', '\nfunc fromOther'));
    const { report } = await measure(moved, ['--profile', at('plain.pb.gz'), './...']);
    const [problem, ...others] = report.problems;
    expect(others).toEqual([]);
    if (problem?.code !== 'profile-differs') throw new Error(`not told: ${problem?.code}`);
    expect(problem.package).toBe('main');
    const { functions, agree, calls } = problem.args;
    expect(functions).toBeGreaterThan(15);
    expect(agree).toBeLessThan(functions);
    expect(agree).toBeGreaterThan(functions - 6);
    expect(calls?.compared).toBeGreaterThan(40);
    // Only lines inside of a function have moved: its calls tell.
    const more = text.replace(/(\t+)var b strings\.Builder\n/, '$1// One line more.\n$&');
    writeFileSync(main, more.replace('\n\n//go:noinline\nfunc cloned', '\n//go:noinline\nfunc cloned'));
    const inside = await measure(moved, ['--profile', at('plain.pb.gz'), './...']);
    const [told] = inside.report.problems;
    if (told?.code !== 'profile-differs') throw new Error(`not told: ${told?.code}`);
    expect(told.args.agree).toBe(told.args.functions);
    // `b.Grow` and what is inlined there.
    expect((told.args.calls?.compared ?? 0) - (told.args.calls?.agree ?? 0)).toBe(1);
    expect(inside.measurement.agreement.find((one) => one.package === 'main')?.calls).toEqual(told.args.calls);
    writeFileSync(main, text.replace('type point', '// One line more.\ntype point'));
    const refused = await runCli(['check', '--quiet', '--profile', at('plain.pb.gz'), '.'], { cwd: moved });
    expect(refused.code).toBe(2);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toMatch(/ of 2\d functions|2\d functions/);
  });
});

test('a bundle says the same of a profile, kept in it or given later', async () => {
  const [bundle, kept] = [at('bundle'), at('kept')];
  const gathered = await runCli(['debug', 'gather', '--quiet', '-o', bundle, './...'], { cwd: app });
  expect(gathered).toMatchObject({ code: 0 });
  const profile = at('plain.pb.gz');
  const ofBuild = await measure(app, ['--profile', profile, './...']);
  const said = async (args: readonly string[]): Promise<unknown> => {
    const { stdout } = await runCli(['debug', 'analyze', '-f', 'json', ...args], { cwd: app });
    const { measurements, sites, problems } = JSON.parse(stdout) as Measured['report'];
    return { measurements, costs: sites.map(({ id, cost }) => [id, cost]), problems };
  };
  const { measurements, sites, problems } = ofBuild.report;
  const expected = { measurements, costs: sites.map(({ id, cost }) => [id, cost ?? undefined]), problems };
  expect(await said([bundle, '--profile', profile])).toEqual(expected);
  // The mapping names nothing of this profile; it must be there again all the same.
  const asked = ['--profile', profile, '--path-map', '/no/such/folder=store'];
  expect(await runCli(['debug', 'gather', '--quiet', '-o', kept, ...asked, './...'], { cwd: app })).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(path.join(kept, 'manifest.json'), 'utf8'))).toMatchObject({
    called: 'called.json',
    measured: { pathMap: [{ from: '/no/such/folder', to: 'store' }] },
  });
  expect(await said([kept])).toEqual(expected);
}, 60_000);

test('a delta may be negative, or nothing', async () => {
  const [before, after] = [at('before.pb.gz'), at('after.pb.gz')];
  profileOf(app, after, process.env, [], '.', [before]);
  const { lines, measurement, sites } = await measure(app, ['--profile', after, '--base', before, './...']);
  const oracle = pprofFigures(after, ownFunctions, process.env, before);
  for (const name of valueNames) expect(partsOf(measurement, name)).toBe(measurement.totals[name]);
  const kept = [...lines].filter(([, values]) => valueNames.some((name) => values[name] !== 0));
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(oracle.lines));
  expect(sites.filter((site) => site.function === 'objects').map(({ cost }) => cost[0].values)).toEqual([
    { alloc_objects: 0, alloc_space: 0, inuse_objects: -40, inuse_space: -960 },
  ]);
  const { stdout } = await runCli(['check', '--quiet', '--profile', before, '--base', after, './...'], { cwd: app });
  expect(stdout).toMatch(/^−[\d.]+ [KM]iB allocated in /m);
  const same = await measure(app, ['--profile', before, '--base', before, './...']);
  expect(valueNames.map((name) => same.measurement.totals[name])).toEqual([0, 0, 0, 0]);
}, 60_000);

test('what is no heap profile is refused with a code', async () => {
  const whole = readFileSync(at('plain.pb.gz'));
  for (const [name, bytes] of [
    ['empty', Buffer.alloc(0)],
    ['half', whole.subarray(0, whole.length >> 1)],
    ['page', Buffer.from('<html><body>404</body></html>')],
    ['coverage', Buffer.from('mode: set\nexample.com/a/b.go:1.1,2.2 1 1\n')],
  ] as const) {
    writeFileSync(at(name), bytes);
    const { code, stdout, stderr } = await runCli(['check', '--quiet', '--profile', at(name), './util'], { cwd: app });
    expect([name, code, stdout]).toEqual([name, 2, '']);
    expect(stderr).toContain(name);
  }
}, 60_000);
