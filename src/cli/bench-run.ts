import { UserError } from '../base/user-error.ts';
import type { BenchOptions } from '../engine/bench/bench-options.ts';
import { createBench } from '../engine/bench/bench.ts';
import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package-version.ts';
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

function benchOptions({ texts, switches }: Asked): BenchOptions {
  const [bench, benchtime, count, cpu, timeout] = ['bench', 'benchtime', 'count', 'cpu', 'timeout'].map((name) => texts.get(name));
  return {
    ...(bench === undefined ? {} : { bench }),
    ...(benchtime === undefined ? {} : { benchtime }),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(cpu === undefined ? {} : { cpu: readProcs(cpu) }),
    ...(timeout === undefined ? {} : { runMs: Number(timeout) * 1000 }),
    ...(switches.has('no-race') ? { noRace: true } : {}),
  };
}

function readProcs(value: string): number[] {
  const procs = value.split(',').map((part) => (/^[1-9]\d{0,3}$/.test(part.trim()) ? Number(part) : 0));
  if (procs.includes(0)) throw new UserError('flag-value', { flag: '--cpu', value, expected: 'numbers of processors: 1,2,4' });
  return [...new Set(procs)];
}
