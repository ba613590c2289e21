import { resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import { enclosingFolders } from '../../config/enclosing-folders.ts';
import type { Progress } from '../../engine/progress.ts';
import type { Host, Watch } from '../../host/host.ts';
import { allowBroken } from '../../model/allow-broken.ts';
import type { Checked, CheckRun } from '../check-run.ts';
import type { Io } from '../io.ts';
import type { Asked } from '../parse.ts';
import { prepareJudge } from '../prepare-judge.ts';
import { createRepeater } from './repeater.ts';
import { isConfigFile, isWatchedPath, namedFiles } from './watched-files.ts';

/** So long it must be quiet after a save: editors and formatters write in several steps. */
const quietMs = 40;

export interface Watching {
  readonly asked: Asked;
  readonly io: Io;
  readonly host: Host;
  /** What was asked, completed by the configuration file as it is now. */
  readonly reload: () => Promise<Asked>;
  readonly prepare: (asked: Asked, host: Host) => Promise<CheckRun>;
}

/** A run that has ended: its result, or what kept it from having one. */
export interface LoopRound {
  readonly asked: Asked;
  /** The time of day at which it began. */
  readonly since: string;
  readonly outcome: Checked | UserError;
}

/** What is done with rounds, by whoever shows them. */
export interface Rounds {
  /** Throws for flags that do not go together with watching. */
  readonly refuse: (asked: Asked) => void | Promise<void>;
  /** A round begins; what it returns takes its progress, and ends before the round is shown. */
  readonly begin: (asked: Asked, since: string) => { readonly push: (event: Progress) => void; readonly end: () => Promise<void> };
  readonly show: (round: LoopRound) => Promise<void>;
  /** What is said from now on: something is not watched. */
  readonly warn: (error: UserError) => void;
  /** Called once, when rounds begin; what it returns is called at the end. */
  readonly control: (controls: Controls) => (() => void) | undefined;
}
export interface Controls {
  readonly again: () => void;
  readonly finish: (code: number) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Checks, shows, and again after each save, until Ctrl-C (130) or `finish`. One run serves all rounds, so that what did not change is not read again;
 * another configuration makes a new one. Throws what the first `check` throws.
 */
export async function watchLoop(watching: Watching, rounds: Rounds): Promise<number> {
  const { io, host, reload, prepare } = watching;
  let { asked } = watching;
  await rounds.refuse(asked);
  let run = await prepare(asked, host);
  const folder = await standsIn(asked, host);
  let isFirst = true;
  let isConfigOld = false;
  let push: ((event: Progress) => void) | undefined;
  const watches: Watch[] = [];
  const watched = new Set<string>();
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
    let outcome: LoopRound['outcome'];
    try {
      if (isConfigOld) await renew();
      outcome = await runOnce(signal, since);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      outcome = error;
    }
    if (signal.aborted) return;
    // The first one is told as `check` tells it: there is nothing that a save would surely mend.
    if (isFirst && outcome instanceof UserError) throw outcome;
    isFirst = false;
    await rounds.show({ asked, since, outcome });
    await run.keep();
    if (!(outcome instanceof UserError) && (await watchMore(foldersOf(outcome)))) repeater.again();
  }

  async function renew(): Promise<void> {
    const next = await reload();
    await rounds.refuse(next);
    const fresh = await prepare(next, host);
    run.close();
    [asked, run] = [next, fresh];
    isConfigOld = false;
    void follow(run);
  }

  async function runOnce(signal: AbortSignal, since: string): Promise<Checked> {
    const progress = rounds.begin(asked, since);
    push = progress.push;
    try {
      const judge = await prepareJudge(asked, host);
      const result = await run.run(signal);
      return await judge(asked.switches.has('allow-broken') ? { ...result, report: allowBroken(result.report) } : result);
    } finally {
      await progress.end();
    }
  }

  async function follow({ events }: CheckRun): Promise<void> {
    for await (const event of events) push?.(event);
  }

  /** True when something is watched that was not before: what was saved there meanwhile is not known. */
  async function watchMore(paths: readonly string[]): Promise<boolean> {
    const more = paths.filter((path) => ![...watched].some((one) => path === one || path.startsWith(`${one}/`)));
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
        onTrouble: (reason) => rounds.warn(new UserError('watch-incomplete', { reason })),
      }),
    );
    return true;
  }

  const stop = (): void => finish(130);
  io.signal.addEventListener('abort', stop);
  if (io.signal.aborted) stop();
  let endControl: (() => void) | undefined;
  try {
    void follow(run);
    await watchMore([...(await enclosingFolders(host, folder)), ...namedFiles(asked, folder)]);
    endControl = rounds.control({ again: () => repeater.again(), finish, fail });
    repeater.again();
    return await over;
  } finally {
    io.signal.removeEventListener('abort', stop);
    endControl?.();
    await repeater.end();
    for (const watch of watches) await watch.close();
    run.close();
  }
}

/** The folder of -C, else the one where the user stands: absolute, without symbolic links. */
async function standsIn(asked: Asked, host: Host): Promise<string> {
  return toSlashes(await host.files.real(resolveFrom(host.cwd, asked.texts.get('directory') ?? '.')));
}

/** The folders of all modules that are edited here. */
function foldersOf({ report, root }: Checked): readonly string[] {
  return [root, ...report.build.modules.map(({ dir }) => resolveFrom(root, dir))];
}
