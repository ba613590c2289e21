import type { Amount, UnmeasuredState } from '../../model/bench.ts';
import type { Profile } from '../../model/profile.ts';
import { readBenchRun, type BenchLine } from '../../profile/read-bench-run.ts';
import { mergeProfiles, subtractProfile } from '../../profile/merge-profiles.ts';
import { benchPattern, type TestRun } from '../../toolchain/test-binary.ts';
import { betterOperations, firstOperations, moreOperations, operationTime } from './choose-operations.ts';
import { endOf, lastWords, type FoundBenchmark } from './find-benchmarks.ts';
import type { Benchtime } from './bench-options.ts';

/** Runs the test binary; gives what it printed, how long it took, and the profile that it wrote, if it did. */
export type RunProfiled = (args: readonly string[]) => Promise<TestRun & { readonly milliseconds: number; readonly profile?: Profile }>;

/** The two runs of a benchmark, several of them added up. */
export interface Runs {
  readonly state: 'measured';
  readonly procs: number;
  readonly operations: readonly [fewer: number, more: number];
  readonly runs: number;
  /** By the longer run, of each pair. */
  readonly reported: readonly Amount[];
  /** What the longer runs have more than the shorter ones. */
  readonly difference: Profile;
  /** The shorter ones. */
  readonly fewer: Profile;
}
export type NotRun = { readonly state: UnmeasuredState; readonly procs: number; readonly output: string };

export interface MeasureAsked {
  readonly benchmark: FoundBenchmark;
  readonly time: Benchtime;
  readonly count: number;
  /** GOMAXPROCS; undefined: as it is. */
  readonly procs: number | undefined;
}

/**
 * Measures one benchmark in processes of its own. Go's harness calls its function with N = 1 before it does so with the N that is asked for (testing/benchmark.go, `run1` and `launch`): that, and all
 * set-up, is the same in both runs and not in their difference.
 */
export async function measureBenchmark(run: RunProfiled, { benchmark, time, count, procs }: MeasureAsked): Promise<Runs | NotRun> {
  const one = async (operations: number): Promise<One | NotRun> => {
    const ended = await run([
      '-test.run=^$',
      `-test.bench=${benchPattern(benchmark.name)}`,
      `-test.benchtime=${operations}x`,
      '-test.benchmem',
      '-test.v=true',
      '-test.memprofilerate=1',
      ...(procs === undefined ? [] : [`-test.cpu=${procs}`]),
    ]);
    return readOne(benchmark.name, procs, ended);
  };
  let fewer = firstOperations(time, benchmark.nanoseconds);
  let first = await one(fewer);
  if (first.state !== 'measured') return first;
  const nanoseconds = operationTime(fewer, first.line.nanoseconds, first.milliseconds);
  const better = betterOperations(time, fewer, nanoseconds);
  if (better !== fewer) {
    fewer = better;
    first = await one(fewer);
    if (first.state !== 'measured') return first;
  }
  const more = moreOperations(fewer, nanoseconds);
  const pairs: (readonly [One, One])[] = [];
  for (let pair = 0; pair < count; pair++) {
    const short = pair === 0 ? first : await one(fewer);
    if (short.state !== 'measured') return short;
    const long = await one(more);
    if (long.state !== 'measured') return long;
    pairs.push([short, long]);
  }
  const short = mergeProfiles(pairs.map(([{ profile }]) => profile));
  const long = mergeProfiles(pairs.map(([, { profile }]) => profile));
  return {
    state: 'measured',
    procs: first.procs,
    operations: [fewer, more],
    runs: count,
    reported: pairs.map(([, { line: { objects, bytes } }]) => ({ objects, bytes })),
    difference: subtractProfile(long, short),
    fewer: short,
  };
}

interface One {
  readonly state: 'measured';
  readonly procs: number;
  readonly line: BenchLine;
  readonly milliseconds: number;
  readonly profile: Profile;
}

function readOne(name: string, asked: number | undefined, ended: Awaited<ReturnType<RunProfiled>>): One | NotRun {
  const { results, troubles } = readBenchRun(ended.text);
  const end = endOf(ended);
  const line = results.find((result) => result.name === name || (result.name.startsWith(`${name}-`) && /^\d+$/.test(result.name.slice(name.length + 1))));
  if (line && ended.profile && end === undefined && troubles.length === 0) {
    const procs = Number(line.name.slice(name.length + 1)) || 1;
    return { state: 'measured', procs, line, milliseconds: ended.milliseconds, profile: ended.profile };
  }
  const trouble = troubles.find((one) => one.name === name) ?? troubles[0];
  return { state: end ?? trouble?.state ?? 'no-result', procs: asked ?? 0, output: trouble && end === undefined ? trouble.output : lastWords(ended.text) };
}
