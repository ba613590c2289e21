import type { createColors } from 'picocolors';
import type { Report } from '../model/report.ts';
import { groupCallees } from '../view/callee-groups.ts';
import { calleeCountWords, calleeMatchWords, calleeWords, positionList } from '../view/callee-words.ts';
import { cutWords } from '../view/list-words.ts';
import { showPosition } from '../view/positions.ts';
import type { RenderOptions } from './render-options.ts';
import { wrapShown } from './wrap-shown.ts';

/** Positions that are listed before they are only counted. */
const placesListed = 6;

/** The section of `--callees`: calls to functions outside the module that allocate or may, each with the shortest way to the allocator. */
export function* calleeLines(
  callees: NonNullable<Report['callees']>,
  { all, list, nameFile }: RenderOptions,
  width: number,
  paint: ReturnType<typeof createColors>,
): Iterable<string> {
  yield '';
  for (const line of wrapShown(calleeCountWords(callees.counts), width)) yield paint.bold(line);
  const meant = list.whereCall ? callees.calls.filter(list.whereCall) : callees.calls;
  const groups = groupCallees(meant);
  if (list.whereCall) yield calleeMatchWords(groups.reduce((sum, { places }) => sum + places.length, 0));
  const shown = all ? groups : groups.slice(0, list.top);
  const numberWidth = String(shown.length).length;
  const indent = ' '.repeat(numberWidth + 2);
  for (const [index, { call, places }] of shown.entries()) {
    const number = paint.dim(`${String(index + 1).padStart(numberWidth)}.`);
    for (const [row, line] of wrapShown(calleeWords(call), Math.max(20, width - indent.length)).entries())
      yield `${row === 0 ? `${number} ` : indent}${line}`;
    const spots = [...new Set(places.map(({ file, line }) => showPosition({ file, line }, nameFile)))];
    const listed = all ? spots : spots.slice(0, placesListed);
    for (const line of wrapShown(positionList(listed, spots.length), Math.max(20, width - indent.length)))
      yield `${indent}${paint.dim(line)}`;
  }
  const cut = groups.length - shown.length;
  if (cut > 0) yield paint.dim(cutWords(cut, 'callee'));
}
