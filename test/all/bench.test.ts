/** `bench` on other releases, with the race detector, and on open modules' own benchmarks. Prints its figures. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { knownOperations, measuredOf, objectsByLine, runBench, writeBenchProgram } from '../support/bench-program.ts';
import { copyModule } from '../support/real-module.ts';
import { outsideFolder } from '../support/repo.ts';

const releases = findGoReleases();
const scratch = outsideFolder('bench-all');
afterAll(scratch.remove);
const minutes = 60_000;

function program(name: string, release: string): { folder: string; env: NodeJS.ProcessEnv } {
  const folder = path.join(scratch.path, `${name}-${release}`);
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
  for (const release of ['1.22', '1.24', '1.27'])
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

describe("open modules' own benchmarks", () => {
  for (const [module, patterns] of [
    ['github.com/go-chi/chi/v5@v5.2.3', ['./...']],
    ['go.uber.org/zap@v1.28.0', ['.', './zapcore']],
    ['github.com/prometheus/client_golang@v1.25.0', ['./prometheus']],
  ] as const)
    test(
      module,
      async () => {
        const { result } = await runBench(copyModule(module), ['--benchtime', '1000x', '--timeout', '600', ...patterns]);
        const measured = measuredOf(result);
        const sum = (list: readonly { bytes: number }[]): number => list.reduce((all, { bytes }) => all + bytes, 0);
        const on = sum(measured.flatMap(({ sites, calls }) => [...sites, ...calls]));
        const rests = measured.flatMap(({ rest }) => rest);
        const none = sum(rests.filter(({ reason }) => ['runtime', 'no-site', 'not-read'].includes(reason)));
        const elsewhere = sum(rests.filter(({ reason }) => ['outside', 'harness'].includes(reason)));
        const apart = measured.filter(({ rest }) => rest.some(({ reason, objects }) => reason === 'unexplained' && objects > 0.5));
        process.stdout.write(
          `${module}: ${measured.length} benchmarks, ${((on / (on + none + elsewhere)) * 100).toFixed(2)} % on lines and calls, ${((none / (on + none + elsewhere)) * 100).toFixed(2)} % runtime and unmatched\n`,
        );
        expect(measured.length).toBeGreaterThan(5);
        expect(on / (on + none + elsewhere)).toBeGreaterThan(0.9);
        expect(none / (on + none + elsewhere)).toBeLessThan(0.02);
        expect(apart.map(({ name }) => name)).toEqual([]);
      },
      60 * minutes,
    );
});
