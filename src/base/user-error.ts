/**
 * What a user can mend. `code` is stable, `args` hold the facts; the sentence is made in view/messages. Anything else that is
 * thrown is a bug and keeps its stack.
 */
export class UserError extends Error {
  readonly code: string;
  readonly args: Readonly<Record<string, unknown>>;
  constructor(code: string, args: Readonly<Record<string, unknown>> = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'UserError';
    this.code = code;
    this.args = args;
  }
}
