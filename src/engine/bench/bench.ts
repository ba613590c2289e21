import { compareBy, compareText } from '../../base/order.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { benchSchema, type Benchmark, type BenchResult } from '../../model/bench.ts';
import type { Problem } from '../../model/report.ts';
import type { Cache } from '../../store/cache.ts';
import { planBuild } from '../gather.ts';
import type { Options } from '../options.ts';
import { createProgressQueue, type Progress } from '../progress.ts';
import { createSession } from '../session.ts';
import { readBenchtime, type BenchOptions } from './bench-options.ts';
import { createBinaries } from './binaries.ts';
import { findAll, measureAll, type Measuring } from './measure-packages.ts';
import { mayHaveBenchmarks, testedPackages } from './tested-packages.ts';

export interface Bench {
  /** Builds, finds and measures the benchmarks. Throws UserError where nothing can be measured at all: `bench-none`, those of a session; `cancelled`. */
  run(signal?: AbortSignal): Promise<BenchRunResult>;
  readonly events: AsyncIterable<Progress>;
  close(): void;
}
export interface BenchRunResult {
  readonly result: BenchResult;
  /** The absolute folder that files are relative to. */
  readonly root: string;
  /** Milliseconds of each stage. */
  readonly timing: Readonly<Record<string, number>>;
}

/** Measures what one operation of each benchmark allocates, and where. Throws UserError `flag-value` for a benchtime that is none. */
export function createBench(host: Host, options: Options, asked: BenchOptions, stackward: string, cache?: Cache): Bench {
  const events = createProgressQueue();
  const time = readBenchtime(asked.benchtime);
  if (!time) {
    const expected = 'operations (100x) or a duration (500ms, 2s)';
    throw new UserError('flag-value', { flag: '--benchtime', value: asked.benchtime ?? '', expected });
  }
  return {
    events,
    close: () => events.close(),
    async run(signal) {
      const build = { ...options, tests: true };
      const session = createSession(host, build, stackward, cache);
      const forwarded = forward(session.events, (event) => {
        if (event.stage !== 'done') events.push(event);
      });
      const scratch = await host.scratch();
      try {
        const plan = await planBuild(host, build, signal);
        const snapshot = await session.run(signal);
        await session.keep();
        const timing: Record<string, number> = { ...snapshot.timing };
        const onStep = (progress: Progress): void => events.push(progress);
        const { plainWords } = plan;
        const paths = snapshot.report.packages.flatMap(({ path, variant }) => (variant === undefined ? [path] : []));
        const binaries = createBinaries(host, { plan, paths, scratch: scratch.path, asked, signal, onStep });
        const measuring = { host, snapshot, binaries, asked, time, onStep, plainWords };
        const result = await resultOf(measuring, timing);
        events.push({ stage: 'done', packages: 0 });
        return { result, root: snapshot.root, timing };
      } finally {
        session.close();
        await forwarded;
        await scratch.remove();
      }
    },
  };
}

async function resultOf(measuring: Measuring, timing: Record<string, number>): Promise<BenchResult> {
  const { host, snapshot, binaries, asked } = measuring;
  const { report } = snapshot;
  const bench = asked.bench ?? '.';
  const since = host.now();
  const packages = testedPackages(report.packages);
  const some = packages.filter((one) => mayHaveBenchmarks(host, snapshot, one));
  const { found, benchmarks: without, problems: notBuilt } = await findAll(measuring, some);
  const from = host.now();
  timing['find'] = Math.max(0, from - since);
  const benchmarks = [...without, ...(await measureAll(measuring, found))].toSorted(byName);
  timing['measure'] = Math.max(0, host.now() - from);
  const problems = [...report.problems, ...notBuilt, ...benchmarks.flatMap(troubleOf), ...binaries.problems()];
  if (benchmarks.length === 0 && !problems.some(({ effect }) => effect === 'failed'))
    throw new UserError('bench-none', { bench, packages: packages.length, with: some.length });
  const cited = new Set(benchmarks.flatMap((one) => (one.state === 'measured' ? [...one.sites, ...one.rest].flatMap(citedBy) : [])));
  return {
    schema: benchSchema,
    build: report.build,
    bench,
    packages: packages.map(({ path }) => ({ path, benchmarks: benchmarks.filter((one) => one.package === path).length })),
    benchmarks,
    sites: report.sites.filter(({ id }) => cited.has(id)),
    problems,
  };
}

const byName = compareBy<Benchmark>(
  (a, b) => compareText(a.package, b.package),
  (a, b) => compareText(a.name, b.name),
  (a, b) => a.procs - b.procs,
);

function troubleOf(one: Benchmark): Problem[] {
  if (one.state === 'measured') return [];
  const { name, state, output } = one;
  return [
    {
      code: 'bench-not-measured',
      args: { name, state, output },
      effect: state === 'skipped' ? 'notice' : 'incomplete',
      package: one.package,
    },
  ];
}

function citedBy(one: { readonly site?: string; readonly among?: readonly string[] }): readonly string[] {
  return [...(one.site === undefined ? [] : [one.site]), ...(one.among ?? [])];
}

async function forward(from: AsyncIterable<Progress>, to: (event: Progress) => void): Promise<void> {
  for await (const event of from) to(event);
}
