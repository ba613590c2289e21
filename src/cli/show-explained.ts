import type { Host } from '../host/host.ts';
import { explainExitCode } from '../model/exit-code.ts';
import type { Explained } from '../model/explanation.ts';
import { renderExplain, type ExplainFormat } from '../report/explain-render.ts';
import type { Io } from './io.ts';
import { outputsOf, wantsFormat } from './outputs.ts';
import type { Asked } from './parse.ts';
import { showPieces } from './show-report.ts';
import { tellProblems } from './tell-problems.ts';

/** Renders answers of `explain`, names what may be missing in them on standard error, and gives the exit code. `root` as in `showReport`. */
export async function showExplained(explained: Explained, asked: Asked, io: Io, host: Host, root: string | undefined): Promise<number> {
  for (const { format, file } of outputsOf(asked))
    await showPieces((options) => renderExplain(format as ExplainFormat, explained, options), asked, io, host, root, file);
  if (!wantsFormat(asked, 'json') && !asked.switches.has('quiet')) await tellProblems(explained.problems, io);
  return explainExitCode(explained);
}
