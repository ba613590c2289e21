import { resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { flattenFacts } from '../engine/flatten-facts.ts';
import { checkBundleFolder, remakeReport, saveBundle } from '../engine/bundle.ts';
import { describeRun } from '../engine/about.ts';
import type { keepMeasurements, ReadMeasurements } from '../engine/measure.ts';
import { createSession, type Snapshot } from '../engine/session.ts';
import { keepHeapSmall } from '../host/heap.ts';
import type { Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { allowBroken } from '../model/allow-broken.ts';
import { exitCode } from '../model/exit-code.ts';
import type { PageDetails } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import { count } from '../view/numbers.ts';
import { safeText } from '../view/safe-text.ts';
import { checkOutput } from './check-output.ts';
import type { Io } from './io.ts';
import { readMeasuring } from './measuring.ts';
import { wantsFormat } from './outputs.ts';
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
    const read = await readMeasuring(asked, host, io.signal);
    const found = await session.run(io.signal);
    const snapshot = asked.switches.has('allow-broken') ? { ...found, report: allowBroken(found.report) } : found;
    const about = await describeRun(host, snapshot.root, {
      stackward: packageVersion(),
      node: process.version,
      machine: `${process.platform} ${process.arch}`,
      command: shownCommand(asked),
    });
    const measured = read && (await measureSnapshot(snapshot, read));
    await saveBundle(host, snapshot, folder, {
      source: !asked.switches.has('no-source'),
      about,
      ...(measured ? { measured } : {}),
      signal: io.signal,
    });
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

async function measureSnapshot(snapshot: Snapshot, read: ReadMeasurements): ReturnType<typeof keepMeasurements> {
  const { applyMeasurements, keepMeasurements: keep } = await import('../engine/measure.ts');
  return keep(await applyMeasurements(snapshot, read), read);
}

/** `stackward debug analyze DIR`: the report of a bundle. */
export async function analyze(asked: Asked, io: Io): Promise<number> {
  const [folder, extra] = asked.arguments;
  if (folder === undefined) throw new UserError('missing-argument', { argument: 'DIR', command: asked.command });
  if (extra !== undefined) throw new UserError('unexpected-argument', { argument: extra, command: asked.command });
  const where = await readWhere(asked);
  const host = createNodeHost();
  if (asked.lists.has('format')) await checkOutput(asked, host);
  const given = await readMeasuring(asked, host, io.signal);
  const path = resolveFrom(host.cwd, folder);
  const bundle = await remakeReport(host, path);
  const { units } = bundle;
  const report =
    given || bundle.measured ? await (await import('../engine/measure.ts')).measureBundle(host, path, bundle, given) : bundle.report;
  const withFacts = asked.switches.has('facts') && wantsFormat(asked, 'json');
  const details = wantsFormat(asked, 'html') ? await bundleDetails(host, path, report) : undefined;
  await showReport(withFacts ? { ...report, facts: flattenFacts(units) } : report, asked, io, host, undefined, where, details);
  return exitCode(report);
}

/** A bundle holds what a page shows besides the report, but for sources that were left out. */
async function bundleDetails(host: Host, folder: string, report: Report): Promise<PageDetails> {
  const [{ bundleEvidence }, { collectPageDetails }] = await Promise.all([
    import('../engine/explain-evidence.ts'),
    import('../engine/page-details.ts'),
  ]);
  return collectPageDetails(await bundleEvidence(host, folder), report, { source: true });
}
