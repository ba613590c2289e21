import { isAbsolute, join, relative, toSlashes } from '../base/posix-path.ts';
import { createBuilds } from '../engine/builds.ts';
import { createSession, type Reported } from '../engine/session.ts';
import type { Progress } from '../engine/progress.ts';
import { keepHeapSmall } from '../host/heap.ts';
import { createNodeHost } from '../host/node-host.ts';
import type { Host } from '../host/host.ts';
import { safeText } from '../view/safe-text.ts';
import { exitCode } from '../model/exit-code.ts';
import { listBuilds, refuseSeveral } from './build-options.ts';
import type { Io } from './io.ts';
import { readWhere } from './list-options.ts';
import { resultCache } from './result-cache.ts';
import type { Asked } from './parse.ts';
import { nextSteps } from './next-steps.ts';
import { showProgress } from './progress-line.ts';
import { packageVersion } from '../host/package-version.ts';

/** `stackward check`: one run of a session, or of several one after the other, shown. */
export async function check(asked: Asked, io: Io): Promise<number> {
  const where = readWhere(asked);
  keepHeapSmall();
  const host = createNodeHost();
  const run = prepare(asked, host);
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(run.events, io.stderr, () => host.now());
  try {
    // What shows the result is loaded while Go works.
    const [{ report, root, timing }, { showReport }] = await Promise.all([run.run(io.signal), import('./show-report.ts')]);
    await endProgress?.();
    await showReport(report, asked, io, host, root, where);
    if (!asked.switches.has('quiet') && asked.texts.get('format') !== 'json' && report.sites.length > 0)
      await io.stderr.write(nextSteps(asked, report, io.stderr.columns ?? Infinity, await fileFromFolder(asked, host, root)));
    if (asked.switches.has('timing')) {
      for (const [stage, milliseconds] of Object.entries(timing))
        await io.stderr.write(`${safeText(stage).padEnd(8)} ${milliseconds.toFixed(0).padStart(7)} ms\n`);
    }
    await run.keep();
    return exitCode(report);
  } finally {
    await endProgress?.();
    run.close();
  }
}

/** Names a file of the report as `explain` takes it: from the folder of -C, else from where the user stands. */
async function fileFromFolder(asked: Asked, host: Host, root: string): Promise<(file: string) => string> {
  const folder = toSlashes(asked.texts.get('directory') ?? '.');
  const stands = await host.files.real(isAbsolute(folder) ? folder : join(toSlashes(host.cwd), folder));
  return (file) => relative(toSlashes(stands), join(root, file));
}

interface Run {
  run(signal: AbortSignal): Promise<Reported>;
  /** Puts into the cache what the next run can use. */
  keep(): Promise<void>;
  readonly events: AsyncIterable<Progress>;
  close(): void;
}

/** Throws UserError `several-builds` for what is told of one build only. */
function prepare(asked: Asked, host: Host): Run {
  const builds = listBuilds(asked);
  const wantsFacts = asked.switches.has('facts') && asked.texts.get('format') === 'json';
  const cache = resultCache(asked, host);
  const [first, second] = builds;
  if (!first || second) {
    for (const flag of ['facts', 'callees']) if (asked.switches.has(flag)) refuseSeveral(builds, `--${flag}`);
    return { ...createBuilds(host, builds, packageVersion(), cache), keep: async () => undefined };
  }
  const session = createSession(host, first.options, packageVersion(), cache);
  return {
    events: session.events,
    keep: () => session.keep(),
    close: () => session.close(),
    async run(signal) {
      if (!wantsFacts && !asked.switches.has('callees')) return session.report(signal);
      const snapshot = await session.run(signal);
      const timing: Record<string, number> = { ...snapshot.timing };
      let { report } = snapshot;
      if (asked.switches.has('callees')) {
        const since = host.now();
        const { callees, problems } = await snapshot.findCallees();
        report = { ...report, problems: [...report.problems, ...problems], callees };
        timing['callees'] = host.now() - since;
      }
      if (wantsFacts) {
        const { flattenFacts } = await import('../engine/flatten-facts.ts');
        report = { ...report, facts: flattenFacts(snapshot.units) };
      }
      return { report, root: snapshot.root, timing };
    },
  };
}
