import { UserError } from '../../base/user-error.ts';
import { createProgressQueue } from '../../engine/progress.ts';
import type { Query } from '../../query/query.ts';
import { keyWords } from '../../view/watch-words.ts';
import { listBuilds, refuseSeveral } from '../build-options.ts';
import type { Asked } from '../parse.ts';
import { showProgress } from '../progress-line.ts';
import { readWhere } from '../read-where.ts';
import { watchLoop, type Watching } from './watch-loop.ts';
import { createWatchScreen } from './watch-screen.ts';

/** `check --watch`: checks, shows, and again after each save, until Ctrl-C (130) or `q` (0). Throws what the first `check` throws. */
export async function watchCheck(watching: Watching): Promise<number> {
  const { io, host } = watching;
  let where: Query | undefined;
  const keys = io.openKeys?.();
  const screen = createWatchScreen(io, host, keys !== undefined);
  return watchLoop(watching, {
    async refuse(asked) {
      refuse(asked);
      where = await readWhere(asked);
    },
    begin(asked) {
      const queue = createProgressQueue();
      const endProgress = asked.switches.has('quiet') ? undefined : showProgress(queue, io.stderr, () => host.now());
      return {
        push: (event) => queue.push(event),
        async end() {
          queue.close();
          await endProgress?.();
        },
      };
    },
    show: (round) => screen.show({ ...round, where }),
    warn: (error) => screen.warn(error),
    control: ({ again, finish, fail }) =>
      keys?.listen((key) => {
        if (key === 'q') finish(0);
        else if (key === '\u0003') finish(130);
        else if (key === '\r' || key === '\n') again();
        else if (key === 'h') void io.stderr.write(`${keyWords}\n`).catch(fail);
      }),
  });
}

/** Throws UserError `flags-together` for what is read by programs, and `several-builds`. */
function refuse(asked: Asked): void {
  const other = asked.lists.get('format')?.[0] ?? asked.texts.get('format') ?? 'text';
  if (other !== 'text') throw new UserError('flags-together', { one: '--watch', other: `-f ${other}` });
  refuseSeveral(listBuilds(asked), '--watch');
}
