import { createBench } from '../engine/bench/bench.ts';
import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package-version.ts';
import { benchOptions } from './bench-options.ts';
import { oneBuild } from './build-options.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { resultCache } from './result-cache.ts';
import { showBench } from './show-bench.ts';
import { showTiming } from './show-check.ts';

/** `stackward bench [packages]`: runs benchmarks and says where what they allocate comes from. */
export async function benchRun(asked: Asked, io: Io): Promise<number> {
  keepHeapSmall();
  const host = createNodeHost();
  if (asked.given.has('output')) await (await import('./check-output.ts')).checkOutput(asked, host);
  const bench = createBench(host, oneBuild(asked), benchOptions(asked), packageVersion(), resultCache(asked, host));
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(bench.events, io.stderr, () => host.now());
  try {
    const { result, root, timing } = await bench.run(io.signal);
    await endProgress?.();
    const code = await showBench(result, asked, io, host, root);
    if (asked.switches.has('timing')) await showTiming(timing, io);
    return code;
  } finally {
    await endProgress?.();
    bench.close();
  }
}
