import { createGate } from '../engine/gate/gate.ts';
import { cacheFolder } from '../engine/user-cache.ts';
import { UserError } from '../base/user-error.ts';
import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package-version.ts';
import { sidesBench } from './bench-options.ts';
import { oneBuild } from './build-options.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { readMeasuring } from './measuring.ts';
import { readBenchResults } from './read-bench-file.ts';
import { readJudging } from './prepare-judge.ts';
import { showProgress } from './progress-line.ts';
import { resultCache } from './result-cache.ts';

/** `stackward gate [packages]`: the working tree against the merge base. */
export async function gate(asked: Asked, io: Io): Promise<number> {
  keepHeapSmall();
  const host = createNodeHost();
  if (asked.given.has('output') || asked.lists.has('format')) await (await import('./check-output.ts')).checkOutput(asked, host);
  const folder = cacheFolder(host);
  if (folder === undefined) throw new UserError('checkouts-nowhere');
  const base = asked.texts.get('base');
  const cache = resultCache(asked, host);
  const options = oneBuild(asked);
  const settings = { stackward: packageVersion(), folder, ...(base === undefined ? {} : { base }), ...(cache ? { cache } : {}) };
  const optionsFor = await readJudging(asked, host);
  if (asked.switches.has('self-test')) return (await import('./self-test.ts')).gateSelfTest(host, options, settings, optionsFor, io);
  const measured = await readMeasuring(asked, host, io.signal);
  const bench = sidesBench(asked);
  const saved = await readBenchResults(asked, host);
  const run = createGate(host, options, {
    ...settings,
    ...(measured ? { measured } : {}),
    ...(bench ? { bench } : {}),
    ...(saved ? { isJudgedAnyway: true } : {}),
  });
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(run.events, io.stderr, () => host.now());
  try {
    const { comparison: found, head, base: before, root, timing, benchmarks = saved } = await run.run(io.signal);
    const judging = { ...optionsFor(root), ...(benchmarks ? { benchmarks } : {}), ...(before ? { base: before } : {}) };
    const comparison = head ? (await import('../engine/policy.ts')).judgeComparison(host, found, root, { ...judging, head }) : found;
    await endProgress?.();
    const { showComparison } = await import('./show-comparison.ts');
    const code = await showComparison(comparison, asked, io, host, root);
    if (asked.switches.has('timing')) await (await import('./show-check.ts')).showTiming(timing, io);
    return code;
  } finally {
    await endProgress?.();
    run.close();
  }
}
