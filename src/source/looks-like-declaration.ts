import { isNamePart, isNameStart } from './keywords.ts';

/** Longest receiver that is looked through. Bounded, so that broken files stay linear. */
const longestReceiver = 200;

/**
 * Whether `func` at a line's start, which ends at `at`, begins a declaration although something before it is still open. Behind `func` a name
 * stands in no other place of Go's grammar. A receiver and a name could also be a conversion, `func (T) R(x)`: taken for a declaration
 * only where a statement may start, and there the compiler rejects the other reading.
 */
export function looksLikeDeclaration(bytes: Uint8Array, at: number, isStatementStart: boolean): boolean {
  let i = skipBlanks(bytes, at);
  if (i === at) return false;
  if (isNameStart(bytes[i])) return true;
  if (!isStatementStart || bytes[i] !== 0x28) return false;
  const limit = i + longestReceiver;
  let depth = 0;
  for (; i < limit; i++) {
    const byte = bytes[i];
    if (byte === undefined || byte === 0x0a) return false;
    if (byte === 0x28) depth++;
    else if (byte === 0x29 && --depth === 0) break;
  }
  const name = skipBlanks(bytes, i + 1);
  if (!isNameStart(bytes[name])) return false;
  let end = name;
  while (end < name + longestReceiver && isNamePart(bytes[end])) end++;
  const next = bytes[skipBlanks(bytes, end)];
  return next === 0x28 || next === 0x5b;
}

function skipBlanks(bytes: Uint8Array, at: number): number {
  const limit = at + longestReceiver;
  while (at < limit && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
  return at;
}
