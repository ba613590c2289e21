import { relative, resolveFrom, toSlashes } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { JudgeOptions } from '../engine/policy.ts';
import type { Reported } from '../engine/session.ts';
import type { Host } from '../host/host.ts';
import { listBuilds, refuseSeveral } from './build-options.ts';
import type { Asked } from './parse.ts';

/** What pins found stays; policy and baseline add theirs. */
export type Judge = <Found extends Reported>(found: Found) => Promise<Found>;

/**
 * Reads what a report is judged by, before anything is built. Without policy and baseline reports stay as they are, and nothing is loaded. Throws
 * the UserErrors of `readBaseline`, and `several-builds`: a baseline is of one build.
 */
export async function prepareJudge(asked: Asked, host: Host): Promise<Judge> {
  if (asked.texts.get('baseline') === undefined && !asked.policy) {
    if (asked.given.has('bench-result'))
      throw new UserError('missing-argument', {
        argument: 'a policy with budgets of benchmarks beside --bench-result',
        command: asked.command,
      });
    return async (found) => found;
  }
  const optionsFor = await readJudging(asked, host);
  const benchmarks = asked.given.has('bench-result')
    ? await (await import('./read-bench-file.ts')).readBenchResults(asked, host)
    : undefined;
  const { judgeReport } = await import('../engine/policy.ts');
  return async (found) => ({
    ...found,
    report: judgeReport(host, found.report, found.root, { ...optionsFor(found.root), ...(benchmarks ? { benchmarks } : {}) }),
  });
}

/** Reads the baseline, and gives what documents of a root are judged by. */
export async function readJudging(asked: Asked, host: Host): Promise<(root: string) => JudgeOptions> {
  const file = asked.texts.get('baseline');
  const { policy } = asked;
  if (file !== undefined) refuseSeveral(listBuilds(asked), '--baseline');
  const shown = file === undefined ? '' : shownFile(host, file);
  const baseline =
    file === undefined
      ? undefined
      : { file: shown, content: await (await import('../engine/policy.ts')).readBaseline(host, resolveFrom(host.cwd, file), shown) };
  const stands = toSlashes(await host.files.real(resolveFrom(host.cwd, asked.texts.get('directory') ?? '.')));
  return (root) => ({
    ...(policy ? { policy } : {}),
    ...(baseline ? { baseline } : {}),
    failsIncomparable: asked.texts.get('incomparable') === 'fail',
    today: dayOf(host.date()),
    isWhole: isWholeRun(asked, stands === toSlashes(root)),
  });
}

/** As the user would name it. */
export function shownFile(host: Host, file: string): string {
  return relative(toSlashes(host.cwd), resolveFrom(host.cwd, file));
}

/** The user's day, not that of Greenwich: a waiver ends at their midnight. */
export function dayOf(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whether all packages were asked for: those of the configuration where it names some, else of the module. */
export function isWholeRun({ arguments: patterns, patternsFromConfig }: Asked, isAtRoot: boolean): boolean {
  return patternsFromConfig === true || (isAtRoot && (patterns.length === 0 || patterns.includes('./...')));
}
