import { createHash } from 'node:crypto';

/** A content address: compared, not trusted for security. 32 hexadecimal digits of SHA-256. */
export function digest(...parts: (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
}
