import { isAbsolute, join, toSlashes } from '../base/posix-path.ts';
import { nearest } from '../base/nearest.ts';
import { UserError } from '../base/user-error.ts';
import { explain } from '../engine/explain.ts';
import { bundleEvidence, snapshotEvidence, type Evidence } from '../engine/explain-evidence.ts';
import { createSession } from '../engine/session.ts';
import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package-version.ts';
import type { Host } from '../host/host.ts';
import { explainExitCode } from '../model/exit-code.ts';
import type { Explained } from '../model/explanation.ts';
import { renderExplain, type ExplainFormat } from '../report/explain-render.ts';
import { problemMessage, problemSubject } from '../view/messages/en/problems.ts';
import { safeText } from '../view/safe-text.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { oneBuild } from './build-options.ts';
import { showPieces } from './show-report.ts';

/** `stackward explain TARGET…`: why something is on the heap, from a build or from a bundle. */
export async function explainTargets(asked: Asked, io: Io): Promise<number> {
  if (asked.arguments.length === 0) throw new UserError('missing-argument', { argument: 'TARGET', command: asked.command });
  keepHeapSmall();
  const host = createNodeHost();
  const from = asked.texts.get('from');
  const folder = toSlashes(asked.texts.get('directory') ?? '.');
  const cwd = isAbsolute(folder) ? folder : join(toSlashes(host.cwd), folder);
  const answered = async (evidence: Evidence): Promise<Explained> =>
    explain(evidence, asked.arguments, { raw: asked.switches.has('raw'), nearest });
  if (from !== undefined) {
    const path = toSlashes(from);
    const evidence = await bundleEvidence(host, isAbsolute(path) ? path : join(toSlashes(host.cwd), path));
    return show(await answered(evidence), asked, io, host, undefined);
  }
  const options = oneBuild(asked);
  // The whole module: what a value is passed to, and where a function is inlined, stands in other packages.
  const session = createSession(
    host,
    { ...options, patterns: [], keepExplanations: true, ...(asked.arguments.some(isTestPlace) ? { tests: true } : {}) },
    packageVersion(),
  );
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(session.events, io.stderr, () => host.now());
  try {
    const snapshot = await session.run(io.signal);
    await endProgress?.();
    return await show(await answered(snapshotEvidence(host, snapshot, await host.files.real(cwd))), asked, io, host, snapshot.root);
  } finally {
    await endProgress?.();
    session.close();
  }
}

function isTestPlace(target: string): boolean {
  return /_test\.go(:|$)/.test(target);
}

async function show(explained: Explained, asked: Asked, io: Io, host: Host, root: string | undefined): Promise<number> {
  const format = (asked.texts.get('format') ?? 'text') as ExplainFormat;
  await showPieces((options) => renderExplain(format, explained, options), asked, io, host, root);
  if (format !== 'json' && !asked.switches.has('quiet')) {
    for (const problem of explained.problems) {
      if (problem.effect === 'notice') continue;
      const { what } = problemMessage(problem.code, problem.args);
      await io.stderr.write(`stackward: ${`${problemSubject(problem)}${what}`.split('\n').map(safeText).join('\n')}\n`);
    }
  }
  return explainExitCode(explained);
}
