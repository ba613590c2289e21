import { compareBy, compareText } from '../base/order.ts';
import type { CallFact, Frame } from '../model/facts.ts';

/** All fields but the count. The file and line are those of the first frame. */
export function keyOfCall(call: CallFact): string {
  let key = `${call.function}\0${call.allocator}\0${call.type ?? ''}`;
  for (const frame of call.inline) key += `\0${frameKey(frame)}`;
  return key;
}

function frameKey(frame: Frame): string {
  return `${frame.function}\0${frame.file}\0${frame.line}`;
}

/** By function, file, line, allocator, type, inline chain: total over calls with different keys. */
export const compareCalls: (a: CallFact, b: CallFact) => number = compareBy<CallFact>(
  (a, b) => compareText(a.function, b.function),
  (a, b) => compareText(a.file, b.file),
  (a, b) => a.line - b.line,
  (a, b) => compareText(a.allocator, b.allocator),
  (a, b) => compareText(a.type ?? '', b.type ?? ''),
  (a, b) => compareText(a.inline.map(frameKey).join('\0'), b.inline.map(frameKey).join('\0')),
);
