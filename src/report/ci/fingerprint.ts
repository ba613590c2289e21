import { createHash } from 'node:crypto';

/** A text of hexadecimal digits for what names a thing across runs; 128 bits, so that no two are the same by chance. */
export function fingerprint(...names: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, 32);
}
