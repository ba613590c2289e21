import type { Host } from '../host/host.ts';
import type { BenchResult } from '../model/bench.ts';
import { exitCode } from '../model/exit-code.ts';
import { renderBench, type BenchFormat } from '../report/bench-render.ts';
import type { Io } from './io.ts';
import type { Asked } from './parse.ts';
import { showPieces } from './show-report.ts';

/** Renders the result of `bench` and gives the exit code. `root` as in `showReport`. */
export async function showBench(result: BenchResult, asked: Asked, io: Io, host: Host, root: string | undefined): Promise<number> {
  const format = (asked.texts.get('format') ?? 'text') as BenchFormat;
  await showPieces((options) => renderBench(format, result, options), asked, io, host, root);
  return exitCode(result);
}
