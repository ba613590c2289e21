import { join, relative, resolveFrom, toSlashes } from '../base/posix-path.ts';
import type { Reported, Snapshot } from '../engine/session.ts';
import type { Checked } from './check-run.ts';
import type { Host } from '../host/host.ts';
import type { PageDetails } from '../model/page.ts';
import type { Report } from '../model/report.ts';
import type { Query } from '../query/query.ts';
import { pageAt } from '../view/list-words.ts';
import { safeText } from '../view/safe-text.ts';
import type { Io } from './io.ts';
import { nextSteps } from './next-steps.ts';
import { isUnseen, outputsOf, wantsFormat } from './outputs.ts';
import type { Asked } from './parse.ts';
import { showReport } from './show-report.ts';
import { tellProblems } from './tell-problems.ts';

/** The result of `check`: the report, then on standard error what may be asked next and how long each stage took. */
export async function showCheck(
  { report, root, timing, snapshot }: Checked,
  asked: Asked,
  io: Io,
  host: Host,
  where: Query | undefined,
): Promise<void> {
  const since = host.now();
  const details = snapshot && (await pageDetails(snapshot, report, asked, host));
  const page = details ? { page: Math.max(0, host.now() - since) } : {};
  await showReport(report, asked, io, host, root, where, details);
  if (isUnseen(asked) && !asked.switches.has('quiet')) await tellProblems(report.problems, io);
  if (!asked.switches.has('quiet') && wantsFormat(asked, 'text') && report.sites.length > 0)
    await io.stderr.write(nextSteps(asked, report, io.stderr.columns ?? Infinity, await fileFromFolder(asked, host, root)));
  if (!asked.switches.has('quiet'))
    for (const { format, file } of outputsOf(asked))
      if (format === 'html' && file !== undefined) await io.stderr.write(`${pageAt(file)}\n`);
  if (asked.switches.has('timing')) await showTiming({ ...timing, ...page }, io);
}

async function pageDetails(snapshot: Snapshot, report: Report, asked: Asked, host: Host): Promise<PageDetails> {
  const [{ snapshotEvidence }, { collectPageDetails }] = await Promise.all([
    import('../engine/explain-evidence.ts'),
    import('../engine/page-details.ts'),
  ]);
  return collectPageDetails(snapshotEvidence(host, snapshot, host.cwd), report, { source: !asked.switches.has('no-source') });
}

/** How long each stage took, on standard error. */
export async function showTiming(timing: Reported['timing'], io: Io): Promise<void> {
  for (const [stage, milliseconds] of Object.entries(timing))
    await io.stderr.write(`${safeText(stage).padEnd(8)} ${milliseconds.toFixed(0).padStart(7)} ms\n`);
}

/** Names a file of the report as `explain` takes it: from the folder of -C, else from where the user stands. */
async function fileFromFolder(asked: Asked, host: Host, root: string): Promise<(file: string) => string> {
  const stands = await host.files.real(resolveFrom(host.cwd, asked.texts.get('directory') ?? '.'));
  return (file) => relative(toSlashes(stands), join(root, file));
}
