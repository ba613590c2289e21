import { UserError } from '../base/user-error.ts';

/**
 * What can be wrong with an archive. Each is met by name, so that bytes from outside never end in a RangeError:
 * - `archive-not-go`: no `ar` file with a Go object in it.
 * - `archive-version`: an object format that this reader does not know (`magic`).
 * - `archive-release`: a Go release without tables (`goVersion`).
 * - `archive-architecture`: a GOARCH that this reader does not know (`goarch`).
 * - `archive-truncated`: the bytes end before the archive does (`at`).
 * - `archive-corrupt`: the bytes contradict themselves (`at`, `what`).
 * - `archive-limit`: more than a real archive holds (`what`).
 */
export type ArchiveErrorCode =
  | 'archive-not-go'
  | 'archive-version'
  | 'archive-release'
  | 'archive-architecture'
  | 'archive-truncated'
  | 'archive-corrupt'
  | 'archive-limit';

export function archiveError(code: ArchiveErrorCode, args: Readonly<Record<string, unknown>> = {}): UserError {
  return new UserError(code, args);
}

/** `what` names the block or field, `at` is the byte offset in the archive. */
export function corrupt(what: string, at: number): UserError {
  return archiveError('archive-corrupt', { what, at });
}
