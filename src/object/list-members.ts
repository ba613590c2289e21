import { archiveError, corrupt } from './archive-error.ts';
import { readPart } from './parts.ts';
import type { Parts } from './parts.ts';

/** One member of an `ar` archive: `start` and `end` are offsets of its data. */
export interface Member {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const magic = '!<arch>\n';
const headerSize = 60;
/** A package has a handful of members (cgo: one per C file); the largest seen in std has 40. */
const mostMembers = 100_000;

/**
 * Lists the members of an `ar` archive as the Go toolchain writes it (`cmd/internal/archive/archive.go`, Go 1.26: 60-byte headers, size
 * in decimal, data padded to an even offset).
 * @throws UserError `archive-not-go`, `archive-truncated`, `archive-corrupt`, `archive-limit`
 */
export function listMembers(parts: Parts): Member[] {
  const { size } = parts;
  const start = readPart(parts, 0, Math.min(magic.length, size)).toString('latin1');
  if (start !== magic) {
    if (start.length < magic.length && magic.startsWith(start)) throw archiveError('archive-truncated', { at: size });
    throw archiveError('archive-not-go');
  }
  const members: Member[] = [];
  let at = magic.length;
  while (at < size) {
    const header = readPart(parts, at, headerSize);
    if (header[58] !== 0x60 || header[59] !== 0x0a) throw corrupt('member header', at);
    const length = header.toString('latin1', 48, 58).trimEnd();
    if (!/^\d+$/.test(length)) throw corrupt('member size', at + 48);
    const from = at + headerSize;
    const to = from + Number(length);
    const next = to + (to & 1);
    if (next > size) throw archiveError('archive-truncated', { at: size });
    members.push({ name: header.toString('latin1', 0, 16).trimEnd(), start: from, end: to });
    if (members.length > mostMembers) throw archiveError('archive-limit', { what: 'members', limit: mostMembers });
    at = next;
  }
  return members;
}
