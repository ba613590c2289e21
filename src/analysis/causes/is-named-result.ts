import type { Position } from '../../model/facts.ts';
import type { Around } from './around.ts';
import { readSignature } from './read-signature.ts';

/** A function of more lines than these is not looked through. */
const mostLines = 3000;

/** Whether the declared function around a position gives one of its results this name. Without the source, or without a beginning above, it does not. */
export function isNamedResult(lineAt: NonNullable<Around['lineAt']>, name: string, at: Position): boolean {
  for (let line = at.line; line > 0 && line > at.line - mostLines; line--) {
    const text = lineAt(at.file, line);
    if (text === undefined || (line < at.line && text.startsWith('}'))) return false;
    if (text.startsWith('func ')) return readSignature(lineAt, { file: at.file, line, column: 'func '.length + 1 }).results.includes(name);
  }
  return false;
}
