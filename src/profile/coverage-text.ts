import type { Coverage } from '../model/coverage.ts';

/** Coverage as the text that it is read from, each block once, in order. */
export function* coverageText({ mode, files, isWhole }: Coverage): Iterable<string> {
  yield `mode: ${mode}`;
  for (const { file, blocks } of files)
    for (const { line, column, endLine, endColumn, statements, count } of blocks)
      yield `\n${file}:${line}.${column},${endLine}.${endColumn} ${statements} ${count}`;
  if (isWhole) yield '\n';
}
