import type { CauseCode, EscapeClass } from '../model/causes.ts';

/** On the heap for what the operation is or for its size, whoever keeps it. */
const noEscape: readonly CauseCode[] = [
  'size-unknown',
  'too-large',
  'too-aligned',
  'append-grows',
  'map-grows',
  'channel-made',
  'map-made',
  'buffer-exceeded',
  'goroutine-record',
  'defer-record',
];
/** Handed to a callee. */
const argEscape: readonly CauseCode[] = ['passed-to-parameter', 'passed-to-unknown-callee'];

/** The textbook class of a cause. What is not known is taken to be the worst. */
export function escapeClassOf(code: CauseCode): EscapeClass {
  return noEscape.includes(code) ? 'NoEscape' : argEscape.includes(code) ? 'ArgEscape' : 'GlobalEscape';
}
