import { createColors } from 'picocolors';
import type { BinaryResult } from '../model/binary.ts';
import { binaryWords, differenceRows, listedGroups, otherWords, sourceWords, standingWords } from '../view/binary-words.ts';
import { buildLine } from '../view/build-line.ts';
import { grouped } from '../view/numbers.ts';
import { safeText } from '../view/safe-text.ts';
import { cutTo } from './cut.ts';
import { problemLines } from './problem-lines.ts';
import type { RenderOptions } from './render-options.ts';
import { wrapShown } from './wrap-shown.ts';

/** Rows of a group that are listed without --all. */
const listed = 20;
const readable = 100;

/** A program against its module, for people: what it is, whether it is of this source, what is not in it and what is in it besides. */
export function* renderBinaryText(result: BinaryResult, { width, color, all, nameFile }: Omit<RenderOptions, 'list'>): Iterable<string> {
  const paint = createColors(color);
  const columns = Math.min(width ?? readable, readable);
  const line = (text: string): string => `${width === undefined ? text : cutTo(text, width)}\n`;
  const { deps: _, ...build } = result.build;
  yield line(paint.dim(buildLine({ build, packages: [] })));
  yield* problemLines(result, paint);
  yield '\n';
  yield line(paint.bold(safeText(result.binary.file)));
  for (const text of binaryWords(result)) for (const part of wrapShown(text, columns - 2)) yield line(`  ${part}`);
  for (const text of sourceWords(result)) for (const part of wrapShown(text, columns - 2)) yield line(`  ${part}`);
  const differences = differenceRows(result);
  if (differences.length > 0) {
    const first = Math.max(...differences.map(({ what }) => what.length));
    yield '\n';
    yield line(paint.bold('Built otherwise'));
    for (const { what, there, here } of differences) yield line(`  ${what.padEnd(first)}  ${there} there, ${here} here`);
  }
  yield '\n';
  for (const part of wrapShown(`${standingWords(result)}.`, columns)) yield line(part);
  const others = otherWords(result);
  if (others !== undefined) for (const part of wrapShown(others, columns)) yield line(paint.dim(part));
  for (const { title, rows } of listedGroups(result, nameFile)) {
    yield '\n';
    for (const part of wrapShown(title, columns)) yield line(paint.bold(part));
    for (const { where, what } of all ? rows : rows.slice(0, listed)) {
      yield line(`  ${paint.cyan(where)}`);
      for (const part of wrapShown(what, columns - 4)) yield line(`    ${part}`);
    }
    if (!all && rows.length > listed) yield line(paint.dim(`  … and ${grouped(rows.length - listed)} more: --all lists them`));
  }
}
