import { compareAllocations } from '../../analysis/bench/compare-allocations.ts';
import { join, relative } from '../../base/posix-path.ts';
import type { Host } from '../../host/host.ts';
import type { BenchResult } from '../../model/bench.ts';
import type { BenchComparison } from '../../model/benchmark-comparison.ts';
import type { Problem } from '../../model/report.ts';
import type { Cache } from '../../store/cache.ts';
import { locateRepository } from '../../toolchain/git/repository.ts';
import { gitCall } from '../../toolchain/git/run-git.ts';
import { openCheckout, type Checkout } from '../checkout.ts';
import { compareBenchmarkTexts, type ComparisonOptions } from '../compare-benchmarks.ts';
import type { Options } from '../options.ts';
import { createProgressQueue, type Progress } from '../progress.ts';
import type { BenchOptions } from './bench-options.ts';
import { createBench } from './bench.ts';
import { prepareTimed, runInTurn, type Timed } from './run-in-turn.ts';

export interface Revision {
  /** As it was given. */
  readonly name: string;
  /** A full hash. */
  readonly commit: string;
}
export interface RevisionsRequest {
  readonly revisions: readonly [before: Revision, after: Revision];
  readonly options: Options;
  /** `count` is of runs for the statistics. */
  readonly bench: BenchOptions;
  readonly comparison: ComparisonOptions;
  /** The user's folder for caches, for the files of revisions. */
  readonly folder: string;
  readonly stackward: string;
  readonly cache?: Cache | undefined;
}
export interface RevisionsRun {
  /** Throws those of {@link openCheckout} and {@link createBench}, and UserError `benchmark-no-results`. */
  run(signal?: AbortSignal): Promise<BenchComparison>;
  readonly events: AsyncIterable<Progress>;
  close(): void;
}

/** What one revision's benchmarks allocate, and how to run them again. */
interface Side {
  readonly revision: Revision;
  readonly result: BenchResult;
  readonly timed: Timed;
}

/**
 * Compares the benchmarks of two revisions: both are built with the same flags in folders that stay from run to run; what each allocates is
 * placed on both sides; then each benchmark is run in turn A B A B, so that a machine whose speed drifts treats both alike.
 */
export function createRevisionsRun(host: Host, request: RevisionsRequest): RevisionsRun {
  const events = createProgressQueue();
  return {
    events,
    close: () => events.close(),
    async run(signal) {
      const call = gitCall(host, request.options.cwd ?? host.cwd, { signal });
      const repository = await locateRepository(host, call);
      const prefix = relative(repository.top, await host.files.real(call.cwd));
      const scratch = await host.scratch();
      const checkouts: Checkout[] = [];
      try {
        const sides: Side[] = [];
        for (const [index, revision] of request.revisions.entries()) {
          const checkout = await openCheckout(host, { repository, call, commit: revision.commit, folder: request.folder });
          checkouts.push(checkout);
          const options = { ...request.options, cwd: join(checkout.folder, prefix) };
          const build = { label: revision.name, number: index + 1, of: 2 };
          const onStep = (step: Progress): void => events.push({ ...step, build });
          const result = await measure(host, request, options, signal, onStep);
          const timed = await prepareTimed(host, { result, options, folder: `${scratch.path}/${index}`, signal, onStep });
          sides.push({ revision, result, timed });
        }
        const [before, after] = sides;
        if (!before || !after) throw new Error('two revisions have two sides');
        const onStep = (step: Progress): void => events.push(step);
        const texts = await runInTurn(host, [before.timed, after.timed], request.bench, signal, onStep);
        return compare([before, after], texts, request.comparison);
      } finally {
        for (const checkout of checkouts) await checkout.release();
        await scratch.remove();
        events.close();
      }
    },
  };
}

async function measure(
  host: Host,
  { bench, stackward, cache }: RevisionsRequest,
  options: Options,
  signal: AbortSignal | undefined,
  onStep: (step: Progress) => void,
): Promise<BenchResult> {
  // One pair of profiles tells what an operation allocates; the runs that are counted are those of the statistics.
  const { count: _, ...once } = bench;
  const measuring = createBench(host, options, once, stackward, cache);
  const forwarding = forward(measuring.events, onStep);
  try {
    return (await measuring.run(signal)).result;
  } finally {
    measuring.close();
    await forwarding;
  }
}

async function forward(events: AsyncIterable<Progress>, onStep: (step: Progress) => void): Promise<void> {
  for await (const event of events) if (event.stage !== 'done') onStep(event);
}

function compare([before, after]: readonly [Side, Side], texts: readonly [string, string], options: ComparisonOptions): BenchComparison {
  const labels = before.revision.name === after.revision.name ? ['#0', '#1'] : ['', ''];
  const sourceOf = ({ revision: { name, commit } }: Side, index: 0 | 1) =>
    ({ label: `${name}${labels[index] ?? ''}`, from: 'revision', commit, bytes: new TextEncoder().encode(texts[index]) }) as const;
  const compared = compareBenchmarkTexts([sourceOf(before, 0), sourceOf(after, 1)], options);
  return {
    ...compared,
    allocations: compareAllocations(before.result, after.result),
    problems: [...toolchainProblems(before, after), ...sideProblems(before), ...sideProblems(after), ...compared.problems],
  };
}

/** A go.mod may ask for another toolchain: then the difference is not of the code alone. */
function toolchainProblems(before: Side, after: Side): Problem[] {
  const [one, other] = [before.result.build.go, after.result.build.go];
  if (one === other) return [];
  const args = { one: `${before.revision.name}: ${one}`, other: `${after.revision.name}: ${other}` };
  return [{ code: 'benchmark-toolchains-differ', args, effect: 'incomplete' }];
}

/** Those of the two builds, each with the revision that it is of. */
function sideProblems({ revision, result }: Side): Problem[] {
  return result.problems.map((problem) => ({ ...problem, in: [revision.name] }));
}
