import { archiveError, corrupt } from './archive-error.ts';
import { chargeName, isGoObject, longestHeader, longestName, objectHeaderSize, openGoObject, symbolSize, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { listMembers } from './list-members.ts';
import { readPart } from './parts.ts';
import type { Parts } from './parts.ts';

/** A Go object of which its header was read. All offsets count from the object's start. */
export interface ObjectHead {
  /** `bytes` ends behind the header: what else is wanted has to be read. */
  readonly object: GoObject;
  /** Of the object in the file. */
  readonly start: number;
}

/** Of the text line before an object: 60 bytes and the experiments' names. */
const usualHeader = 1024;

/**
 * The Go objects of an archive, those from assembly too, in its order. Of a large one 2 kB are read.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function* openHeads(parts: Parts): Generator<ObjectHead> {
  let found = 0;
  for (const { name, start, end } of listMembers(parts)) {
    if (name === '__.PKGDEF' || start === end) continue;
    const size = end - start;
    let front = readPart(parts, start, Math.min(size, usualHeader));
    if (!isGoObject(front, 0, front.length)) continue;
    const textEnd = front.indexOf('\n!\n', 0, 'latin1');
    if (textEnd < 0 || textEnd + 3 + objectHeaderSize > front.length)
      front = readPart(parts, start, Math.min(size, longestHeader + 3 + objectHeaderSize));
    found++;
    yield { object: openGoObject(front, 0, size), start };
  }
  if (found === 0) throw archiveError('archive-not-go');
}

/** The same object with names and symbols, a fifth of the whole, but without code and data. */
export function withSymbols(parts: Parts, { object, start }: ObjectHead): GoObject {
  return { ...object, bytes: readPart(parts, start, object.nonPackageRefs) };
}

/** Name of a symbol of which nothing but this is read. */
export function nameIn(parts: Parts, { object, start }: ObjectHead, symbol: number): string {
  const at = object.symbols + symbol * symbolSize;
  const record = readPart(parts, start + at, symbolSize);
  const length = u32(record, 0);
  const from = object.base + u32(record, 4);
  if (length > longestName || from + length > object.end) throw corrupt('string', start + at);
  chargeName(object, length);
  return readPart(parts, start + from, length).toString('utf8');
}

/** The data of a symbol, at most `most` bytes of it. */
export function dataIn(parts: Parts, { object, start }: ObjectHead, symbol: number, most: number): Buffer {
  const at = object.dataIndex + 4 * symbol;
  const range = readPart(parts, start + at, 8);
  const [from, to] = [u32(range, 0), u32(range, 4)];
  if (from > to || to > object.dataSize) throw corrupt('index', start + at);
  return readPart(parts, start + object.data + from, Math.min(to - from, most));
}
