import { createSession } from '../engine/session.ts';
import { createNodeHost } from '../host/node-host.ts';
import { exitCode } from '../model/exit-code.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { sessionOptions } from './settings.ts';
import { version } from './version.ts';

/** `stackward check`: one run of a session, shown. */
export async function check(asked: Asked, io: Io): Promise<number> {
  const host = createNodeHost();
  const session = createSession(host, sessionOptions(asked), await version());
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(session.events, io.stderr, () => host.now());
  try {
    // What shows the result is loaded while Go works.
    const [snapshot, { showReport }, { flattenFacts }] = await Promise.all([session.run(io.signal), import('./show-report.ts'), import('../engine/flatten-facts.ts')]);
    await endProgress?.();
    const facts = asked.switches.has('facts') && asked.texts.get('format') === 'json';
    const report = facts ? { ...snapshot.report, facts: flattenFacts(snapshot.units) } : snapshot.report;
    await showReport(report, asked, io, host, snapshot.root);
    if (asked.switches.has('timing')) {
      for (const [stage, milliseconds] of Object.entries(snapshot.timing)) await io.stderr.write(`${stage.padEnd(8)} ${milliseconds.toFixed(0).padStart(7)} ms\n`);
    }
    return exitCode(report);
  } finally {
    await endProgress?.();
    session.close();
  }
}
