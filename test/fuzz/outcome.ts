import { UserError } from '../../src/base/user-error.ts';
import { errorMessage } from '../../src/view/messages/en/errors.ts';
import type { FuzzTarget } from './target.ts';

/** What reading an input came to: a value or a coded error with its sentence; never anything else, which is thrown. */
export type Outcome = { readonly value: unknown } | { readonly code: string };

/** Reads an input. A UserError is an outcome, once its sentence can be made; whatever else is thrown is a fault of the reader. */
export async function readInput(target: Pick<FuzzTarget, 'read'>, bytes: Uint8Array): Promise<Outcome> {
  try {
    return { value: await target.read(bytes) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    errorMessage(error.code, error.args);
    return { code: error.code };
  }
}

/** What two findings of the same fault have in common: the message without numbers and quoted text, and the first place in our sources. */
export function signatureOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const message = error.message
    .replaceAll(/\d+/g, 'N')
    .replaceAll(/"[^"]*"|'[^']*'/g, 'S')
    .slice(0, 120);
  const frame = error.stack?.split('\n').find((line) => /\/(src|test\/fuzz)\//.test(line)) ?? '';
  return `${error.name}: ${message} ${/\/((?:src|test\/fuzz)\/[^:]+:\d+)/.exec(frame)?.[1] ?? ''}`.trim();
}
