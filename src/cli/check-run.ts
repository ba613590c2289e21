import { createSession, type Reported, type Snapshot } from '../engine/session.ts';
import type { Progress } from '../engine/progress.ts';
import type { Host } from '../host/host.ts';
import { packageVersion } from '../host/package-version.ts';
import { listBuilds, refuseSeveral } from './build-options.ts';
import { measuringOf } from './measuring.ts';
import { wantsFormat } from './outputs.ts';
import type { Asked } from './parse.ts';
import { resultCache } from './result-cache.ts';

/** With the evidence, where a page wants it. */
export interface Checked extends Reported {
  readonly snapshot?: Snapshot;
}

/** What `check` runs: a session, or several one after the other. */
export interface CheckRun {
  /** `onStarted`: see `Session`. */
  run(signal: AbortSignal, onStarted?: () => void): Promise<Checked>;
  /** Puts into the cache what the next run can use. */
  keep(): Promise<void>;
  readonly events: AsyncIterable<Progress>;
  close(): void;
}

/** Throws UserError `several-builds` for what is told of one build only. */
export async function prepareRun(asked: Asked, host: Host): Promise<CheckRun> {
  const builds = listBuilds(asked);
  const wantsFacts = asked.switches.has('facts') && wantsFormat(asked, 'json');
  const wantsPage = wantsFormat(asked, 'html') || asked.command === 'serve';
  const measuring = measuringOf(asked);
  const cache = resultCache(asked, host);
  const [first, second] = builds;
  if (!first || second) {
    for (const flag of ['facts', 'callees']) if (asked.switches.has(flag)) refuseSeveral(builds, `--${flag}`);
    if (measuring) refuseSeveral(builds, measuring.profiles ? '--profile' : '--cover');
    const { createBuilds } = await import('../engine/builds.ts');
    return { ...createBuilds(host, builds, packageVersion(), cache), keep: async () => undefined };
  }
  const session = createSession(host, wantsPage ? { ...first.options, keepExplanations: true } : first.options, packageVersion(), cache);
  return {
    events: session.events,
    keep: () => session.keep(),
    close: () => session.close(),
    async run(signal, onStarted) {
      if (!wantsFacts && !wantsPage && !measuring && !asked.switches.has('callees')) return session.report(signal, onStarted);
      const since = host.now();
      const measure = measuring && (await import('../engine/measure.ts'));
      const read = measuring && (await measure?.readMeasurements(host, measuring, signal));
      const reading = Math.max(0, host.now() - since);
      const snapshot = await session.run(signal, onStarted);
      const timing: Record<string, number> = { ...snapshot.timing };
      let { report } = snapshot;
      if (asked.switches.has('callees')) {
        const since = host.now();
        const { callees, problems } = await snapshot.findCallees();
        report = { ...report, problems: [...report.problems, ...problems], callees };
        timing['callees'] = Math.max(0, host.now() - since);
      }
      if (measure && read) {
        const since = host.now();
        report = await measure.applyMeasurements({ ...snapshot, report }, read);
        timing['measure'] = reading + Math.max(0, host.now() - since);
      }
      if (wantsFacts) {
        const { flattenFacts } = await import('../engine/flatten-facts.ts');
        report = { ...report, facts: flattenFacts(snapshot.units) };
      }
      return { report, root: snapshot.root, timing, ...(wantsPage ? { snapshot } : {}) };
    },
  };
}
