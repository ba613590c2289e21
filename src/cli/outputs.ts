import { resolveFrom } from '../base/posix-path.ts';
import { UserError } from '../base/user-error.ts';
import type { Asked } from './parse.ts';

/** One form of the result and where it goes: to a file as it was given, else to standard output. */
export interface Output {
  readonly format: string;
  readonly file?: string;
}

/**
 * Each form that was asked for: `-f text -f sarif=out.sarif`. One without a file goes to standard output or to `--output`; where every form has a
 * file, nothing is printed.
 */
export function outputsOf({ texts, lists }: Pick<Asked, 'texts' | 'lists'>): readonly Output[] {
  const files = (lists.get('format') ?? []).map(readOutput);
  const file = texts.get('output');
  if (files.length > 0 && file === undefined && !texts.has('format')) return files;
  return [...files, { format: texts.get('format') ?? 'text', ...(file === undefined ? {} : { file }) }];
}

/** Whether a form is among them. */
export function wantsFormat(asked: Pick<Asked, 'texts' | 'lists'>, format: string): boolean {
  return outputsOf(asked).some((output) => output.format === format);
}

/** Whether all that is found goes into files, so that whoever looks on sees nothing of it. */
export function isUnseen(asked: Pick<Asked, 'texts' | 'lists'>): boolean {
  return outputsOf(asked).every(({ file }) => file !== undefined);
}

/** Throws UserError `output-needed` for a page on a terminal. */
export function refuseOnTerminal(asked: Pick<Asked, 'texts' | 'lists'>, isTerminal: boolean): void {
  if (isTerminal && outputsOf(asked).some(({ format, file }) => format === 'html' && file === undefined))
    throw new UserError('output-needed', { format: 'html' });
}

/** Throws UserError `formats-together` where two forms would be written into one file. */
export function refuseOneFile(outputs: readonly Output[], cwd: string): void {
  const seen = new Map<string, string>();
  for (const { format, file } of outputs) {
    if (file === undefined) continue;
    const target = resolveFrom(cwd, file);
    const other = seen.get(target);
    if (other !== undefined) throw new UserError('formats-together', { one: other, other: format, file });
    seen.set(target, format);
  }
}

/** `sarif=out.sarif`. */
function readOutput(value: string): Output {
  const [format = '', ...rest] = value.split('=');
  return { format, file: rest.join('=') };
}
