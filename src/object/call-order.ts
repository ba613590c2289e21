import { compareText } from '../base/order.ts';
import type { CallFact, CallSiteFact, Frame } from '../model/facts.ts';

/** A call at its place in object code, with its multiplicity. */
export interface PlacedCall {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  readonly count: number;
  readonly inline: readonly Frame[];
}

/**
 * All fields of a call but its count, so that equal calls have equal keys, in the order in which calls are sorted: function, innermost
 * position, allocator, type, the rest of the chain. Fields are divided by NUL, lines have leading zeros.
 */
export function keyOfCall(call: CallFact): string {
  return keyOfPlace(call, `${call.allocator}\0${call.type ?? ''}`);
}

export function keyOfCallSite(call: CallSiteFact): string {
  return keyOfPlace(call, call.callee);
}

function keyOfPlace(call: PlacedCall, what: string): string {
  let key = `${call.function}\0${call.file}\0${lineKey(call.line)}\0${what}`;
  for (const frame of call.inline) key += `\0${frame.function}\0${frame.file}\0${lineKey(frame.line)}`;
  return key;
}

function lineKey(line: number): string {
  return String(line).padStart(10, '0');
}

/** The calls by their keys, each key once. */
export function sortCalls<Call extends PlacedCall>(byKey: ReadonlyMap<string, Call>): Call[] {
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, call]) => call);
}
