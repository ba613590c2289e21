/** Verdicts and calls that belong together and stand on different lines: only what is left on its own line can meet. */
import { isMeant, matchLine, type Match, type OpenCall, type OpenVerdict } from './match-line.ts';
import type { FunctionLines, JoinOptions } from './unit-join.ts';
import type { Line, UnitLines } from './unit-lines.ts';

/**
 * Two cases. Parameters moved to heap: the verdict stands at the parameter, the call at the function's line. Literals at package level: the
 * verdicts stand on their lines, the calls where the declaration or the map literal begins, in `init` or `map.init.N`.
 */
export function* matchDeclarations(lines: UnitLines, { functionLines }: JoinOptions): Iterable<Match> {
  const groups = new Map<string, { heap: OpenVerdict[]; from: number; to: number; file: string; isInitializer: boolean }>();
  for (const line of lines.all) {
    for (const open of line.heap) {
      if (open.left === 0 || open.shape.form === 'constant') continue;
      const { file, line: at, column } = open.verdict;
      const span = at === 0 ? undefined : functionLines(file, at, column);
      if (!span) continue;
      const isParameter = open.shape.form === 'moved' && span.bodyLine !== undefined && at <= span.bodyLine;
      const isInitializer = span.isInitializer === true;
      if (!isParameter && !isInitializer) continue;
      const key = `${file}:${span.line}:${isParameter}`;
      const to = isParameter ? (span.bodyLine ?? span.line) : span.endLine;
      const group = groups.get(key) ?? { heap: [], file, from: span.line, to, isInitializer };
      group.heap.push(open);
      groups.set(key, group);
    }
  }
  for (const { heap, from, to, file, isInitializer } of groups.values()) {
    const calls: OpenCall[] = [];
    for (let at = from; at <= to; at++) {
      for (const open of lines.at(file, at)?.calls ?? [])
        if (open.left > 0 && (!isInitializer || isInit(open.call.function))) calls.push(open);
    }
    yield* matchLine(heap, calls);
  }
}

function isInit(symbol: string): boolean {
  return /\.(map\.)?init(\.\d+)?$/.test(symbol);
}

/**
 * Three cases. An argument of a call that was inlined may be made where the call's statement begins, lines above its own. The array of a
 * slice literal may be made at the line of its last element. `s += a + b` stands at its beginning, the verdict at its last operator.
 * What is left of both in one function is joined when both name the same type, or in the third case the same operation; the nearest line
 * first. `isElsewhere`: verdicts that have another explanation.
 */
export function* matchInFunction(
  lines: UnitLines,
  isElsewhere: (open: OpenVerdict) => boolean,
  { functionLines }: JoinOptions,
): Iterable<Match> {
  const callLines = new Map<FunctionLines, readonly CallLine[]>();
  for (const { heap } of lines.all) {
    for (const open of heap) {
      const { file, line, column, count } = open.verdict;
      if (open.left === 0 || open.left < count || line === 0 || isElsewhere(open)) continue;
      const span = functionLines(file, line, column);
      if (!span) continue;
      let near = callLines.get(span);
      if (!near) callLines.set(span, (near = listCallLines(lines, file, span)));
      for (const { calls } of nearestFirst(near, line)) {
        const meant = calls.filter((call) => call.left > 0 && isMeant(open.shape, call));
        yield* matchLine([open], meant);
        if (open.left === 0) break;
      }
    }
  }
}

interface CallLine extends Pick<Line, 'calls'> {
  readonly at: number;
}

function listCallLines(lines: UnitLines, file: string, { line, endLine }: FunctionLines): CallLine[] {
  const found: CallLine[] = [];
  for (let at = line; at <= endLine; at++) {
    const calls = lines.at(file, at)?.calls ?? [];
    if (calls.some((call) => call.left > 0)) found.push({ at, calls });
  }
  return found;
}

/** Other lines than this one by their distance; of two equally far the one above first. */
function* nearestFirst(sorted: readonly CallLine[], line: number): Iterable<CallLine> {
  let below = sorted.findIndex(({ at }) => at > line);
  if (below < 0) below = sorted.length;
  let above = sorted[below - 1]?.at === line ? below - 2 : below - 1;
  for (;;) {
    const [up, down] = [sorted[above], sorted[below]];
    const next = up && (!down || line - up.at <= down.at - line) ? up : down;
    if (!next) return;
    if (next === up) above--;
    else below++;
    yield next;
  }
}
