import { compareText } from '../base/order.ts';
import type { CallFact } from '../model/facts.ts';

/**
 * All fields of a call but its count, so that equal calls have equal keys, in the order in which calls are sorted: function, innermost
 * position, allocator, type, the rest of the chain. Fields are divided by NUL, lines have leading zeros.
 */
export function keyOfCall(call: CallFact): string {
  let key = `${call.function}\0${call.file}\0${lineKey(call.line)}\0${call.allocator}\0${call.type ?? ''}`;
  for (const frame of call.inline) key += `\0${frame.function}\0${frame.file}\0${lineKey(frame.line)}`;
  return key;
}

function lineKey(line: number): string {
  return String(line).padStart(10, '0');
}

/** The calls by their keys, each key once. */
export function sortCalls<Call extends CallFact>(byKey: ReadonlyMap<string, Call>): Call[] {
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, call]) => call);
}
