import type { Amount, UnmeasuredState } from '../../model/bench.ts';
import type { Profile } from '../../model/profile.ts';
import { readBenchRun, type BenchLine } from '../../profile/read-bench-run.ts';
import { mergeProfiles, subtractProfile } from '../../profile/merge-profiles.ts';
import { benchFlags, type TestRun } from '../../toolchain/test-binary.ts';
import { betterOperations, firstOperations, moreOperations, operationTime } from './choose-operations.ts';
import { endOf, lastWords, type FoundBenchmark } from './find-benchmarks.ts';
import type { Benchtime } from './bench-options.ts';

/** Runs the test binary, with a profile of each allocation or without one; gives what it printed, how long it took, and the profile that it wrote, if it did. */
export type RunProfiled = (
  args: readonly string[],
  withProfile: boolean,
) => Promise<TestRun & { readonly milliseconds: number; readonly profile?: Profile }>;

/** The two runs of a benchmark, several of them added up. */
export interface Runs {
  readonly state: 'measured';
  readonly procs: number;
  readonly operations: readonly [fewer: number, more: number];
  readonly runs: number;
  /** By runs without a profile, as a user makes them; by the longer ones of the pairs where an operation takes very long. */
  readonly reported: readonly Amount[];
  /** Over how many operations this is the mean, at least. */
  readonly reportedOver: number;
  /** What the longer runs have more than the shorter ones. */
  readonly difference: Profile;
  /** The shorter ones. */
  readonly fewer: Profile;
}
export type NotRun = { readonly state: UnmeasuredState; readonly procs: number; readonly output: string };

export interface MeasureAsked {
  /** As it is given to Go for the runs without a profile. Absent: what the benchmark reports is not asked. */
  readonly benchtime?: string;
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
export async function measureBenchmark(
  run: RunProfiled,
  { benchmark, time, benchtime, count, procs }: MeasureAsked,
): Promise<Runs | NotRun> {
  const args = [
    '-test.run=^$',
    ...benchFlags(benchmark.name),
    '-test.benchmem',
    '-test.v=true',
    ...(procs === undefined ? [] : [`-test.cpu=${procs}`]),
  ];
  const one = async (operations: number): Promise<One | NotRun> =>
    readOne(benchmark.name, procs, await run([...args, `-test.benchtime=${operations}x`], true));
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
  const reports = pairs.map(([, { line }]) => line);
  if (benchtime !== undefined && nanoseconds < slow) {
    const { text } = await run([...args, `-test.benchtime=${benchtime}`, `-test.count=${count}`], false);
    const lines = readBenchRun(text).results.filter((line) => isNamed(line, benchmark.name));
    if (lines.length > 0) reports.splice(0, Infinity, ...lines);
  }
  const short = mergeProfiles(pairs.map(([{ profile }]) => profile));
  const long = mergeProfiles(pairs.map(([, { profile }]) => profile));
  return {
    state: 'measured',
    procs: first.procs,
    operations: [fewer, more],
    runs: count,
    reported: reports.map(({ objects, bytes }) => ({ objects, bytes })),
    reportedOver: Math.min(...reports.map(({ iterations }) => iterations)),
    difference: subtractProfile(long, short),
    fewer: short,
  };
}

/** Nanoseconds of an operation of which a second is not spent only to hear the same again. */
const slow = 2e8;

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
  const line = results.find((result) => isNamed(result, name));
  if (line && ended.profile && end === undefined && troubles.length === 0) {
    const procs = Number(line.name.slice(name.length + 1)) || 1;
    return { state: 'measured', procs, line, milliseconds: ended.milliseconds, profile: ended.profile };
  }
  const trouble = troubles.find((one) => one.name === name) ?? troubles[0];
  return {
    state: end ?? trouble?.state ?? 'no-result',
    procs: asked ?? 0,
    output: trouble && end === undefined ? trouble.output : lastWords(ended.text),
  };
}

/** `-8` behind a name is GOMAXPROCS, where that is not 1. */
function isNamed(line: BenchLine, name: string): boolean {
  return line.name === name || (line.name.startsWith(`${name}-`) && /^\d+$/.test(line.name.slice(name.length + 1)));
}
