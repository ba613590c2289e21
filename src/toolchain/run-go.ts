import { UserError } from '../base/user-error.ts';
import type { Host, RunResult } from '../host/host.ts';
import { troubleIn } from './go-trouble.ts';

/** How the Go command is called: the same for every call of one run. */
export interface GoCall {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
  /** For one Go command, in milliseconds. */
  readonly timeoutMs?: number | undefined;
}

/**
 * cmd/go that is ended leaves its `go-build…` folder behind (hundreds of MB for a large module), so a build gets a place for it that goes
 * with it. It is in no cache key.
 */
export const scratchVariable = 'GOTMPDIR';

/** More than any `go env` or `go list -m` prints. */
const outputLimit = 64 << 20;

/**
 * Runs `go ARGS` and gives its standard output as text. Throws UserError `go-failed` with the command's own words when it exits with
 * another code than 0, `go-answer` when it says more than is read, and those of {@link checkEnded}.
 */
export async function runGo(host: Host, call: GoCall & { readonly args: readonly string[] }): Promise<string> {
  const out: Uint8Array[] = [];
  const err: Uint8Array[] = [];
  const lengths = { out: 0, err: 0 };
  const collect =
    (to: Uint8Array[], which: keyof typeof lengths) =>
    (chunk: Uint8Array): void => {
      lengths[which] += chunk.length;
      if (lengths[which] <= outputLimit) to.push(chunk);
    };
  const result = await host.run({
    command: 'go',
    args: call.args,
    cwd: call.cwd,
    env: call.env,
    signal: call.signal,
    timeoutMs: call.timeoutMs,
    onStdout: collect(out, 'out'),
    onStderr: collect(err, 'err'),
  });
  checkEnded(result, call);
  if (result.how === 'exited' && result.code !== 0) {
    const output = decode(err).trim();
    throw new UserError('go-failed', { command: `go ${call.args.slice(0, 2).join(' ')}`, code: result.code, output, ...troubleIn(output) });
  }
  // A part of an answer must not pass for the whole.
  if (lengths.out > outputLimit) throw new UserError('go-answer', { command: `go ${call.args.slice(0, 2).join(' ')}`, near: '' });
  return decode(out);
}

/** Throws UserError `go-missing`, `go-killed`, `go-timeout` or `cancelled` unless the program came to its own end. */
export function checkEnded(result: RunResult, call: Pick<GoCall, 'timeoutMs'>): void {
  switch (result.how) {
    case 'exited':
      return;
    case 'missing':
      throw new UserError('go-missing', { command: 'go', reason: result.reason });
    case 'signalled':
      throw new UserError('go-killed', { signal: result.signal });
    case 'timed-out':
      throw new UserError('go-timeout', { seconds: (call.timeoutMs ?? 0) / 1000 });
    case 'aborted':
      throw new UserError('cancelled');
    default:
      result satisfies never;
  }
}

/** UTF-8 text of pieces that may be cut anywhere. */
export function decode(chunks: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}
