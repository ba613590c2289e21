import { isAbsolute, join, relative, toSlashes } from '../base/posix-path.ts';
import { createSession } from '../engine/session.ts';
import type { Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import type { Report } from '../model/report.ts';
import { safeText } from '../view/safe-text.ts';
import { exitCode } from '../model/exit-code.ts';
import type { Io } from './io.ts';
import { readWhere } from './list-options.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { sessionOptions } from './settings.ts';
import { packageVersion } from '../host/package-version.ts';

/** `stackward check`: one run of a session, shown. */
export async function check(asked: Asked, io: Io): Promise<number> {
  const where = readWhere(asked);
  const host = createNodeHost();
  const session = createSession(host, sessionOptions(asked), packageVersion());
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(session.events, io.stderr, () => host.now());
  try {
    // What shows the result is loaded while Go works.
    const [snapshot, { showReport }, { flattenFacts }] = await Promise.all([
      session.run(io.signal),
      import('./show-report.ts'),
      import('../engine/flatten-facts.ts'),
    ]);
    await endProgress?.();
    const facts = asked.switches.has('facts') && asked.texts.get('format') === 'json';
    const report = facts ? { ...snapshot.report, facts: flattenFacts(snapshot.units) } : snapshot.report;
    await showReport(report, asked, io, host, snapshot.root, where);
    if (!asked.switches.has('quiet') && asked.texts.get('format') !== 'json' && report.sites.length > 0)
      await io.stderr.write(nextSteps(asked, report, await fileFromFolder(asked, host, snapshot.root)));
    if (asked.switches.has('timing')) {
      for (const [stage, milliseconds] of Object.entries(snapshot.timing))
        await io.stderr.write(`${stage.padEnd(8)} ${milliseconds.toFixed(0).padStart(7)} ms\n`);
    }
    return exitCode(report);
  } finally {
    await endProgress?.();
    session.close();
  }
}

/** Names a file of the report as `explain` takes it: from the folder of -C, else from where the user stands. */
async function fileFromFolder(asked: Asked, host: Host, root: string): Promise<(file: string) => string> {
  const folder = toSlashes(asked.texts.get('directory') ?? '.');
  const stands = await host.files.real(isAbsolute(folder) ? folder : join(toSlashes(host.cwd), folder));
  return (file) => (/^[$<]/.test(file) ? file : relative(toSlashes(stands), join(root, file)));
}

/** What a reader of the list may want next; flags that were given are not suggested. */
function nextSteps(asked: Asked, report: Report, nameFile: (file: string) => string): string {
  const first = report.sites.find((site) => site.rank === 1);
  const folder = asked.texts.get('directory');
  const steps = [
    first ? `stackward explain${folder === undefined ? '' : ` -C ${folder}`} ${nameFile(first.at.file)}:${first.at.line}` : '',
    asked.given.has('where') ? '' : "--where 'hidden:yes' or 'outcome:paper'",
    asked.given.has('group') ? '' : '--group cause',
    asked.switches.has('tests') ? '' : '--tests',
  ];
  return safeText(`Next: ${steps.filter(Boolean).join(' · ')}`) + '\n';
}
