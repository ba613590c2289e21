import { createColors } from 'picocolors';
import type { Reported } from '../../engine/session.ts';
import type { Host } from '../../host/host.ts';
import { UserError } from '../../base/user-error.ts';
import { exitCode } from '../../model/exit-code.ts';
import type { Query } from '../../query/query.ts';
import { cutTo } from '../../report/cut.ts';
import { problemLines } from '../../report/problem-lines.ts';
import { listTest } from '../../view/arrange-sites.ts';
import { errorText } from '../../view/error-text.ts';
import { changeWords, firstWords, helpWords, olderWords, stillWords, waitingWords } from '../../view/watch-words.ts';
import { wantsColor, type Io } from '../io.ts';
import { listOptions } from '../list-options.ts';
import type { Asked } from '../parse.ts';
import { showTiming } from '../show-check.ts';
import { showReport } from '../show-report.ts';

/** A run that has ended: its result, or what kept it from having one. */
export interface Round {
  readonly asked: Asked;
  readonly where: Query | undefined;
  /** The time of day at which it began. */
  readonly since: string;
  readonly outcome: Reported | UserError;
}
type Answered = Round & { readonly outcome: Reported };

export interface WatchScreen {
  show(round: Round): Promise<void>;
  /** What is said at each round from now on. */
  warn(error: UserError): void;
}

/** Wipes what is seen and begins at the top; what was scrolled away stays. */
const clear = '\u001b[2J\u001b[H';

/**
 * Shows one round after the other. A terminal shows one at a time, redrawn when there is a new one; elsewhere, and with --output, they are
 * written one below the other, each with a line between. What cannot be built never takes the place of a list.
 */
export function createWatchScreen(io: Io, host: Host, hasKeys: boolean): WatchScreen {
  /** The last round that could be built, with the sites of its list. */
  let last: { readonly round: Answered; readonly ids: ReadonlySet<string> } | undefined;
  let warning: UserError | undefined;
  let isFirst = true;

  async function show(round: Round): Promise<void> {
    const redraws = io.stdout.isTerminal && !round.asked.texts.has('output');
    const paint = createColors(wantsColor(round.asked.texts.get('color'), io.stdout, io.env));
    const say = (text: string): Promise<void> => io.stdout.write(`${cutTo(text, io.stdout.columns ?? 2000)}\n`);
    const before = last;
    const isBuilt = hasReport(round) && exitCode(round.outcome.report) !== 3;
    if (isBuilt) last = { round, ids: await listedIds(round) };
    const words = isBuilt && last ? resultWords(last.ids, before) : stillWords(before?.round.since);
    if (redraws) await io.stdout.write(clear);
    else if (!isFirst) {
      await io.stdout.write('\n');
      await say(`── ${round.since} · ${words} ──`);
    }
    isFirst = false;
    if (redraws && !isBuilt && before) {
      await say(paint.yellow(olderWords(before.round.since)));
      await list(before.round);
      await io.stdout.write('\n');
    }
    if (!hasReport(round)) await io.stdout.write(errorText(round.outcome as UserError));
    else if (isBuilt || !before) await list(round);
    else for (const piece of problemLines(round.outcome.report, paint)) await io.stdout.write(piece);
    if (hasReport(round) && round.asked.switches.has('timing')) await showTiming(round.outcome.timing, io);
    if (warning) await io.stderr.write(errorText(warning));
    if (redraws) await say(paint.dim(`${round.since} · ${words} · ${waitingWords}${hasKeys ? ` · ${helpWords}` : ''}`));
  }

  function list({ outcome: { report, root }, asked, where }: Answered): Promise<void> {
    return showReport(report, asked, io, host, root, where);
  }

  async function listedIds({ outcome: { report, root }, asked, where }: Answered): Promise<Set<string>> {
    const { where: test } = await listOptions(asked, where, report, host, root);
    return new Set(report.sites.filter(listTest(report, test)).map(({ id }) => id));
  }

  return { show, warn: (error) => void (warning = error) };
}

function hasReport(round: Round): round is Answered {
  return !(round.outcome instanceof UserError);
}

function resultWords(ids: ReadonlySet<string>, before: { readonly round: Round; readonly ids: ReadonlySet<string> } | undefined): string {
  if (!before) return firstWords(ids.size);
  return changeWords(countMissing(ids, before.ids), countMissing(before.ids, ids), before.round.since);
}

/** How many of `ids` the others do not have. */
function countMissing(ids: ReadonlySet<string>, others: ReadonlySet<string>): number {
  return [...ids].filter((id) => !others.has(id)).length;
}
