import type { Reason } from '../../model/build-comparison.ts';
import type { Frame } from '../../model/facts.ts';
import { isForeignFile } from '../../model/position.ts';
import type { Span } from '../../model/span.ts';
import { bareFrame } from './callee-names.ts';
import { isEdited, other, type Pair, type ReasonStep, type Spot, type When } from './reason-pair.ts';
import type { ReasonIndex } from './reason-side.ts';

/** That a function of another module has another text in the other build: where it was found on a side, and where the other side has a function of that name in that file. */
export function otherText(step: ReasonStep, side: When, frame: Frame): Reason[] {
  const { file } = frame;
  if (!isForeignFile(file)) return [];
  const name = bareFrame(frame);
  const here = textOf(step[side], file, name);
  const away = step[other[side]];
  const same = away.sameFile(file);
  const there = textOf(away, same, name);
  if (here === undefined || here === there) return [];
  // A file that cannot be had on the other side says nothing.
  if (there === undefined && away.side.lines(same) === undefined) return [];
  return [{ code: 'other-text', file, function: name }];
}

/** A place that stands itself in the text of another module, which was changed there or is that of another file. */
export function placeTextReasons(pair: Pair): Reason[] {
  const { step } = pair;
  const [was, is] = [pair.before?.places[0]?.inline[0], pair.after?.places[0]?.inline[0]];
  if (
    was &&
    is &&
    step.after.sameFile(was.file) !== is.file &&
    was.function === is.function &&
    isForeignFile(is.file) &&
    !is.file.startsWith('<')
  )
    return [{ code: 'other-text', file: is.file, function: bareFrame(is) }];
  for (const side of ['after', 'before'] as const) {
    const innermost = pair[side]?.places[0]?.inline[0];
    if (innermost) {
      const found = otherText(step, side, innermost);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** The text of the module itself: the place's own line first, then where its value goes, then its function. */
export function editReasons(pair: Pair): Reason[] {
  const { map } = pair.step;
  const own = pair.spots.find((spot) => isOwnSpot(spot) && isEdited(spot, map) === true);
  if (own) return edited(own);
  for (const side of ['after', 'before'] as const) {
    const at = pair[side]?.cause.at;
    if (!at || isForeignFile(at.file)) continue;
    const spot =
      side === 'after' ? { after: at, before: map.before(at.file, at.line) } : { before: at, after: map.after(at.file, at.line) };
    if (isEdited(spot, map) === true) return edited(spot);
  }
  const first = pair.spots.map((spot) => spot.after && firstEdit(spot.after, pair)).find((at) => at !== undefined);
  return first ? [{ code: 'edited', at: first }] : [];
}

function edited({ after, before }: Spot): Reason[] {
  const at = after ?? before;
  return at ? [{ code: 'edited', at: { file: at.file, line: at.line } }] : [];
}

function isOwnSpot({ before, after }: Spot): boolean {
  return !isForeignFile((after ?? before)?.file ?? '');
}

/** The first line of the function around a line of the later build that the earlier one does not have. */
function firstEdit({ file, line: within }: Span, { step: { map } }: Pair): Span | undefined {
  if (isForeignFile(file) || map.isUnchanged(file)) return undefined;
  const around = map.declaredAt('head', file, within);
  for (let line = around?.line ?? 1; line <= (around?.endLine ?? 0); line++) {
    if ((map.text('head', file, line)?.line ?? 0) === 0) continue;
    if (map.before(file, line)?.isSame !== true) return { file, line };
  }
  return undefined;
}

/** A function's text without comments, as far as no quote stands in them, and without blanks at the ends of lines. */
function textOf(index: ReasonIndex, file: string, name: string): string | undefined {
  const top = name.replace(/\.func\d.*$|-range\d.*$|\.(?:gowrap|deferwrap)\d.*$/, '');
  const found = index.side.functions(file).find((one) => one.name === top || one.name === name);
  if (!found) return undefined;
  const lines = index.side.lines(file)?.slice(found.line - 1, found.endLine) ?? [];
  return lines
    .map((line) => line.replace(/\/\/[^"'`]*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .join('\n');
}
