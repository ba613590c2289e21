import { UserError } from '../base/user-error.ts';
import type { UserErrorCodes } from '../model/codes.ts';

type ProfileErrorCode = Extract<keyof UserErrorCodes, `profile-${string}`>;

/** An error about a profile: the codes that begin with `profile-` say what can be wrong with one. */
export function profileError<Code extends ProfileErrorCode>(code: Code, args: UserErrorCodes[Code], cause?: unknown): UserError {
  return new UserError(code, args, { cause });
}

/** `what` contradicts the rest, or the format. */
export function damaged(file: string, what: string): UserError {
  return profileError('profile-damaged', { file, what });
}
