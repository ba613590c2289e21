import type { Host } from '../host/host.ts';
import type { BenchComparison } from '../model/benchmark-comparison.ts';
import { exitCode } from '../model/exit-code.ts';
import { renderBenchComparison, type BenchComparisonFormat } from '../report/bench-comparison-render.ts';
import type { Io } from './io.ts';
import { outputsOf } from './outputs.ts';
import type { Asked } from './parse.ts';
import { showPieces } from './show-report.ts';

/** Renders a comparison of benchmarks and gives the exit code: it objects to nothing, but what was compared may be incomplete. */
export async function showBenchComparison(comparison: BenchComparison, asked: Asked, io: Io, host: Host): Promise<number> {
  for (const { format, file } of outputsOf(asked))
    await showPieces(
      (options) => renderBenchComparison(format as BenchComparisonFormat, comparison, options),
      asked,
      io,
      host,
      undefined,
      file,
    );
  return exitCode(comparison);
}
