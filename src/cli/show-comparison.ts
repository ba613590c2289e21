import type { Host } from '../host/host.ts';
import { readPageAssets } from '../host/page-assets.ts';
import type { Comparison } from '../model/comparison.ts';
import type { PageFile } from '../model/page.ts';
import { exitCode } from '../model/exit-code.ts';
import { renderComparison, type ComparisonFormat } from '../report/comparison-render.ts';
import type { Io } from './io.ts';
import { isUnseen, outputsOf, refuseOnTerminal, wantsFormat } from './outputs.ts';
import type { Asked } from './parse.ts';
import { findingOptions, showPieces } from './show-report.ts';
import { tellProblems } from './tell-problems.ts';

/** Renders a comparison and gives the exit code. `root` is the absolute root where it is known. */
export async function showComparison(comparison: Comparison, asked: Asked, io: Io, host: Host, root: string | undefined): Promise<number> {
  refuseOnTerminal(asked, io.stdout.isTerminal);
  const page = wantsFormat(asked, 'html')
    ? {
        page: {
          assets: await readPageAssets(host),
          ...(root === undefined ? {} : { files: await filesOf(host, root, comparison, asked) }),
        },
      }
    : {};
  const more = { ...findingOptions(asked, host, root), ...page };
  for (const { format, file } of outputsOf(asked))
    await showPieces(
      (options) => renderComparison(format as ComparisonFormat, comparison, { ...options, ...more }),
      asked,
      io,
      host,
      root,
      file,
    );
  if (isUnseen(asked) && !asked.switches.has('quiet')) await tellProblems(comparison.problems, io);
  return exitCode(comparison);
}

/** Texts for the page; loaded where one is made. */
async function filesOf(host: Host, root: string, comparison: Comparison, asked: Asked): Promise<readonly PageFile[] | 'left-out'> {
  if (asked.switches.has('no-source')) return 'left-out';
  const { collectComparedFiles } = await import('../engine/page-details.ts');
  return collectComparedFiles(host, root, comparison);
}
