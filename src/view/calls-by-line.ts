import { compareBy, compareText } from '../base/order.ts';
import type { Callees, Judgement } from '../model/callees.ts';
import type { CostlyCall, Measurement } from '../model/cost.ts';
import { groupCallees } from './callee-groups.ts';
import { calleeWords } from './callee-words.ts';
import { callCostWords, costlyCallWords } from './cost-words.ts';

/** A call of a function outside the module that leaves no site on its line, and what is known of it: by the object code, by a profile, or by both. */
export interface LineCall {
  readonly file: string;
  readonly line: number;
  /** What a profile names or the source writes: `strings.Join`. */
  readonly callee: string;
  readonly words: string;
  /** Absent where only a profile speaks of it. */
  readonly judgement?: Exclude<Judgement, 'never'>;
  /** Bytes that a profile found below it; 0 without one. */
  readonly space: number;
}

/**
 * Calls out of the module that lead to an allocation, may do so, or were measured to, by file and line; on a line what cost most first. What the runtime allocates for itself and
 * values of panics are left out, since most calls may come to these.
 */
export function listCallsOut(callees: Callees | undefined, measurements: readonly Measurement[] = []): readonly LineCall[] {
  const calls = new Map<string, LineCall>();
  const keyOf = (file: string, line: number, callee: string): string => `${file}\0${line}\0${callee}`;
  for (const { call, places } of groupCallees((callees?.calls ?? []).filter(({ reason }) => reason !== 'panics'))) {
    if (call.judgement === 'never') continue;
    for (const { file, line } of places) {
      const callee = call.written.name;
      calls.set(keyOf(file, line, callee), { file, line, callee, words: calleeWords(call), judgement: call.judgement, space: 0 });
    }
  }
  for (const measurement of measurements) {
    if (measurement.kind !== 'profile') continue;
    for (const call of measurement.calls) {
      const key = keyOf(call.file, call.line, call.callee);
      const known = calls.get(key);
      const words = known ? `${known.words}. ${callCostWords(call, measurement)}` : costlyCallWords(call, measurement);
      calls.set(key, { ...pick(call), ...known, words, space: (known?.space ?? 0) + call.values.alloc_space });
    }
  }
  return [...calls.values()].toSorted(order);
}

function pick({ file, line, callee }: CostlyCall): Pick<LineCall, 'file' | 'line' | 'callee'> {
  return { file, line, callee };
}

const order = compareBy<LineCall>(
  (a, b) => Math.abs(b.space) - Math.abs(a.space),
  (a, b) => Number(b.judgement === 'allocates') - Number(a.judgement === 'allocates'),
  (a, b) => compareText(a.file, b.file),
  (a, b) => a.line - b.line,
  (a, b) => compareText(a.callee, b.callee),
);
