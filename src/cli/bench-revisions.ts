import { createRevisionsRun } from '../engine/bench/compare-revisions.ts';
import type { ComparisonOptions } from '../engine/compare-benchmarks.ts';
import { cacheFolder } from '../engine/user-cache.ts';
import { UserError } from '../base/user-error.ts';
import { keepHeapSmall } from '../host/heap.ts';
import type { Host } from '../host/host.ts';
import { packageVersion } from '../host/package-version.ts';
import type { BenchComparison } from '../model/benchmark-comparison.ts';
import { benchOptions } from './bench-options.ts';
import { oneBuild } from './build-options.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { resultCache } from './result-cache.ts';

/** A revision as it was named, with its commit. */
interface Named {
  readonly label: string;
  readonly commit: string;
}

/** Builds, runs and compares the benchmarks of two revisions. */
export async function compareRevisions(
  host: Host,
  asked: Asked,
  io: Io,
  [before, after]: readonly [Named, Named],
  comparison: ComparisonOptions,
): Promise<BenchComparison> {
  keepHeapSmall();
  const folder = cacheFolder(host);
  if (folder === undefined) throw new UserError('checkouts-nowhere');
  const run = createRevisionsRun(host, {
    revisions: [
      { name: before.label, commit: before.commit },
      { name: after.label, commit: after.commit },
    ],
    options: oneBuild(asked),
    bench: benchOptions(asked),
    comparison,
    folder,
    stackward: packageVersion(),
    cache: resultCache(asked, host),
  });
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(run.events, io.stderr, () => host.now());
  try {
    return await run.run(io.signal);
  } finally {
    await endProgress?.();
    run.close();
  }
}
