import type { Host } from '../host/host.ts';
import { readPageAssets } from '../host/page-assets.ts';
import type { BuildComparison } from '../model/build-comparison.ts';
import { exitCode } from '../model/exit-code.ts';
import { renderBuildComparison, type BuildComparisonFormat } from '../report/build-comparison-render.ts';
import type { Io } from './io.ts';
import { isUnseen, outputsOf, refuseOnTerminal, wantsFormat } from './outputs.ts';
import type { Asked } from './parse.ts';
import { showPieces } from './show-report.ts';
import { tellProblems } from './tell-problems.ts';

/** Rows of the list without `--top`. */
const shown = 20;

/** Renders a comparison of builds and gives the exit code. `root` is the absolute root where it is known. */
export async function showBuildComparison(
  comparison: BuildComparison,
  asked: Asked,
  io: Io,
  host: Host,
  root: string | undefined,
): Promise<number> {
  refuseOnTerminal(asked, io.stdout.isTerminal);
  const page = wantsFormat(asked, 'html') ? { page: { assets: await readPageAssets(host) } } : {};
  const top = Number(asked.texts.get('top') ?? shown);
  for (const { format, file } of outputsOf(asked))
    await showPieces(
      (options) => renderBuildComparison(format as BuildComparisonFormat, comparison, { ...options, ...page, top }),
      asked,
      io,
      host,
      root,
      file,
    );
  if (isUnseen(asked) && !asked.switches.has('quiet')) await tellProblems(comparison.problems, io);
  return exitCode(comparison);
}
