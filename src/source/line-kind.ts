import { offsetOf, type LineIndex } from './line-index.ts';

/** What a line holds besides white space: tokens (parts of raw strings too), only comments, or nothing. */
export type LineKind = 'code' | 'comment' | 'blank';

/** The kind of a line, or undefined when there is no such line. One pass from the file's start, since comments and raw strings span lines. */
export function lineKind(bytes: Uint8Array, lines: LineIndex, line: number): LineKind | undefined {
  const from = offsetOf(lines, line);
  if (from === undefined) return undefined;
  const to = lines.starts[line] ?? lines.bytes;
  let kind: LineKind = 'blank';
  for (let at = 0; at < to;) {
    const byte = bytes[at]!;
    const next = bytes[at + 1];
    const start = at;
    const isComment = byte === slash && (next === slash || next === star);
    if (isComment) at = next === slash ? endOfLine(bytes, at) : endOfBlock(bytes, at + 2);
    else if (byte === backquote) at = endOfRaw(bytes, at + 1);
    else if (byte === doubleQuote || byte === singleQuote) at = endOfQuoted(bytes, at + 1, byte);
    else at++;
    if (at <= from || byte <= 0x20) continue;
    // A comment that ended with the line before touches nothing of this one.
    if (!isComment) return 'code';
    if (start < to) kind = 'comment';
  }
  return kind;
}

const slash = 0x2f;
const star = 0x2a;
const backquote = 0x60;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const backslash = 0x5c;
const newline = 0x0a;

function endOfLine(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(newline, at);
  return end < 0 ? bytes.length : end;
}

function endOfBlock(bytes: Uint8Array, at: number): number {
  for (let found = bytes.indexOf(star, at); found >= 0; found = bytes.indexOf(star, found + 1))
    if (bytes[found + 1] === slash) return found + 2;
  return bytes.length;
}

function endOfRaw(bytes: Uint8Array, at: number): number {
  const end = bytes.indexOf(backquote, at);
  return end < 0 ? bytes.length : end + 1;
}

/** A quoted string or rune ends at its quote; an unfinished one at the line's end. */
function endOfQuoted(bytes: Uint8Array, from: number, quote: number): number {
  let at = from;
  for (; at < bytes.length && bytes[at] !== newline; at++) {
    if (bytes[at] === backslash) at++;
    else if (bytes[at] === quote) return at + 1;
  }
  return Math.min(at, bytes.length);
}
