import { archiveError } from './archive-error.ts';

/** A file of which parts are read: of a dependency's archive only a few names and sizes are asked for. */
export interface Parts {
  /** In bytes. */
  readonly size: number;
  /** The bytes from an offset on; fewer where the file ends. */
  read(at: number, length: number): Uint8Array;
}

export function partsOf(bytes: Uint8Array): Parts {
  return { size: bytes.length, read: (at, length) => bytes.subarray(at, at + length) };
}

/** @throws UserError `archive-truncated` */
export function readPart(parts: Parts, at: number, length: number): Buffer {
  const bytes = parts.read(at, length);
  if (bytes.length < length) throw archiveError('archive-truncated', { at: parts.size });
  return Buffer.from(bytes.buffer, bytes.byteOffset, length);
}
