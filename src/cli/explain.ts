import { resolveFrom } from '../base/posix-path.ts';
import { nearest } from '../base/nearest.ts';
import { UserError } from '../base/user-error.ts';
import { explain } from '../engine/explain.ts';
import { bundleEvidence, snapshotEvidence, type Evidence } from '../engine/explain-evidence.ts';
import { createSession } from '../engine/session.ts';
import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package-version.ts';
import type { Explained } from '../model/explanation.ts';
import type { Io } from './io.ts';
import { readMeasuring } from './measuring.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { oneBuild } from './build-options.ts';
import { resultCache } from './result-cache.ts';
import { showExplained } from './show-explained.ts';

/** `stackward explain TARGET…`: why something is on the heap, from a build or from a bundle. */
export async function explainTargets(asked: Asked, io: Io): Promise<number> {
  if (asked.arguments.length === 0) throw new UserError('missing-argument', { argument: 'TARGET', command: asked.command });
  keepHeapSmall();
  const host = createNodeHost();
  if (asked.given.has('output')) await (await import('./check-output.ts')).checkOutput(asked, host);
  const from = asked.texts.get('from');
  const cwd = resolveFrom(host.cwd, asked.texts.get('directory') ?? '.');
  const read = await readMeasuring(asked, host, io.signal);
  const answered = async (evidence: Evidence): Promise<Explained> =>
    explain(evidence, asked.arguments, { raw: asked.switches.has('raw'), nearest });
  if (from !== undefined) {
    const folder = resolveFrom(host.cwd, from);
    const evidence = await bundleEvidence(host, folder);
    const { measured, called } = evidence;
    const report =
      read || measured
        ? await (
            await import('../engine/measure.ts')
          ).measureBundle(host, folder, { ...evidence, measured, called, sources: async () => evidence.sources }, read)
        : evidence.report;
    return showExplained(await answered({ ...evidence, report }), asked, io, host, undefined);
  }
  const options = oneBuild(asked);
  // The whole module: what a value is passed to, and where a function is inlined, stands in other packages.
  const session = createSession(
    host,
    { ...options, patterns: [], keepExplanations: true, ...(asked.arguments.some(isTestPlace) ? { tests: true } : {}) },
    packageVersion(),
    resultCache(asked, host),
  );
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(session.events, io.stderr, () => host.now());
  try {
    const snapshot = await session.run(io.signal);
    await endProgress?.();
    const evidence = snapshotEvidence(host, snapshot, await host.files.real(cwd));
    const report = read ? await (await import('../engine/measure.ts')).applyMeasurements(snapshot, read) : snapshot.report;
    const code = await showExplained(await answered({ ...evidence, report }), asked, io, host, snapshot.root);
    await session.keep();
    return code;
  } finally {
    await endProgress?.();
    session.close();
  }
}

function isTestPlace(target: string): boolean {
  return /_test\.go(:|$)/.test(target);
}
