import { gunzipSync } from 'node:zlib';
import { damaged, profileError } from './profile-error.ts';

/** Bytes of a profile at most, raw. A heap profile of 200,000 stacks has 25 MB. */
export const profileLimit: number = 2 ** 30;
/** A small file may not ask for much: profiles of Go programs shrink to a half or a tenth, the same sample without end to a hundredth. */
const ratioLimit = 100;
const alwaysAllowed = 64 << 20;

/** Whether bytes begin as gzip does. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The raw bytes of a profile: what gzip members hold one behind the other, or the bytes themselves. At most 1 GiB, and 64 MiB + 100 × the
 * file.
 * @throws UserError `profile-too-large`, `profile-truncated`, `profile-damaged`
 */
export function inflate(bytes: Uint8Array, file: string): Uint8Array {
  if (bytes.length > profileLimit) throw profileError('profile-too-large', { file, limit: profileLimit });
  if (!isGzip(bytes)) return bytes;
  const limit = Math.min(profileLimit, alwaysAllowed + ratioLimit * bytes.length);
  try {
    return gunzipSync(bytes, { maxOutputLength: limit, chunkSize: chunkFor(bytes, limit) });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw profileError('profile-too-large', { file, limit }, error);
    if (code === 'Z_BUF_ERROR') throw profileError('profile-truncated', { file, at: bytes.length }, error);
    if (code === 'Z_DATA_ERROR') throw damaged(file, 'gzip that is not well formed');
    throw error;
  }
}

/** One piece for all, where the size that the last member claims is believable: zlib's default makes thousands of pieces and joins them. */
function chunkFor(bytes: Uint8Array, limit: number): number {
  const { buffer, byteOffset, length } = bytes;
  const claimed = length < 18 ? 0 : new DataView(buffer, byteOffset, length).getUint32(length - 4, true);
  // Deflate shrinks to a 1032nd at most.
  return Math.max(1 << 14, Math.min(claimed, limit, 1032 * length) + 64);
}
