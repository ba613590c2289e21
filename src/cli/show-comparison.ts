import type { Host } from '../host/host.ts';
import { readPageAssets } from '../host/page-assets.ts';
import type { Comparison } from '../model/comparison.ts';
import { exitCode } from '../model/exit-code.ts';
import { renderComparison, type ComparisonFormat } from '../report/comparison-render.ts';
import type { Io } from './io.ts';
import { refuseOnTerminal } from './outputs.ts';
import type { Asked } from './parse.ts';
import { showPieces } from './show-report.ts';

/** Renders a comparison and gives the exit code. `root` is the absolute root where it is known. */
export async function showComparison(comparison: Comparison, asked: Asked, io: Io, host: Host, root: string | undefined): Promise<number> {
  const format = (asked.texts.get('format') ?? 'text') as ComparisonFormat;
  refuseOnTerminal(asked, io.stdout.isTerminal);
  const page = format === 'html' ? { page: { assets: await readPageAssets(host) } } : {};
  await showPieces((options) => renderComparison(format, comparison, { ...options, ...page }), asked, io, host, root);
  return exitCode(comparison);
}
