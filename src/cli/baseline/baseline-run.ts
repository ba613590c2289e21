import { createColors } from 'picocolors';
import { join, resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Reported } from '../../engine/session.ts';
import type { Host } from '../../host/host.ts';
import { defaultBaselineFile } from '../../model/baseline.ts';
import { exitCode, type ExitCode } from '../../model/exit-code.ts';
import { problemLines } from '../../report/problem-lines.ts';
import { errorText } from '../../view/error-text.ts';
import { listBuilds, refuseSeveral } from '../build-options.ts';
import { prepareRun } from '../check-run.ts';
import { wantsColor, type Io } from '../io.ts';
import type { Asked } from '../parse.ts';
import { shownFile } from '../prepare-judge.ts';
import { showProgress } from '../progress-line.ts';

export interface BaselinePlace {
  readonly path: string;
  /** As messages name it. */
  readonly file: string;
}

/** The file that was named, by flag or configuration; else the usual name in the folder of -C. */
export function baselinePlace(asked: Asked, host: Host): BaselinePlace {
  const file = asked.texts.get('baseline') ?? join(toSlashes(asked.texts.get('directory') ?? '.'), defaultBaselineFile);
  return { path: resolveFrom(host.cwd, file), file: shownFile(host, file) };
}

/**
 * One run, for a baseline. A run that is not whole gives its exit code instead, when its problems were told: what was not built looks as if it were
 * gone. Throws as sessions do, and `several-builds`.
 */
export async function runForBaseline(asked: Asked, io: Io, host: Host, { file }: BaselinePlace): Promise<Reported | ExitCode> {
  refuseSeveral(listBuilds(asked), `stackward ${asked.command}`);
  const run = await prepareRun(asked, host);
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(run.events, io.stderr, () => host.now());
  try {
    const found = await run.run(io.signal);
    await endProgress?.();
    const code = exitCode({ problems: found.report.problems });
    if (code === 0) {
      await run.keep();
      return found;
    }
    const paint = createColors(wantsColor(asked.texts.get('color'), io.stderr, io.env));
    for (const text of problemLines(found.report, paint)) await io.stderr.write(text);
    await io.stderr.write(errorText(new UserError('baseline-incomplete', { file })));
    return code;
  } finally {
    await endProgress?.();
    run.close();
  }
}
