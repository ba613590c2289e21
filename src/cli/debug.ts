import { resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { flattenFacts } from '../engine/flatten-facts.ts';
import { checkBundleFolder, remakeReport, saveBundle } from '../engine/bundle.ts';
import { describeRun } from '../engine/about.ts';
import { createSession } from '../engine/session.ts';
import { keepHeapSmall } from '../host/heap.ts';
import type { Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { allowBroken } from '../model/allow-broken.ts';
import { exitCode } from '../model/exit-code.ts';
import type { Query } from '../query/query.ts';
import { count } from '../view/numbers.ts';
import { safeText } from '../view/safe-text.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { readWhere } from './read-where.ts';
import { oneBuild } from './build-options.ts';
import { shownCommand } from './shown-command.ts';
import { showReport } from './show-report.ts';
import { packageVersion } from '../host/package-version.ts';

/** `stackward debug gather -o DIR`: what was read, in a folder that needs no Go. */
export async function gather(asked: Asked, io: Io): Promise<number> {
  const output = asked.texts.get('output');
  if (output === undefined) throw new UserError('missing-argument', { argument: '-o DIR', command: asked.command });
  keepHeapSmall();
  const host = createNodeHost();
  // Without the cache: a bundle shows what was read, also where the cache is what is wrong.
  const session = createSession(host, { ...oneBuild(asked), keepExplanations: true }, packageVersion());
  const quiet = asked.switches.has('quiet');
  const endProgress = quiet ? undefined : showProgress(session.events, io.stderr, () => host.now());
  try {
    const folder = resolveFrom(host.cwd, output);
    await checkBundleFolder(host, folder);
    const found = await session.run(io.signal);
    const snapshot = asked.switches.has('allow-broken') ? { ...found, report: allowBroken(found.report) } : found;
    const about = await describeRun(host, snapshot.root, {
      stackward: packageVersion(),
      node: process.version,
      machine: `${process.platform} ${process.arch}`,
      command: shownCommand(asked),
    });
    await saveBundle(host, snapshot, folder, { source: !asked.switches.has('no-source'), about, signal: io.signal });
    await endProgress?.();
    if (!quiet)
      await io.stderr.write(
        `stackward: wrote ${count(snapshot.units.length, 'package')} to ${safeText(output)}; see it with: stackward debug analyze ${safeText(output)}\n`,
      );
    return exitCode(snapshot.report);
  } finally {
    await endProgress?.();
    session.close();
  }
}

/** `stackward debug analyze DIR`: the report of a bundle. */
export async function analyze(asked: Asked, io: Io): Promise<number> {
  const [folder, extra] = asked.arguments;
  if (folder === undefined) throw new UserError('missing-argument', { argument: 'DIR', command: asked.command });
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const where = await readWhere(asked);
  const host = createNodeHost();
  if (asked.texts.get('format') === 'html') return analyzePage(resolveFrom(host.cwd, folder), asked, io, host, where);
  const { report, units } = await remakeReport(host, resolveFrom(host.cwd, folder));
  const withFacts = asked.switches.has('facts') && asked.texts.get('format') === 'json';
  await showReport(withFacts ? { ...report, facts: flattenFacts(units) } : report, asked, io, host, undefined, where);
  return exitCode(report);
}

/** A bundle holds what a page shows besides the report, but for sources that were left out. */
async function analyzePage(folder: string, asked: Asked, io: Io, host: Host, where: Query | undefined): Promise<number> {
  const [{ bundleEvidence }, { collectPageDetails }] = await Promise.all([
    import('../engine/explain-evidence.ts'),
    import('../engine/page-details.ts'),
  ]);
  const evidence = await bundleEvidence(host, folder);
  const { report } = evidence;
  await showReport(report, asked, io, host, undefined, where, await collectPageDetails(evidence, report, { source: true }));
  return exitCode(report);
}
