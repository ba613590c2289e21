/** Costs of a known program in other forms and releases, and of open modules' own benchmarks, against `go tool pprof`. Prints its figures. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { valueNames } from '../../src/model/cost.ts';
import { findGoReleases, needGoRelease } from '../../tools/lib/go-releases.ts';
import { knownCosts, measure, ownFunctions, partsOf, profileOf, steady, writeProgram, type Measured } from '../support/cost-program.ts';
import { pprofFigures } from '../support/oracles/pprof-lines.ts';
import { copyModule } from '../support/real-module.ts';
import { outsideFolder } from '../support/repo.ts';

const releases = findGoReleases();
const scratch = outsideFolder('costs-all');
afterAll(scratch.remove);
const at = (name: string): string => path.join(scratch.path, name);
const minutes = 60_000;

/** What is said of costs, without the file that it was read from. */
function said({ report, measurement: { files: _, digest: __, ...measurement } }: Measured): string {
  return JSON.stringify({ measurement, costs: report.sites.map(({ id, cost }) => [id, cost]), problems: report.problems });
}

function ofRuntime({ measurement }: Measured): string {
  return JSON.stringify(measurement.unplaced.filter(({ reason }) => reason === 'runtime' || reason === 'outside'));
}

describe('one program, built in four ways', () => {
  for (const release of ['1.22', '1.24', '1.26', '1.27']) {
    test(
      `Go ${release}`,
      async () => {
        const { version } = needGoRelease(releases, release);
        const env = { ...process.env, GOTOOLCHAIN: version };
        const app = at(`app-${release}`);
        mkdirSync(app);
        writeProgram(app);
        const elsewhere = at(`${release}/src/app`);
        cpSync(app, elsewhere, { recursive: true });
        const forms = [
          () => profileOf(app, at(`${release}-plain`), env),
          () => profileOf(app, at(`${release}-trimmed`), env, ['-trimpath']),
          () => profileOf(elsewhere, at(`${release}-moved`), env),
          () => profileOf(app, at(`${release}-stripped`), env, ['-ldflags=-s -w']),
        ];
        const runs: { readonly profile: string; readonly measured: Measured }[] = [];
        // Each is a run of its own; in some the runtime starts a thread more, whose records are in the profile. Then all are run again.
        for (let round = 0; round < 5 && (round === 0 || new Set(runs.map(({ measured }) => ofRuntime(measured))).size > 1); round++) {
          runs.length = 0;
          for (const make of forms) {
            const profile = make();
            runs.push({ profile, measured: await measure(app, ['--profile', profile, './...'], env) });
          }
        }
        const [first, ...others] = runs;
        if (!first) throw new Error('nothing measured');
        const { measured: plain, profile } = first;
        for (const other of others) expect(said(other.measured)).toBe(said(plain));
        expect(plain.report.problems).toEqual([]);
        for (const [line, [objects, bytes]] of knownCosts(app, ['main.go', 'store/store.go', 'util/util.go']))
          expect([line, plain.lines.get(line)]).toMatchObject([line, { alloc_objects: objects, alloc_space: bytes }]);
        const { lines, totals } = pprofFigures(profile, ownFunctions, env);
        expect(plain.measurement.totals).toEqual(totals);
        const differ = [...lines].filter(([line, values]) => valueNames.some((name) => values[name] !== plain.lines.get(line)?.[name]));
        expect(differ).toEqual([]);
      },
      5 * minutes,
    );
  }
});

describe('benchmarks of open modules', () => {
  const cells = [
    ['github.com/go-chi/chi/v5@v5.2.3', 'github.com/go-chi/chi/v5', '.'],
    ['go.uber.org/zap@v1.28.0', 'go.uber.org/zap', '.'],
    ['github.com/gin-gonic/gin@v1.12.0', 'github.com/gin-gonic/gin', '.'],
    ['github.com/BurntSushi/toml@v1.4.0', 'github.com/BurntSushi/toml', '.'],
  ] as const;
  test.each(cells)(
    '%s',
    async (module, name, pkg) => {
      const folder = copyModule(module);
      const profile = at(`${module.replaceAll('/', '+')}.pb.gz`);
      const flags = ['-run=^$', '-bench=.', '-benchtime=1000x', '-memprofilerate=512', `-memprofile=${profile}`, '-o', `${profile}.test`];
      execFileSync('go', ['test', ...flags, pkg], {
        cwd: folder,
        env: { ...process.env, ...steady },
        stdio: 'ignore',
        timeout: 4 * minutes,
      });
      const { measurement } = await measure(folder, ['--tests', '--profile', profile, './...']);
      const { totals, calls, sites, unplaced } = measurement;
      for (const value of valueNames) expect(partsOf(measurement, value)).toBe(totals[value]);
      const own = `^${name.replaceAll('.', String.raw`\.`)}(/[A-Za-z0-9/_.-]+?)?(_test)?\\.`;
      const oracle = pprofFigures(profile, own, process.env);
      expect(totals).toEqual(oracle.totals);
      const inCalls = calls.reduce((sum, { values }) => sum + values.alloc_space, 0);
      const share = (value: number): string => `${((100 * value) / totals.alloc_space).toFixed(2)} %`;
      const rest = Object.fromEntries(unplaced.map(({ reason, values }) => [reason, values.alloc_space]));
      console.log(
        `${module}: ${totals.alloc_space} B, sites ${share(sites.alloc_space)}, calls ${share(inCalls)}${unplaced
          .map(({ reason, values, first }) => `, ${reason} ${share(values.alloc_space)}${first ? ` (${first.file}:${first.line})` : ''}`)
          .join('')}`,
      );
      expect(sites.alloc_space + inCalls).toBeGreaterThanOrEqual(0.9 * totals.alloc_space);
      expect(totals.alloc_space - sites.alloc_space - inCalls).toBeLessThanOrEqual(0.02 * totals.alloc_space);
      expect(rest['not-read'] ?? 0).toBe(0);
      // What the module's own code allocates, calls inlined into it and those of the runtime by its name too.
      const direct = [sites, ...calls.filter(({ callee }) => callee.startsWith('runtime.')).map(({ values }) => values)];
      const noSite = unplaced.find(({ reason }) => reason === 'no-site')?.values;
      for (const value of valueNames)
        expect([value, direct.reduce((sum, values) => sum + values[value], noSite?.[value] ?? 0)]).toEqual([value, oracle.direct[value]]);
    },
    10 * minutes,
  );
});
