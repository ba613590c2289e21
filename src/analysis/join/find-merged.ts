import type { CallFact } from '../../model/facts.ts';
import type { OpenVerdict } from './match-line.ts';
import type { JoinedCall, JoinOptions } from './unit-join.ts';
import type { UnitLines } from './unit-lines.ts';

/**
 * Pointer-free variables that are moved to the heap in one stretch share one untyped call from Go 1.25 on, at the line of the first
 * (cmd/compile/internal/ssagen/ssa.go, `newHeapaddr` of several). Gives the call for the variables without one.
 */
export function findMerged(
  lines: UnitLines,
  joined: readonly JoinedCall[],
  { functionLines }: Pick<JoinOptions, 'functionLines'>,
): Map<OpenVerdict, CallFact> {
  const shared = new Map<string, JoinedCall[]>();
  const topOf = (file: string, line: number): string => `${file}:${functionLines(file, line)?.line ?? '?'}`;
  for (const one of joined) {
    if (one.open?.shape.form !== 'moved' || one.call.type !== undefined || one.what !== 'object') continue;
    const { file, line } = one.call.inline.at(-1) ?? one.call;
    const key = topOf(file, line);
    const list = shared.get(key);
    if (list) list.push(one);
    else shared.set(key, [one]);
  }
  const merged = new Map<OpenVerdict, CallFact>();
  for (const line of lines.all) {
    for (const open of line.heap) {
      if (open.left === 0 || open.shape.form !== 'moved' || open.verdict.line === 0) continue;
      let best: { call: CallFact; line: number } | undefined;
      for (const { call } of shared.get(topOf(open.verdict.file, open.verdict.line)) ?? []) {
        const at = (call.inline.at(-1) ?? call).line;
        if (at <= open.verdict.line && (!best || at > best.line)) best = { call, line: at };
      }
      if (best) merged.set(open, best.call);
    }
  }
  return merged;
}
