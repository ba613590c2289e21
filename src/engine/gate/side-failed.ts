import { UserError } from '../../base/user-error.ts';

/** What ended the build of one side, said of that side; what is no fault of it as it came. */
export function sideFailed(error: unknown, side: 'base' | 'head', label: string): unknown {
  if (!(error instanceof UserError) || error.code === 'cancelled') return error;
  return new UserError('side-failed', { side, label, code: error.code, args: error.args }, { cause: error });
}
