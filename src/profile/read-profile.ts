import type { MemStats, Profile } from '../model/profile.ts';
import { inflate } from './inflate.ts';
import { profileError } from './profile-error.ts';
import { readHeapText } from './read-heap-text.ts';
import { readPprof } from './read-pprof.ts';
import { tellFormat } from './tell-format.ts';

/** A profile, and what its text also holds. */
export interface ReadProfile {
  readonly profile: Profile;
  /** Only of `heap?debug=1`. */
  readonly memStats?: MemStats;
}

/**
 * Reads a profile in either form that Go writes: pprof's (gzip or raw) or the text of `heap?debug=1`. What it is, its beginning tells.
 * @param file named in errors
 * @throws UserError `profile-*`; `profile-foreign` where it is something else
 */
export function readProfile(bytes: Uint8Array, file: string): ReadProfile {
  const raw = inflate(bytes, file);
  if (raw.length === 0) throw profileError('profile-empty', { file });
  const format = tellFormat(raw);
  switch (format.is) {
    case 'pprof':
      return { profile: readPprof(raw, file) };
    case 'heap-text':
      return readHeapText(raw, file);
    case 'foreign':
      throw profileError('profile-foreign', { file, found: format.found });
  }
}
