import { UserError } from '../../base/user-error.ts';

/**
 * What can be wrong with an executable. Each is met by name, so that bytes from outside never end in a RangeError:
 * - `executable-foreign`: no ELF, Mach-O or PE program (`found` is a code of what it is instead, '' where that is not known).
 * - `executable-not-go`: a program without the tables that each Go program has.
 * - `executable-packed`: packed by another program (`packer`), so that nothing of it can be read.
 * - `executable-garbled`: Go, with names and tables made unreadable on purpose.
 * - `executable-compiler`: Go, by another compiler (`compiler`).
 * - `executable-too-old`: of a Go release whose tables have another form (`go`).
 * - `executable-truncated`: the bytes end before the program does (`bytes`).
 * - `executable-damaged`: the bytes contradict themselves (`what`).
 * - `executable-limit`: more than a real program holds (`what`, `limit`).
 */
export type ExecutableErrorCode =
  | 'executable-foreign'
  | 'executable-not-go'
  | 'executable-packed'
  | 'executable-garbled'
  | 'executable-compiler'
  | 'executable-too-old'
  | 'executable-truncated'
  | 'executable-damaged'
  | 'executable-limit';

export function executableError(code: ExecutableErrorCode, args: Readonly<Record<string, unknown>>): UserError {
  return new UserError(code, args);
}
