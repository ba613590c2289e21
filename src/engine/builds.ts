import { mergeReports, type BuildReport } from '../analysis/builds/merge-reports.ts';
import type { Host } from '../host/host.ts';
import type { Report } from '../model/report.ts';
import type { Cache } from '../store/cache.ts';
import { digest } from './digest.ts';
import type { Options } from './options.ts';
import { createProgressQueue, type Progress } from './progress.ts';
import { createSession } from './session.ts';

/** One build of several and what tells it from the others. */
export interface BuildOptions {
  readonly label: string;
  readonly options: Options;
}

export interface Builds {
  /** Runs the builds one after the other and makes one report of them. Throws as a session does: where one build cannot be reported, none is. */
  run(signal?: AbortSignal): Promise<BuildsResult>;
  readonly events: AsyncIterable<Progress>;
  close(): void;
}
export interface BuildsResult {
  readonly report: Report;
  /** The absolute folder that files are relative to. */
  readonly root: string;
  /** Milliseconds of each stage of each build. */
  readonly timing: Readonly<Record<string, number>>;
}

/** Several builds of one source. Of each only its report is kept. Labels are distinct. */
export function createBuilds(host: Host, builds: readonly BuildOptions[], stackward: string, cache?: Cache): Builds {
  const events = createProgressQueue();
  return {
    events,
    close: () => events.close(),
    async run(signal) {
      const reports: BuildReport[] = [];
      const timing: Record<string, number> = {};
      let root = '';
      for (const [index, { label, options }] of builds.entries()) {
        const session = createSession(host, options, stackward, cache);
        const forwarded = forward(session.events, (event) =>
          events.push({ ...event, build: { label, number: index + 1, of: builds.length } }),
        );
        try {
          const one = await session.report(signal);
          reports.push({ label, report: one.report });
          root = one.root;
          await session.keep();
          for (const [stage, milliseconds] of Object.entries(one.timing)) timing[`${label} ${stage}`] = milliseconds;
        } finally {
          session.close();
          await forwarded;
        }
      }
      return { report: mergeReports(reports, digest), root, timing };
    },
  };
}

async function forward(from: AsyncIterable<Progress>, to: (event: Progress) => void): Promise<void> {
  for await (const event of from) to(event);
}
