import { compareAllocations } from '../../analysis/bench/compare-allocations.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import type { BenchResult } from '../../model/bench.ts';
import type { BenchComparison, ComparedInput } from '../../model/benchmark-comparison.ts';
import type { Problem } from '../../model/report.ts';
import type { Cache } from '../../store/cache.ts';
import { compareBenchmarkTexts, type ComparisonOptions } from '../compare-benchmarks.ts';
import type { Options } from '../options.ts';
import type { Progress } from '../progress.ts';
import type { BenchOptions } from './bench-options.ts';
import { createBench } from './bench.ts';
import { prepareTimed, runInTurn, type Timed } from './run-in-turn.ts';

/** One of two folders whose benchmarks are compared. */
export interface BenchSide extends Pick<ComparedInput, 'from' | 'commit'> {
  readonly name: string;
  /** With the environment of its builds. */
  readonly host: Host;
  readonly options: Options;
  /** It may have no benchmark that matches. */
  readonly mayLack?: boolean;
}

export interface TurnRequest {
  readonly sides: readonly [before: BenchSide, after: BenchSide];
  /** `count` is of runs for the statistics. */
  readonly bench: BenchOptions;
  readonly stackward: string;
  readonly cache?: Cache | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onStep: (step: Progress) => void;
}

/** What the benchmarks of one side allocate, and what their runs printed. */
export interface MeasuredSide {
  readonly side: BenchSide;
  /** Undefined where it has no benchmark that matches. */
  readonly result: BenchResult | undefined;
  readonly text: string;
}

/**
 * Measures the benchmarks of two folders: what each allocates is placed on both sides; then each benchmark is run in turn A B A B, so that a machine whose speed drifts treats
 * both alike. Throws those of {@link createBench}.
 */
export async function measureInTurn(host: Host, request: TurnRequest): Promise<readonly [before: MeasuredSide, after: MeasuredSide]> {
  const { sides, signal, onStep } = request;
  const scratch = await host.scratch();
  try {
    const timed: Timed[] = [];
    const results: (BenchResult | undefined)[] = [];
    for (const [index, side] of sides.entries()) {
      const onSideStep = (step: Progress): void => onStep({ ...step, build: { label: side.name, number: index + 1, of: 2 } });
      const result = await measure(side, request, onSideStep);
      results.push(result);
      const { options } = side;
      timed.push(
        result
          ? await prepareTimed(side.host, { result, options, folder: `${scratch.path}/${index}`, signal, onStep: onSideStep })
          : { plan: undefined, benchmarks: [], binaries: new Map() },
      );
    }
    const [one, other] = timed;
    if (!one || !other) throw new Error('two sides are two');
    const texts = await runInTurn(host, [one, other], request.bench, signal, onStep);
    return [
      { side: sides[0], result: results[0], text: texts[0] },
      { side: sides[1], result: results[1], text: texts[1] },
    ];
  } finally {
    await scratch.remove();
  }
}

async function measure(
  { host, options, mayLack }: BenchSide,
  { bench, stackward, cache, signal }: TurnRequest,
  onStep: (step: Progress) => void,
): Promise<BenchResult | undefined> {
  // One pair of profiles tells what an operation allocates; the runs that are counted are those of the statistics.
  const { count: _, ...once } = bench;
  const measuring = createBench(host, options, once, stackward, cache);
  const forwarding = forward(measuring.events, onStep);
  try {
    return (await measuring.run(signal)).result;
  } catch (error) {
    if (mayLack === true && error instanceof UserError && error.code === 'bench-none') return undefined;
    throw error;
  } finally {
    measuring.close();
    await forwarding;
  }
}

async function forward(events: AsyncIterable<Progress>, onStep: (step: Progress) => void): Promise<void> {
  for await (const event of events) if (event.stage !== 'done') onStep(event);
}

/** The two as `bench --compare` tells them. Throws UserError `benchmark-no-results`. */
export function compareMeasured(
  [before, after]: readonly [MeasuredSide, MeasuredSide],
  labels: readonly [string, string],
  options: ComparisonOptions,
): BenchComparison {
  const sourceOf = ({ side: { from, commit }, text }: MeasuredSide, label: string) => ({
    label,
    from,
    ...(commit === undefined ? {} : { commit }),
    bytes: new TextEncoder().encode(text),
  });
  const compared = compareBenchmarkTexts([sourceOf(before, labels[0]), sourceOf(after, labels[1])], options);
  return {
    ...compared,
    ...(before.result && after.result ? { allocations: compareAllocations(before.result, after.result) } : {}),
    problems: [...toolchainProblems(before, after), ...sideProblems(before), ...sideProblems(after), ...compared.problems],
  };
}

/** A go.mod may ask for another toolchain: then the difference is not of the code alone. */
function toolchainProblems(before: MeasuredSide, after: MeasuredSide): Problem[] {
  const [one, other] = [before.result?.build.go, after.result?.build.go];
  if (one === undefined || other === undefined || one === other) return [];
  const args = { one: `${before.side.name}: ${one}`, other: `${after.side.name}: ${other}` };
  return [{ code: 'benchmark-toolchains-differ', args, effect: 'incomplete' }];
}

/** Those of the two builds, each with the side that it is of. */
export function sideProblems({ side, result }: MeasuredSide): Problem[] {
  return result?.problems.map((problem) => ({ ...problem, in: [side.name] })) ?? [];
}
