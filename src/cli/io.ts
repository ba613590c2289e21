import { UserError } from '../base/user-error.ts';
import type { Keys } from './keys.ts';

/** The terminal as the commands see it: nobody else touches the process object. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Standard input, for `-` as a file. Reading it is what opens it; the signal closes it. */
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** Keys, where standard input is a terminal. */
  readonly openKeys?: () => Keys | undefined;
}
export interface Output {
  readonly isTerminal: boolean;
  /** Columns of the terminal; undefined where there is none. */
  readonly columns: number | undefined;
  /** Resolves when more can be written; rejects with code EPIPE when the reader has gone, else with UserError `file-unwritable`. */
  write(text: string): Promise<void>;
}

/** Wraps a stream of the process so that large results wait for their reader. */
export function wrapOutput(stream: NodeJS.WriteStream, env: Io['env'] = {}): Output {
  let broken: Error | undefined;
  stream.on('error', (error: Error) => (broken = error));
  return {
    isTerminal: stream.isTTY === true,
    // A terminal that does not know its width (a fresh pseudo-terminal) says 0; only then COLUMNS is asked, which shells may leave stale.
    columns: stream.isTTY ? stream.columns || columnsOf(env) || 80 : undefined,
    write: (text) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(unwritable(broken));
        stream.write(text, (error) => (error ? reject(unwritable(error)) : resolve()));
      }),
  };
}

/** Who read the output has closed it: `| head -1`. */
export function isReaderGone(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'EPIPE';
}

/** A full disk behind `>` is no bug of ours. */
function unwritable(error: NodeJS.ErrnoException): Error {
  if (error.code === 'EPIPE') return error;
  return new UserError('file-unwritable', { file: 'the output', reason: error.code ?? error.message }, { cause: error });
}

function columnsOf(env: Io['env']): number | undefined {
  const text = env['COLUMNS'] ?? '';
  return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : undefined;
}

/** Columns to cut lines at: those of `--width` or the setting, of which 0 means never; else the terminal's own. Undefined: not cut. */
export function lineWidth(choice: string | undefined, columns: number | undefined): number | undefined {
  return choice === undefined ? columns : Number(choice) || undefined;
}

/** NO_COLOR and FORCE_COLOR as no-color.org and force-color.org say; a flag wins. */
export function wantsColor(choice: string | undefined, output: Output, env: Io['env']): boolean {
  if (choice === 'always') return true;
  if (choice === 'never') return false;
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '' && env['FORCE_COLOR'] !== '0') return true;
  return output.isTerminal && env['TERM'] !== 'dumb';
}
