import { createGate } from '../engine/gate/gate.ts';
import { cacheFolder } from '../engine/user-cache.ts';
import { UserError } from '../base/user-error.ts';
import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package-version.ts';
import { oneBuild } from './build-options.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { dayOf } from './prepare-judge.ts';
import { showProgress } from './progress-line.ts';
import { resultCache } from './result-cache.ts';
import { showTiming } from './show-check.ts';
import { showComparison } from './show-comparison.ts';

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
  if (asked.switches.has('self-test')) return (await import('./self-test.ts')).gateSelfTest(host, options, settings, io);
  const run = createGate(host, options, settings);
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(run.events, io.stderr, () => host.now());
  try {
    const { comparison: found, root, timing } = await run.run(io.signal);
    const { policy } = asked;
    const comparison = policy
      ? (await import('../engine/policy.ts')).judgeComparison(found, root, { policy, today: dayOf(host.date()) })
      : found;
    await endProgress?.();
    const code = await showComparison(comparison, asked, io, host, root);
    if (asked.switches.has('timing')) await showTiming(timing, io);
    return code;
  } finally {
    await endProgress?.();
    run.close();
  }
}
