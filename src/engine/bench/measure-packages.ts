import { explainBenchmark, roundedAmount } from '../../analysis/bench/explain-benchmark.ts';
import type { Benchmark } from '../../model/bench.ts';
import type { Host } from '../../host/host.ts';
import type { Package, Problem } from '../../model/report.ts';
import type { Progress } from '../progress.ts';
import type { Snapshot } from '../session.ts';
import { defaultBenchtime, type BenchOptions, type Benchtime } from './bench-options.ts';
import type { Binaries, Binary } from './binaries.ts';
import { countTiny } from './count-tiny.ts';
import { findBenchmarks, type FoundBenchmark } from './find-benchmarks.ts';
import { measureBenchmark } from './measure-benchmark.ts';
import { createPlacer, type PlaceRuns } from './place-runs.ts';
import { medianOf, operationsOf, setUpOf, spreadOf } from './run-amounts.ts';

export interface Measuring {
  readonly host: Host;
  readonly snapshot: Snapshot;
  readonly binaries: Binaries;
  readonly asked: BenchOptions;
  readonly time: Benchtime;
  readonly onStep: (progress: Progress) => void;
  readonly plainWords: (words: string) => string;
}

interface Found {
  readonly of: Package;
  readonly binary: Binary;
  readonly benchmark: FoundBenchmark;
}

/** Compiles the tests of packages and finds their benchmarks; those that come to no result stand in `benchmarks`. */
export async function findAll(
  { binaries, asked, onStep, plainWords }: Measuring,
  packages: readonly Package[],
): Promise<{ found: Found[]; benchmarks: Benchmark[]; problems: Problem[] }> {
  const found: Found[] = [];
  const benchmarks: Benchmark[] = [];
  const problems: Problem[] = [];
  for (const [index, of] of packages.entries()) {
    const step = { packages: index + 1, of: packages.length, detail: of.path };
    onStep({ stage: 'compiling-tests', ...step });
    const binary = await binaries.build(of);
    if ('said' in binary) {
      problems.push({ code: 'bench-not-built', args: { output: binary.said }, effect: 'failed', package: of.path });
      continue;
    }
    onStep({ stage: 'finding-benchmarks', ...step });
    const { found: some, troubles } = await findBenchmarks((args) => binaries.run(binary, args), asked.bench ?? '.');
    for (const benchmark of some) found.push({ of, binary, benchmark });
    for (const trouble of troubles) benchmarks.push({ package: of.path, procs: 1, ...trouble, output: plainWords(trouble.output) });
  }
  return { found, benchmarks, problems };
}

/** Measures each, one after the other: what else runs may not have the processors. */
export async function measureAll(measuring: Measuring, found: readonly Found[]): Promise<Benchmark[]> {
  const { asked, onStep, snapshot } = measuring;
  const place = await createPlacer(snapshot);
  const each = found.flatMap((one) => (asked.cpu ?? [undefined]).map((procs) => ({ ...one, procs })));
  const benchmarks: Benchmark[] = [];
  for (const [index, one] of each.entries()) {
    onStep({ stage: 'measuring', packages: index + 1, of: each.length, detail: `${one.of.path} ${one.benchmark.name}` });
    benchmarks.push(await measureOne(measuring, one, place));
  }
  return benchmarks;
}

async function measureOne(
  { snapshot, binaries, asked, time, plainWords }: Measuring,
  { of, binary, benchmark, procs }: Found & { readonly procs: number | undefined },
  place: PlaceRuns,
): Promise<Benchmark> {
  const name = { package: of.path, name: benchmark.name };
  const wanted = { benchmark, time, count: asked.count ?? 1, procs };
  const runs = await measureBenchmark(binaries.profile(binary), { ...wanted, benchtime: asked.benchtime ?? defaultBenchtime });
  if (runs.state !== 'measured') return { ...name, ...runs, output: plainWords(runs.output) };
  const operations = operationsOf(runs);
  const reported = medianOf(runs.reported);
  const setUp = setUpOf(runs, operations);
  const tiny = await countTiny({
    report: snapshot.report,
    of,
    wanted,
    runs,
    places: place(runs.difference),
    reported: reported.objects,
    place,
    binaries,
    noRace: asked.noRace === true,
  });
  return {
    ...name,
    procs: runs.procs,
    state: 'measured',
    operations: runs.operations,
    runs: runs.runs,
    reported,
    ...spreadOf(runs.reported),
    setUp: roundedAmount(setUp),
    ...explainBenchmark({ ...tiny, operations, reported, setUp, spreadOver: runs.reportedOver }),
  };
}
