import { join, relative } from '../../base/posix-path.ts';
import type { Host } from '../../host/host.ts';
import type { BenchComparison } from '../../model/benchmark-comparison.ts';
import type { Cache } from '../../store/cache.ts';
import { locateRepository } from '../../toolchain/git/repository.ts';
import { gitCall } from '../../toolchain/git/run-git.ts';
import { openCheckout, type Checkout } from '../checkout.ts';
import type { ComparisonOptions } from '../compare-benchmarks.ts';
import type { Options } from '../options.ts';
import { createProgressQueue, type Progress } from '../progress.ts';
import type { BenchOptions } from './bench-options.ts';
import { compareMeasured, measureInTurn, type BenchSide } from './measure-in-turn.ts';

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
      const checkouts: Checkout[] = [];
      const sideOf = async ({ name, commit }: Revision): Promise<BenchSide> => {
        const checkout = await openCheckout(host, { repository, call, commit, folder: request.folder });
        checkouts.push(checkout);
        return { name, from: 'revision', commit, host, options: { ...request.options, cwd: join(checkout.folder, prefix) } };
      };
      try {
        const [before, after] = request.revisions;
        const sides = [await sideOf(before), await sideOf(after)] as const;
        const { bench, stackward, cache } = request;
        const onStep = (step: Progress): void => events.push(step);
        const measured = await measureInTurn(host, { sides, bench, stackward, cache, signal, onStep });
        const labels = before.name === after.name ? (['#0', '#1'] as const) : (['', ''] as const);
        return compareMeasured(measured, [`${before.name}${labels[0]}`, `${after.name}${labels[1]}`], request.comparison);
      } finally {
        for (const checkout of checkouts) await checkout.release();
        events.close();
      }
    },
  };
}
