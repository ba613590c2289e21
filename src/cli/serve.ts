import { resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import { createProgressQueue } from '../engine/progress.ts';
import { snapshotEvidence } from '../engine/explain-evidence.ts';
import { lazyPageDetails } from '../engine/page-details.ts';
import { cacheFolder, keepServedAddress, readServedAddress } from '../engine/user-cache.ts';
import { keepHeapSmall } from '../host/heap.ts';
import type { Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { readPageAssets } from '../host/page-assets.ts';
import { exitCode } from '../model/exit-code.ts';
import { serve as startServer, type Serve } from '../serve/serve.ts';
import { errorText } from '../view/error-text.ts';
import { problemMessage, problemSubject } from '../view/messages/en/problems.ts';
import { servedWords } from '../view/watch-words.ts';
import { listBuilds, refuseSeveral } from './build-options.ts';
import { prepareRun } from './check-run.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showTiming } from './show-check.ts';
import { showProgress } from './progress-line.ts';
import { watchLoop, type LoopRound } from './watch/watch-loop.ts';

/** `stackward serve`: the report page, live, until Ctrl-C (130) or `q` (0). */
export async function serve(asked: Asked, io: Io, reload: () => Promise<Asked>): Promise<number> {
  keepHeapSmall();
  const host = createNodeHost();
  const keys = io.openKeys?.();
  const server = await start(host, asked);
  const { board } = server;
  try {
    return await watchLoop(
      { asked, io, host, reload, prepare: prepareRun },
      {
        refuse: (now) => refuseSeveral(listBuilds(now), 'stackward serve'),
        begin(now, since) {
          board.building(since);
          const queue = createProgressQueue();
          const endProgress = now.switches.has('quiet') ? undefined : showProgress(queue, io.stderr, () => host.now());
          return {
            push: (event) => queue.push(event),
            async end() {
              queue.close();
              await endProgress?.();
            },
          };
        },
        async show({ since, outcome }) {
          const failed = failure(outcome);
          if (outcome instanceof UserError) board.fail(since, failed);
          // With nothing before it the report of what could not be built is better than none.
          else if (failed !== '' && board.state.result > 0) board.fail(since, failed);
          else {
            const { report, snapshot } = outcome;
            board.publish(since, report, snapshot && lazyPageDetails(snapshotEvidence(host, snapshot, host.cwd), report));
          }
          if (!(outcome instanceof UserError) && asked.switches.has('timing')) await showTiming(outcome.timing, io);
          if (!asked.switches.has('quiet')) await io.stderr.write(`${servedWords(since, failed === '')}\n`);
        },
        warn: (error) => void io.stderr.write(errorText(error)),
        control({ again, finish }) {
          // The address alone on standard output, for scripts.
          void io.stdout.write(`${server.url}\n`);
          return keys?.listen((key) => {
            if (key === 'q') finish(0);
            else if (key === '\u0003') finish(130);
            else if (key === '\r' || key === '\n') again();
          });
        },
      },
    );
  } finally {
    await server.close();
  }
}

/** At the address where this folder was served last, so that pages that are open find it again; at a new one where that is taken. Throws `port-taken` for a port that was asked for. */
async function start(host: Host, asked: Asked): Promise<Serve> {
  const options = { assets: await readPageAssets(host), title: '' };
  const folder = cacheFolder(host);
  const wanted = asked.texts.get('port');
  const served = await host.files.real(resolveFrom(host.cwd, asked.texts.get('directory') ?? '.'));
  const kept = folder === undefined ? undefined : await readServedAddress(host, folder, served);
  const isSame = kept !== undefined && (wanted === undefined || Number(wanted) === kept.port);
  const server = isSame
    ? await startServer({ ...options, ...kept }).catch((error: unknown) => {
        if (wanted !== undefined) throw error;
        return startServer({ ...options, port: 0 });
      })
    : await startServer({ ...options, port: Number(wanted ?? 0) });
  if (folder !== undefined && !isSame) await keepServedAddress(host, folder, served, server);
  return server;
}

/** What kept a save from having a result, as lines; '' where it has one. */
function failure(outcome: LoopRound['outcome']): string {
  if (outcome instanceof UserError) return errorText(outcome);
  if (exitCode(outcome.report) !== 3) return '';
  return outcome.report.problems
    .filter(({ effect }) => effect === 'failed')
    .map((problem) => `${problemSubject(problem)}${problemMessage(problem.code, problem.args).what}`)
    .join('\n\n');
}
