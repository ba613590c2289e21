import { resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import { enclosingFolders } from '../../config/enclosing-folders.ts';
import { createProgressQueue, type ProgressQueue } from '../../engine/progress.ts';
import type { Reported } from '../../engine/session.ts';
import type { Host, Watch } from '../../host/host.ts';
import { allowBroken } from '../../model/allow-broken.ts';
import { keyWords } from '../../view/watch-words.ts';
import { listBuilds, refuseSeveral } from '../build-options.ts';
import type { CheckRun } from '../check-run.ts';
import type { Io } from '../io.ts';
import type { Asked } from '../parse.ts';
import { prepareJudge } from '../prepare-judge.ts';
import { showProgress } from '../progress-line.ts';
import { readWhere } from '../read-where.ts';
import { createRepeater } from './repeater.ts';
import { createWatchScreen, type Round } from './watch-screen.ts';
import { isConfigFile, isWatchedPath, namedFiles } from './watched-files.ts';

/** So long it must be quiet after a save: editors and formatters write in several steps. */
const quietMs = 100;

export interface Watching {
  readonly asked: Asked;
  readonly io: Io;
  readonly host: Host;
  /** What was asked, completed by the configuration file as it is now. */
  readonly reload: () => Promise<Asked>;
  readonly prepare: (asked: Asked, host: Host) => Promise<CheckRun>;
}

/**
 * `check --watch`: checks, shows, and again after each save, until Ctrl-C (130) or `q` (0). One run serves all rounds, so that what did not
 * change is not read again; another configuration makes a new one. Throws what the first `check` throws.
 */
export async function watchCheck(watching: Watching): Promise<number> {
  const { io, host, reload, prepare } = watching;
  let { asked } = watching;
  refuse(asked);
  let where = await readWhere(asked);
  let run = await prepare(asked, host);
  const folder = await standsIn(asked, host);
  let isFirst = true;
  let isConfigOld = false;
  let progress: ProgressQueue | undefined;
  const watches: Watch[] = [];
  const watched = new Set<string>();
  const keys = io.openKeys?.();
  const screen = createWatchScreen(io, host, keys !== undefined);
  let finish: (code: number) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const over = new Promise<number>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  // Met at the end; until then it is nobody's.
  over.catch(() => undefined);
  const repeater = createRepeater(quietMs, round, fail);

  async function round(signal: AbortSignal): Promise<void> {
    const since = host.date().toTimeString().slice(0, 8);
    let outcome: Round['outcome'];
    try {
      if (isConfigOld) await renew();
      outcome = await runOnce(signal);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      outcome = error;
    }
    if (signal.aborted) return;
    // The first one is told as `check` tells it: there is nothing that a save would surely mend.
    if (isFirst && outcome instanceof UserError) throw outcome;
    isFirst = false;
    await screen.show({ asked, where, since, outcome });
    await run.keep();
    if (!(outcome instanceof UserError) && (await watchMore(foldersOf(outcome)))) repeater.again();
  }

  async function renew(): Promise<void> {
    const next = await reload();
    refuse(next);
    const nextWhere = await readWhere(next);
    const fresh = await prepare(next, host);
    run.close();
    [asked, where, run] = [next, nextWhere, fresh];
    isConfigOld = false;
    void follow(run);
  }

  async function runOnce(signal: AbortSignal): Promise<Reported> {
    const queue = createProgressQueue();
    progress = queue;
    const endProgress = asked.switches.has('quiet') ? undefined : showProgress(queue, io.stderr, () => host.now());
    try {
      const judge = await prepareJudge(asked, host);
      const result = await run.run(signal);
      return await judge(asked.switches.has('allow-broken') ? { ...result, report: allowBroken(result.report) } : result);
    } finally {
      queue.close();
      await endProgress?.();
    }
  }

  async function follow({ events }: CheckRun): Promise<void> {
    for await (const event of events) progress?.push(event);
  }

  /** True when something is watched that was not before: what was saved there meanwhile is not known. */
  async function watchMore(paths: readonly string[]): Promise<boolean> {
    const more = paths.filter((path) => ![...watched].some((folder) => path === folder || path.startsWith(`${folder}/`)));
    if (more.length === 0) return false;
    for (const path of more) watched.add(path);
    watches.push(
      await host.watch({
        paths: more,
        wants: isWatchedPath,
        onChange(path) {
          if (isConfigFile(path, asked, folder)) isConfigOld = true;
          repeater.changed();
        },
        onTrouble: (reason) => screen.warn(new UserError('watch-incomplete', { reason })),
      }),
    );
    return true;
  }

  const stop = (): void => finish(130);
  io.signal.addEventListener('abort', stop);
  if (io.signal.aborted) stop();
  let endKeys: (() => void) | undefined;
  try {
    void follow(run);
    await watchMore([...(await enclosingFolders(host, folder)), ...namedFiles(asked, folder)]);
    endKeys = keys?.listen((key) => {
      if (key === 'q') finish(0);
      else if (key === '\u0003') finish(130);
      else if (key === '\r' || key === '\n') repeater.again();
      else if (key === 'h') void io.stderr.write(`${keyWords}\n`).catch(fail);
    });
    repeater.again();
    return await over;
  } finally {
    io.signal.removeEventListener('abort', stop);
    endKeys?.();
    await repeater.end();
    for (const watch of watches) await watch.close();
    run.close();
  }
}

/** Throws UserError `flags-together` for what is read by programs, and `several-builds`. */
function refuse(asked: Asked): void {
  const other = asked.lists.get('format')?.[0] ?? asked.texts.get('format') ?? 'text';
  if (other !== 'text') throw new UserError('flags-together', { one: '--watch', other: `-f ${other}` });
  refuseSeveral(listBuilds(asked), '--watch');
}

/** The folder of -C, else the one where the user stands: absolute, without symbolic links. */
async function standsIn(asked: Asked, host: Host): Promise<string> {
  return toSlashes(await host.files.real(resolveFrom(host.cwd, asked.texts.get('directory') ?? '.')));
}

/** The folders of all modules that are edited here. */
function foldersOf({ report, root }: Reported): readonly string[] {
  return [root, ...report.build.modules.map(({ dir }) => resolveFrom(root, dir))];
}
