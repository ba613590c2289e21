import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import { allowBroken } from '../model/allow-broken.ts';
import { exitCode } from '../model/exit-code.ts';
import { refuseOnTerminal } from './outputs.ts';
import { prepareRun } from './check-run.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { prepareJudge } from './prepare-judge.ts';
import { showProgress } from './progress-line.ts';
import { readWhere } from './read-where.ts';

/**
 * `stackward check`: one run of a session, or of several one after the other, shown. With --watch again after each save; `reload` gives
 * what was asked with the configuration as it is then.
 */
export async function check(asked: Asked, io: Io, reload: () => Promise<Asked>): Promise<number> {
  keepHeapSmall();
  const host = createNodeHost();
  refuseOnTerminal(asked, io.stdout.isTerminal);
  if (asked.given.has('output') || asked.lists.has('format')) await (await import('./check-output.ts')).checkOutput(asked, host);
  if (asked.switches.has('watch')) {
    const { watchCheck } = await import('./watch/watch-check.ts');
    return watchCheck({ asked, io, host, reload, prepare: prepareRun });
  }
  const where = await readWhere(asked);
  const judge = await prepareJudge(asked, host);
  const run = await prepareRun(asked, host);
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(run.events, io.stderr, () => host.now());
  try {
    // What shows the result is loaded while Go works, and not before: loading holds up what starts it.
    let onStarted = (): void => undefined;
    const isStarted = new Promise<void>((resolve) => (onStarted = resolve));
    const running = run.run(io.signal, onStarted);
    const showing = Promise.race([isStarted, running.catch(() => undefined)]).then(() => import('./show-check.ts'));
    const [found, { showCheck }] = await Promise.all([running, showing]);
    const result = await judge(asked.switches.has('allow-broken') ? { ...found, report: allowBroken(found.report) } : found);
    await endProgress?.();
    await showCheck(result, asked, io, host, where);
    await run.keep();
    return exitCode(result.report);
  } finally {
    await endProgress?.();
    run.close();
  }
}
