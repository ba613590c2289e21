import { compareBy, compareText } from '../base/order.ts';
import type { CalleeFact } from '../model/callees.ts';
import type { Frame } from '../model/facts.ts';

/** Written calls of one function that lead to the same. */
export interface CalleeGroup {
  /** One of them: what all have in common. */
  readonly call: CalleeFact;
  /** Where they are written, in order; inlined copies, instantiations and variants count once. */
  readonly places: readonly Frame[];
}

/**
 * Groups calls for a list: what surely allocates first, then what is called from most places. Of one written call only the worst of what it
 * comes to is kept. What the runtime allocates for itself is left out, since every mutex may do that.
 */
export function groupCallees(calls: readonly CalleeFact[]): CalleeGroup[] {
  const places = new Map<string, CalleeFact>();
  for (const call of calls) {
    if (call.reason === 'slow-path') continue;
    const key = `${call.at.file}\0${call.at.line}\0${call.written.name}`;
    const known = places.get(key);
    if (!known || (known.judgement !== 'allocates' && call.judgement === 'allocates')) places.set(key, call);
  }
  const groups = new Map<string, { call: CalleeFact; places: Frame[] }>();
  for (const call of places.values()) {
    const key = [call.written.name, call.judgement, call.reason, ...call.path].join('\0');
    const known = groups.get(key);
    if (known) known.places.push(call.at);
    else groups.set(key, { call, places: [call.at] });
  }
  return [...groups.values()].toSorted(
    compareBy(
      (a, b) => Number(b.call.judgement === 'allocates') - Number(a.call.judgement === 'allocates'),
      (a, b) => b.places.length - a.places.length,
      (a, b) => compareText(a.call.written.name, b.call.written.name),
      (a, b) => compareText(a.call.path.join(' '), b.call.path.join(' ')),
    ),
  );
}
