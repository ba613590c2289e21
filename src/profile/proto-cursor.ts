import { damaged, profileError } from './profile-error.ts';

/**
 * Reads protocol buffers: one object that moves over the bytes, so that a field costs no memory. Each length is checked against the message
 * around it before it is used. Groups (wire types 3 and 4), which profile.proto never had, are refused.
 */
export interface Cursor {
  readonly bytes: Uint8Array;
  /** Named in errors. */
  readonly file: string;
  at: number;
  /** Of the message being read. */
  end: number;
  /** Messages around it; 0 at the top. */
  depth: number;
  /** The field at hand, and its wire type: 0 a number, 2 bytes, 1 and 5 fixed numbers, which no field of ours has. */
  field: number;
  wire: number;
  /** The number at hand: its 64 bits as two halves, the lower one unsigned, the upper one signed. */
  lo: number;
  hi: number;
  /** The bytes at hand. */
  start: number;
  stop: number;
}

export function openCursor(bytes: Uint8Array, file: string): Cursor {
  return { bytes, file, at: 0, end: bytes.length, depth: 0, field: 0, wire: 0, lo: 0, hi: 0, start: 0, stop: 0 };
}

/** Goes back to the beginning of the whole. */
export function rewind(cursor: Cursor): void {
  cursor.at = 0;
  cursor.end = cursor.bytes.length;
  cursor.depth = 0;
}

/** Reads the next field of the message at hand and moves behind it; false at its end. @throws UserError */
export function nextField(cursor: Cursor): boolean {
  if (cursor.at >= cursor.end) return false;
  readVarint(cursor);
  // A number beyond 2²⁹ is no field of anything; it is skipped like all that are not known.
  cursor.field = cursor.hi === 0 ? cursor.lo >>> 3 : 0;
  cursor.wire = cursor.lo & 7;
  switch (cursor.wire) {
    case 0:
      readVarint(cursor);
      return true;
    case 1:
      skip(cursor, 8);
      return true;
    case 2:
      readVarint(cursor);
      skip(cursor, cursor.hi === 0 ? cursor.lo : Infinity);
      return true;
    case 5:
      skip(cursor, 4);
      return true;
    default:
      throw damaged(cursor.file, `wire type ${cursor.wire}`);
  }
}

/** Reads a number of up to 64 bits into `lo` and `hi`. What is beyond them is dropped, as in Go. @throws UserError */
export function readVarint(cursor: Cursor): void {
  const { bytes, end } = cursor;
  let at = cursor.at;
  // Most are of one byte: tags and lengths.
  if (at < end && bytes[at]! < 128) {
    cursor.at = at + 1;
    cursor.lo = bytes[at]!;
    cursor.hi = 0;
    return;
  }
  let lo = 0;
  let hi = 0;
  for (let shift = 0; ; shift += 7) {
    if (at >= end) throw endsEarly(cursor, 'a number');
    if (shift > 63) throw damaged(cursor.file, 'a number of more than ten bytes');
    const byte = bytes[at++]!;
    if (shift < 28) lo |= (byte & 127) << shift;
    else if (shift === 28) {
      lo |= (byte & 15) << 28;
      hi = (byte & 127) >> 4;
    } else hi |= (byte & 127) << (shift - 32);
    if (byte < 128) break;
  }
  cursor.at = at;
  cursor.lo = lo >>> 0;
  cursor.hi = hi;
}

function skip(cursor: Cursor, length: number): void {
  if (length > cursor.end - cursor.at) throw endsEarly(cursor, 'a field');
  cursor.start = cursor.at;
  cursor.stop = cursor.at += length;
}

/** At the top the file was cut off; inside a message whose own length fitted, the message is wrong. */
function endsEarly(cursor: Cursor, what: string): Error {
  return cursor.depth === 0
    ? profileError('profile-truncated', { file: cursor.file, at: cursor.bytes.length })
    : damaged(cursor.file, `${what} that is longer than what holds it`);
}

/** Calls for each field of the message at hand (the bytes of a field of wire type 2). @throws UserError `profile-damaged` where it is none */
export function readMessage(cursor: Cursor, what: string, each: () => void): void {
  mustBe(cursor, 2, what);
  const { at, end } = cursor;
  cursor.at = cursor.start;
  cursor.end = cursor.stop;
  cursor.depth++;
  while (nextField(cursor)) each();
  cursor.at = at;
  cursor.end = end;
  cursor.depth--;
}

/** @throws UserError `profile-damaged` where a field of a known number has another wire type */
export function mustBe(cursor: Cursor, wire: number, what: string): void {
  if (cursor.wire !== wire) throw damaged(cursor.file, `${what} of wire type ${cursor.wire}`);
}

/** The number at hand as int64, rounded to a double where it is beyond 2⁵³. @throws UserError `profile-damaged` */
export function numberAtHand(cursor: Cursor, what: string): number {
  mustBe(cursor, 0, what);
  return cursor.hi * 0x1_0000_0000 + cursor.lo;
}

/** The same, exactly. */
export function exactAtHand(cursor: Cursor, what: string): bigint {
  mustBe(cursor, 0, what);
  return cursor.hi === 0 ? BigInt(cursor.lo) : (BigInt(cursor.hi) << 32n) | BigInt(cursor.lo);
}
