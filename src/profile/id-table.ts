import type { Cursor } from './proto-cursor.ts';
import { damaged } from './profile-error.ts';

/**
 * Rows by their 64-bit ids. Writers number from 1 without gaps, so most ids are looked up in an array; others (hashes, addresses) in a map.
 */
export interface IdTable {
  /** Named in errors: `location`. */
  readonly what: string;
  /** By id, −1 for none; ids beyond are in `sparse`. */
  readonly dense: Int32Array;
  readonly sparse: Map<number | bigint, number>;
}

export function createIdTable(what: string, count: number): IdTable {
  return { what, dense: new Int32Array(2 * count + 1024).fill(-1), sparse: new Map() };
}

/** The number at hand as a key: the same number gives the same key. */
function keyAtHand({ lo, hi }: Cursor): number | bigint {
  return hi >>> 21 === 0 ? hi * 0x1_0000_0000 + lo : (BigInt(hi >>> 0) << 32n) | BigInt(lo);
}

/** Gives a row the id at hand. @throws UserError `profile-damaged` for an id that is 0 or taken */
export function addId(table: IdTable, cursor: Cursor, row: number): void {
  if (cursor.lo === 0 && cursor.hi === 0) throw damaged(cursor.file, `a ${table.what} without an id`);
  if (findId(table, cursor) >= 0) throw damaged(cursor.file, `two ${table.what}s with one id`);
  if (cursor.hi === 0 && cursor.lo < table.dense.length) table.dense[cursor.lo] = row;
  else table.sparse.set(keyAtHand(cursor), row);
}

/** The row with the id at hand, or −1. */
export function findId(table: IdTable, cursor: Cursor): number {
  if (cursor.hi === 0 && cursor.lo < table.dense.length) return table.dense[cursor.lo]!;
  return table.sparse.get(keyAtHand(cursor)) ?? -1;
}

/** @throws UserError `profile-damaged` where no row has the id at hand */
export function mustFindId(table: IdTable, cursor: Cursor): number {
  const row = findId(table, cursor);
  if (row < 0) throw damaged(cursor.file, `a ${table.what} that is named and not there`);
  return row;
}
