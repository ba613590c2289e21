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

/** All fields of a call but its count, so that equal calls have equal keys. Fields are divided by NUL. */
export function keyOfCall(call: CallFact): string {
  return keyOfPlace(call, `${call.allocator}\0${call.type ?? ''}`);
}

/** The same of a call of any function. */
export function keyOfCallSite(call: CallSiteFact): string {
  return keyOfPlace(call, call.callee);
}

/** … and of anything else that has a place; `what` tells it from others there. */
export function keyOfPlace(call: PlacedCall, what: string): string {
  let key = `${call.function}\0${call.file}\0${call.line}\0${what}`;
  for (const frame of call.inline) key += `\0${frame.function}\0${frame.file}\0${frame.line}`;
  return key;
}

/**
 * The calls of a map from keys, in which they were put in the order of the code: sorted by function, and within one left in that order, which is
 * the order in which an expression is evaluated and the compiler's columns mostly ascend.
 */
export function sortCalls<Call extends PlacedCall>(byKey: ReadonlyMap<string, Call>): Call[] {
  return [...byKey.values()].sort((a, b) => compareText(a.function, b.function));
}
