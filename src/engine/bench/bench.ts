import { countShared } from '../../analysis/bench/count-shared.ts';
import { explainBenchmark, hidesTiny, roundedAmount, sumOf } from '../../analysis/bench/explain-benchmark.ts';
import { lineKey, placeOperations, type PlacedAmount } from '../../analysis/bench/place-operations.ts';
import { packagesOfFunctions } from '../../analysis/cost/function-packages.ts';
import { createFileFinder } from '../../analysis/cost/own-files.ts';
import { compareBy, compareText } from '../../base/order.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { benchSchema, type Amount, type Benchmark, type BenchResult } from '../../model/bench.ts';
import { totalsOf } from '../../model/profile-values.ts';
import type { Profile } from '../../model/profile.ts';
import type { Package, Problem } from '../../model/report.ts';
import { pointerSizeOf } from '../../object/architectures.ts';
import { packageOfSymbol } from '../../object/package-of-symbol.ts';
import { heapValues } from '../../profile/heap-values.ts';
import type { Cache } from '../../store/cache.ts';
import { planBuild } from '../gather.ts';
import type { Options } from '../options.ts';
import { createProgressQueue, type Progress } from '../progress.ts';
import { createSession, type Snapshot } from '../session.ts';
import { defaultBenchtime, readBenchtime, type BenchOptions } from './bench-options.ts';
import { createBinaries, type Binaries, type Binary } from './binaries.ts';
import { findBenchmarks, type FoundBenchmark } from './find-benchmarks.ts';
import { measureBenchmark, type Runs } from './measure-benchmark.ts';

export interface Bench {
  /** Builds, finds and measures the benchmarks. Throws UserError where nothing can be measured at all: `bench-none`, those of a session; `cancelled`. */
  run(
    signal?: AbortSignal,
  ): Promise<{ readonly result: BenchResult; readonly root: string; readonly timing: Readonly<Record<string, number>> }>;
  readonly events: AsyncIterable<Progress>;
  close(): void;
}

interface Measuring {
  readonly binaries: Binaries;
  readonly lap: (stage: string) => void;
  readonly plainWords: (words: string) => string;
}

/** Measures what one operation of each benchmark allocates, and where. Throws UserError `flag-value` for a benchtime that is none. */
export function createBench(host: Host, options: Options, asked: BenchOptions, stackward: string, cache?: Cache): Bench {
  const events = createProgressQueue();
  const time = readBenchtime(asked.benchtime);
  if (!time)
    throw new UserError('flag-value', {
      flag: '--benchtime',
      value: asked.benchtime ?? '',
      expected: 'operations (100x) or a duration (500ms, 2s)',
    });
  const bench = asked.bench ?? '.';

  async function measure(snapshot: Snapshot, { binaries, lap, plainWords }: Measuring): Promise<BenchResult> {
    const problems: Problem[] = [...snapshot.report.problems];
    const place = createPlacer(snapshot);
    const found: { of: Package; binary: Binary; benchmark: FoundBenchmark }[] = [];
    const benchmarks: Benchmark[] = [];
    const packages = testedPackages(snapshot.report.packages);
    const withBenchmarks = packages.filter(
      ({ state, files }) => state === 'ok' && files.some((file) => mayHoldBenchmarks(host, snapshot.findFile(file))),
    );
    for (const [index, of] of withBenchmarks.entries()) {
      events.push({ stage: 'compiling-tests', packages: index + 1, of: withBenchmarks.length, detail: of.path });
      const binary = await binaries.build(of);
      if ('said' in binary) {
        problems.push({ code: 'bench-not-built', args: { output: binary.said }, effect: 'failed', package: of.path });
        continue;
      }
      events.push({ stage: 'finding-benchmarks', packages: index + 1, of: withBenchmarks.length, detail: of.path });
      const { found: some, troubles } = await findBenchmarks((args) => binaries.run(binary, args), bench);
      for (const benchmark of some) found.push({ of, binary, benchmark });
      for (const trouble of troubles) benchmarks.push({ package: of.path, procs: 1, ...trouble, output: plainWords(trouble.output) });
    }
    lap('find');
    const each = found.flatMap((one) => (asked.cpu ?? [undefined]).map((procs) => ({ ...one, procs })));
    for (const [index, { of, binary, benchmark, procs }] of each.entries()) {
      events.push({ stage: 'measuring', packages: index + 1, of: each.length, detail: `${of.path} ${benchmark.name}` });
      const name = { package: of.path, name: benchmark.name };
      const wanted = { benchmark, time: time!, count: asked.count ?? 1, procs };
      const runs = await measureBenchmark(binaries.profile(binary), { ...wanted, benchtime: asked.benchtime ?? defaultBenchtime });
      if (runs.state !== 'measured') {
        benchmarks.push({ ...name, ...runs, output: plainWords(runs.output) });
        continue;
      }
      const operations = operationsOf(runs);
      let places = place(runs.difference);
      const reported = median(runs.reported);
      const setUp = setUpOf(runs, operations);
      let counted: { by: 'race'; objects: ReadonlyMap<string, number> } | undefined;
      if (hidesTiny({ places, operations }) && asked.noRace !== true) {
        const other = await binaries.race(of);
        const again =
          other && (await measureBenchmark(binaries.profile(other), { ...wanted, time: { operations: runs.operations[0] }, count: 1 }));
        if (again?.state === 'measured') {
          const shared = countShared(places, place(again.difference), operations, operationsOf(again));
          places = shared.places;
          counted = { by: 'race', objects: shared.objects };
        }
      }
      const explained = explainBenchmark({
        places,
        operations,
        reported,
        setUp,
        spreadOver: runs.reportedOver,
        ...(counted ? { counted } : {}),
      });
      benchmarks.push({
        ...name,
        procs: runs.procs,
        state: 'measured',
        operations: runs.operations,
        runs: runs.runs,
        reported,
        ...spread(runs.reported),
        setUp: roundedAmount(setUp),
        ...explained,
      });
    }
    lap('measure');
    if (benchmarks.length === 0 && !problems.some(({ effect }) => effect === 'failed'))
      throw new UserError('bench-none', { bench, packages: packages.length, with: withBenchmarks.length });
    for (const one of benchmarks) {
      if (one.state === 'measured') continue;
      problems.push({
        code: 'bench-not-measured',
        args: { name: one.name, state: one.state, output: one.output },
        effect: one.state === 'skipped' ? 'notice' : 'incomplete',
        package: one.package,
      });
    }
    problems.push(...binaries.problems());
    const sorted = benchmarks.toSorted(
      compareBy(
        (a, b) => compareText(a.package, b.package),
        (a, b) => compareText(a.name, b.name),
        (a, b) => a.procs - b.procs,
      ),
    );
    const cited = new Set(sorted.flatMap((one) => (one.state === 'measured' ? [...one.sites, ...one.rest] : []).flatMap(citedBy)));
    return {
      schema: benchSchema,
      build: snapshot.report.build,
      bench,
      packages: packages.map(({ path }) => ({ path, benchmarks: sorted.filter((one) => one.package === path).length })),
      benchmarks: sorted,
      sites: snapshot.report.sites.filter(({ id }) => cited.has(id)),
      problems,
    };
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
        let since = host.now();
        const lap = (stage: string): void => {
          const now = host.now();
          timing[stage] = Math.max(0, now - since);
          since = now;
        };
        const binaries = createBinaries(host, {
          plan,
          scratch: scratch.path,
          asked,
          signal,
          onRace: (of) => events.push({ stage: 'compiling-race', packages: 0, detail: of }),
        });
        const result = await measure(snapshot, { binaries, lap, plainWords: plan.plainWords });
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

async function forward(from: AsyncIterable<Progress>, to: (event: Progress) => void): Promise<void> {
  for await (const event of from) to(event);
}

/** One of each package, with all files of its tests. */
function testedPackages(packages: readonly Package[]): Package[] {
  const byPath = new Map<string, Package>();
  for (const one of packages) {
    if (one.dependency) continue;
    // Tests of a package from the outside are a package of their own, in the same program.
    const path = one.variant?.endsWith('.test') ? one.variant.slice(0, -'.test'.length) : one.path;
    const known = byPath.get(path);
    byPath.set(path, {
      ...one,
      path,
      state: known?.state === 'failed' ? known.state : one.state,
      files: [...new Set([...(known?.files ?? []), ...one.files])].toSorted(),
    });
  }
  return [...byPath.values()].toSorted((a, b) => compareText(a.path, b.path));
}

const sourceLimit = 8 << 20;

/** Whether it is worth to compile the tests: linking a program takes a second or two. */
function mayHoldBenchmarks(host: Host, path: string | undefined): boolean {
  if (path === undefined || !path.endsWith('_test.go')) return false;
  const bytes = host.files.readNow(path, sourceLimit);
  return bytes !== undefined && new TextDecoder().decode(bytes).includes('func Benchmark');
}

/** Places profiles of test programs of these packages. */
function createPlacer({ report, units }: Snapshot): (profile: Profile) => ReadonlyMap<string, PlacedAmount> {
  const fileOf = createFileFinder(report.packages, null);
  const packageOf = (name: string): string => packageOfSymbol(name, 'main');
  const keptCalls = new Set(
    units.flatMap(({ texts }) =>
      texts.flatMap(({ notes }) => notes.filter(({ text }) => text.startsWith('skip inlining within testing.B.loop')).map(lineKey)),
    ),
  );
  const pointerSize = pointerSizeOf(report.build.goarch);
  return (profile) => {
    if (profile.samples.count === 0) return new Map();
    const { allocObjects, allocSpace, inuseObjects, inuseSpace } = heapValues(profile, 'profile');
    return placeOperations(report, profile, {
      rows: { allocObjects, allocSpace, inuseObjects, inuseSpace },
      packageOf,
      fileOf,
      owners: packagesOfFunctions(profile, packageOf, fileOf),
      program: null,
      pointerSize,
      keptCalls,
    });
  };
}

function operationsOf({ operations: [fewer, more], runs }: Runs): number {
  return (more - fewer) * runs;
}

/** What the shorter run has besides its operations. */
function setUpOf({ fewer, difference, operations, runs }: Runs, between: number): Amount {
  const [first, more] = [totals(fewer), totals(difference)];
  const part = operations[0] / between;
  return { objects: first.objects / runs - more.objects * part, bytes: first.bytes / runs - more.bytes * part };
}

function totals(profile: Profile): Amount {
  if (profile.samples.count === 0) return sumOf([]);
  const { allocObjects, allocSpace } = heapValues(profile, 'profile');
  const sums = totalsOf(profile);
  return { objects: Number(sums[allocObjects] ?? 0n), bytes: Number(sums[allocSpace] ?? 0n) };
}

function median(amounts: readonly Amount[]): Amount {
  const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  return { objects: middle(amounts.map(({ objects }) => objects)), bytes: middle(amounts.map(({ bytes }) => bytes)) };
}

function spread(amounts: readonly Amount[]): { between?: readonly [Amount, Amount] } {
  const [objects, bytes] = [amounts.map((one) => one.objects), amounts.map((one) => one.bytes)];
  const low = { objects: Math.min(...objects), bytes: Math.min(...bytes) };
  const high = { objects: Math.max(...objects), bytes: Math.max(...bytes) };
  return low.objects === high.objects && low.bytes === high.bytes ? {} : { between: [low, high] };
}

function citedBy(one: { readonly site?: string; readonly among?: readonly string[] }): readonly string[] {
  return [...(one.site === undefined ? [] : [one.site]), ...(one.among ?? [])];
}
