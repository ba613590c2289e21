import { goKeywords, isNamePart, isNameStart } from './keywords.ts';
import type { LineIndex } from './line-index.ts';

const basis = 0x811c9dc5;
const prime = 0x01000193;

/**
 * A number for each line's text without blanks and comments, and one without names too (keywords, numbers, texts and signs count): 32 bits each, to compare
 * lines of two versions of one file, not to trust. What begins on an earlier line (a comment, a raw string) is not known here: its lines count as code in both
 * versions alike. 60 MB/s; only files that differ are asked for.
 */
export function outlineLines(bytes: Uint8Array, { starts }: LineIndex): { lines: Uint32Array; shapes: Uint32Array } {
  const lines = new Uint32Array(starts.length);
  const shapes = new Uint32Array(starts.length);
  for (let index = 0; index < starts.length; index++) {
    const end = starts[index + 1] ?? bytes.length;
    let text = basis;
    let shape = basis;
    let isEmpty = true;
    let quote = 0;
    for (let at = starts[index]!; at < end; at++) {
      const byte = bytes[at]!;
      if (quote === 0) {
        if (byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a) continue;
        if (byte === 0x2f && bytes[at + 1] === 0x2f) break;
        if (byte === 0x22 || byte === 0x27 || byte === 0x60) quote = byte;
        else if (isNameStart(byte)) {
          const from = at;
          while (at < end && isNamePart(bytes[at]!)) text = Math.imul(text ^ bytes[at++]!, prime);
          at--;
          // A blank between two words is none between others: `return x` is not `returnx`.
          text = Math.imul(text ^ 0x20, prime);
          if (isKeyword(bytes, from, at + 1)) for (let i = from; i <= at; i++) shape = Math.imul(shape ^ bytes[i]!, prime);
          else shape = Math.imul(shape ^ 0x5f, prime);
          isEmpty = false;
          continue;
        }
      } else if (byte === 0x5c && quote !== 0x60) {
        text = Math.imul(text ^ byte, prime);
        shape = Math.imul(shape ^ byte, prime);
        at++;
        if (at >= end) break;
        text = Math.imul(text ^ bytes[at]!, prime);
        shape = Math.imul(shape ^ bytes[at]!, prime);
        continue;
      } else if (byte === quote) quote = 0;
      else if (byte === 0x0d || byte === 0x0a) continue;
      text = Math.imul(text ^ byte, prime);
      shape = Math.imul(shape ^ byte, prime);
      isEmpty = false;
    }
    if (isEmpty) continue;
    lines[index] = text >>> 0 || 1;
    shapes[index] = shape >>> 0 || 1;
  }
  return { lines, shapes };
}

function isKeyword(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start > 11) return false;
  let word = '';
  for (let i = start; i < end; i++) word += String.fromCharCode(bytes[i]!);
  return goKeywords.has(word);
}
