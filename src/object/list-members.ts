import { archiveError, corrupt } from './archive-error.ts';

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
export function listMembers(bytes: Buffer): Member[] {
  const start = bytes.toString('latin1', 0, Math.min(magic.length, bytes.length));
  if (start !== magic) {
    if (start.length < magic.length && magic.startsWith(start)) throw archiveError('archive-truncated', { at: bytes.length });
    throw archiveError('archive-not-go');
  }
  const members: Member[] = [];
  let at = magic.length;
  while (at < bytes.length) {
    if (at + headerSize > bytes.length) throw archiveError('archive-truncated', { at: bytes.length });
    if (bytes[at + 58] !== 0x60 || bytes[at + 59] !== 0x0a) throw corrupt('member header', at);
    const size = bytes.toString('latin1', at + 48, at + 58).trimEnd();
    if (!/^\d+$/.test(size)) throw corrupt('member size', at + 48);
    const from = at + headerSize;
    const to = from + Number(size);
    const next = to + (to & 1);
    if (next > bytes.length) throw archiveError('archive-truncated', { at: bytes.length });
    members.push({ name: bytes.toString('latin1', at, at + 16).trimEnd(), start: from, end: to });
    if (members.length > mostMembers) throw archiveError('archive-limit', { what: 'members', limit: mostMembers });
    at = next;
  }
  return members;
}
