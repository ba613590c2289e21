import { UserError } from '../base/user-error.ts';
import type { Io } from './io.ts';

/** What standard input is called. */
export const inputName = 'standard input';

/** All of standard input. Throws UserError `file-too-large` above `limit` bytes, `file-unreadable` and `cancelled`. */
export async function readInput({ stdin, signal }: Pick<Io, 'stdin' | 'signal'>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stdin) {
      bytes += chunk.length;
      if (bytes > limit) throw new UserError('file-too-large', { file: inputName, bytes, limit });
      chunks.push(chunk);
    }
  } catch (error) {
    if (signal.aborted) throw new UserError('cancelled', {}, { cause: error });
    if (error instanceof UserError || !(error instanceof Error)) throw error;
    throw new UserError(
      'file-unreadable',
      { file: inputName, reason: (error as NodeJS.ErrnoException).code ?? error.message },
      { cause: error },
    );
  }
  // However the stream took it: what was read until then is no document.
  if (signal.aborted) throw new UserError('cancelled');
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
