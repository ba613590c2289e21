/** `bench` on other releases, with the race detector, and on open modules' own benchmarks. Prints its figures. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import type { BenchResult, MeasuredBenchmark } from '../../src/model/bench.ts';
import { knownOperations, measuredOf, objectsByLine, runBench, writeBenchProgram } from '../support/bench-program.ts';
import { operationsByPprof, reportedByGo, type BenchAsked } from '../support/oracles/bench-profiles.ts';
import { copyModule } from '../support/real-module.ts';
import { outsideFolder } from '../support/repo.ts';

const releases = findGoReleases();
const scratch = outsideFolder('bench-all');
afterAll(scratch.remove);
const minutes = 60_000;

function program(name: string, release: string, part = 'own'): { folder: string; env: NodeJS.ProcessEnv } {
  const folder = path.join(scratch.path, `${name}-${part}-${release}`);
  mkdirSync(folder);
  writeBenchProgram(folder, name);
  return { folder, env: { ...process.env, GOTOOLCHAIN: needGoRelease(releases, release).version } };
}

describe('b.Loop', () => {
  for (const [release, objects] of [
    ['1.24', 1],
    ['1.25', 1],
    ['1.26', 0],
    ['1.27', 0],
  ] as const)
    test(
      `Go ${release}`,
      async () => {
        const { folder, env } = program('loop', release);
        const { result } = await runBench(folder, ['--no-race', '--benchtime', '1000x'], env);
        const of = (name: string): unknown[] => {
          const found = measuredOf(result).find((one) => one.name === name);
          return [found?.reported.objects, ...(found?.sites ?? []).map((site) => [Math.round(site.objects), site.artefact === true])];
        };
        expect(of('Count')).toEqual([0]);
        expect(of('Keep')).toEqual([1, [1, false]]);
        expect(of('Loop')).toEqual(objects === 0 ? [0] : [1, [1, true]]);
      },
      10 * minutes,
    );
});

describe('each shape of a benchmark', () => {
  for (const release of ['1.22', '1.23', '1.24', '1.25', '1.26', '1.27'])
    test(
      `Go ${release}, with one that hangs`,
      async () => {
        const { folder, env } = program('programs', release);
        const { result, code } = await runBench(folder, ['--benchtime', '1000x', '--timeout', '90'], env);
        for (const [line, of] of knownOperations(folder, ['ops.go']))
          for (const [name, objects] of of) {
            const found = measuredOf(result).find((one) => one.name === name);
            expect([name, line, Math.round((found ? (objectsByLine(result, found).get(line) ?? 0) : 0) * 10) / 10]).toEqual([
              name,
              line,
              objects,
            ]);
          }
        expect(result.benchmarks.find(({ name }) => name === 'Hangs')?.state).toBe('timed-out');
        expect(code).toBe(2);
      },
      20 * minutes,
    );
});

/** Those of sites and calls, without what is not in the timer. */
function objectsOf({ sites, calls, rest }: MeasuredBenchmark): number {
  return [...sites, ...calls, ...rest.filter(({ reason }) => reason === 'outside-timer')].reduce((sum, { objects }) => sum + objects, 0);
}

/** Objects of an operation that lines may differ by: pools and growth are others in each run. */
const leastObjects = 0.1;

/** Where ours and pprof's differ: `line ours theirs`. Blocks that objects share are left out, of which a profile shows one where there are several. */
function differences(result: BenchResult, benchmark: MeasuredBenchmark, theirs: ReadonlyMap<string, number>): string[] {
  const places = new Map(result.sites.map(({ id, at }) => [id, at]));
  const shared = [
    ...benchmark.sites.filter(({ tiny }) => tiny).map(({ site }) => places.get(site)),
    ...benchmark.calls.filter(({ tiny }) => tiny),
  ];
  const unknown = new Set(shared.map((at) => `${path.posix.basename(at?.file ?? '')}:${at?.line}`));
  const ours = new Map<string, number>();
  for (const [line, objects] of objectsByLine(result, benchmark)) {
    const key = path.posix.basename(line);
    ours.set(key, (ours.get(key) ?? 0) + objects);
  }
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter((line) => !unknown.has(line) && Math.abs((ours.get(line) ?? 0) - (theirs.get(line) ?? 0)) > leastObjects)
    .map((line) => `${benchmark.name} ${line} ${ours.get(line)} ${theirs.get(line)}`);
}

/** Holds benchmarks against pprof's lines and what Go reports; gives how many lines with objects were the same. */
function compareWithGo(result: BenchResult, asked: Omit<BenchAsked, 'pkg' | 'name'>, wanted: readonly string[], module: string): number {
  let lines = 0;
  for (const name of wanted) {
    const benchmark = measuredOf(result).find((one) => one.name === name);
    if (!benchmark) throw new Error(`${name} was not measured`);
    const of = { ...asked, name, pkg: `.${benchmark.package.slice(module.length)}` };
    const theirs = operationsByPprof(of);
    expect(differences(result, benchmark, theirs)).toEqual([]);
    expect([name, benchmark.reported.objects]).toEqual([name, reportedByGo(of)]);
    lines += [...theirs.values()].filter((objects) => objects > leastObjects).length;
  }
  return lines;
}

function folderFor(name: string): string {
  const folder = path.join(scratch.path, name);
  mkdirSync(folder);
  return folder;
}

describe('against go test -memprofile and go tool pprof', () => {
  for (const release of ['1.22', '1.23', '1.24', '1.25', '1.26', '1.27'])
    test(
      `lines of each shape, Go ${release}`,
      async () => {
        const { folder, env } = program('programs', release, 'pprof');
        const wanted = [
          'Plain',
          'Call',
          'Reset',
          'SetUp',
          'Grows',
          'Parallel',
          'Stop',
          'Sub/small/twice',
          'Sub/large',
          'Three',
          'External',
        ];
        const { result } = await runBench(folder, ['--no-race', '--benchtime', '1000x', '--bench', '^Benchmark[^H]', './...'], env);
        const asked = {
          folder,
          operations: 1000,
          own: String.raw`^example\.com/ops(_test)?\.`,
          scratch: folderFor(`profiles-${release}`),
          env,
        };
        const lines = compareWithGo(result, asked, wanted, 'example.com/ops');
        expect(lines).toBeGreaterThanOrEqual(10);
      },
      20 * minutes,
    );

  for (const [module, name, bench, wanted] of [
    [
      'github.com/go-chi/chi/v5@v5.2.3',
      'github.com/go-chi/chi/v5',
      'Mux|Throttle',
      ['Mux/route:/', 'Mux/route:/hi', 'Mux/route:/hi-post', 'Mux/route:/sup/123/and/this', 'Mux/route:/sup/123/foo/this', 'Throttle'],
    ],
    [
      'go.uber.org/zap@v1.28.0',
      'go.uber.org/zap',
      '100Fields|5WithLazysUsed|5WithsUsed|AddCaller|Bools|ErrorsField|ReflectField',
      [
        '100Fields',
        '5WithLazysUsed',
        '5WithsUsed',
        'AddCallerAndStacktrace',
        'BoolsArrayMarshaler',
        'BoolsReflect',
        'ErrorsField',
        'ReflectField',
      ],
    ],
  ] as const)
    test(
      `lines of ${module}`,
      async () => {
        const folder = copyModule(module);
        const { result } = await runBench(folder, ['--no-race', '--benchtime', '1000x', '--bench', bench, './...']);
        const own = `^${name.replaceAll('.', String.raw`\.`)}(/[A-Za-z0-9/_.-]+?)?(_test)?\\.`;
        const asked = { folder, operations: 1000, own, scratch: folderFor(path.basename(module)), env: process.env };
        const lines = compareWithGo(result, asked, wanted, name);
        process.stdout.write(`${module}: ${wanted.length} benchmarks, ${lines} lines as pprof has them\n`);
        expect(lines).toBeGreaterThan(wanted.length);
      },
      20 * minutes,
    );
});

describe("open modules' own benchmarks", () => {
  for (const [module, patterns] of [
    ['github.com/go-chi/chi/v5@v5.2.3', ['./...']],
    ['go.uber.org/zap@v1.28.0', ['.', './zapcore']],
    ['github.com/prometheus/client_golang@v1.25.0', ['./prometheus']],
  ] as const)
    test(
      module,
      async () => {
        const { result } = await runBench(copyModule(module), ['--benchtime', '200ms', '--timeout', '600', ...patterns]);
        const measured = measuredOf(result);
        const sum = (list: readonly { bytes: number }[]): number => list.reduce((all, { bytes }) => all + bytes, 0);
        const on = sum(measured.flatMap(({ sites, calls }) => [...sites, ...calls]));
        const rests = measured.flatMap(({ rest }) => rest);
        const none = sum(rests.filter(({ reason }) => ['runtime', 'no-site', 'not-read'].includes(reason)));
        const elsewhere = sum(rests.filter(({ reason }) => ['outside', 'harness'].includes(reason)));
        const apart = measured.filter(({ rest }) => rest.some(({ reason, objects }) => reason === 'unexplained' && objects > 0.5));
        const sums = measured.map((one) => ({ one, off: Math.abs(objectsOf(one) - one.reported.objects) }));
        const worst = sums.toSorted((a, b) => b.off - a.off)[0];
        const off = sums.filter(({ one, off }) => off > Math.max(1, one.reported.objects / 100));
        process.stdout.write(
          `${module}: ${measured.length} benchmarks, ${((on / (on + none + elsewhere)) * 100).toFixed(2)} % on lines and calls, ${((none / (on + none + elsewhere)) * 100).toFixed(2)} % runtime and unmatched; sums off by at most ${worst?.off.toFixed(2)} of ${worst?.one.reported.objects} objects (${worst?.one.name})\n`,
        );
        expect(measured.length).toBeGreaterThan(5);
        expect(on / (on + none + elsewhere)).toBeGreaterThan(0.9);
        expect(none / (on + none + elsewhere)).toBeLessThan(0.02);
        expect(apart.map(({ name }) => name)).toEqual([]);
        // Go rounds down what it reports.
        expect(off.map(({ one }) => `${one.name} ${objectsOf(one)} ${one.reported.objects}`)).toEqual([]);
      },
      60 * minutes,
    );
});
