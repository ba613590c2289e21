import type { Host } from '../host/host.ts';
import type { BinaryResult } from '../model/binary.ts';
import { exitCode } from '../model/exit-code.ts';
import { renderBinary, type BinaryFormat } from '../report/binary-render.ts';
import type { Io } from './io.ts';
import { isUnseen, outputsOf } from './outputs.ts';
import type { Asked } from './parse.ts';
import { showPieces } from './show-report.ts';
import { tellProblems } from './tell-problems.ts';

/** Renders a program against its module and gives the exit code. `root` as in `showReport`. */
export async function showBinary(result: BinaryResult, asked: Asked, io: Io, host: Host, root: string | undefined): Promise<number> {
  for (const { format, file } of outputsOf(asked))
    await showPieces((options) => renderBinary(format as BinaryFormat, result, options), asked, io, host, root, file);
  if (isUnseen(asked) && !asked.switches.has('quiet')) await tellProblems(result.problems, io);
  return exitCode(result);
}
