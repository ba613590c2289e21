import { Buffer } from 'node:buffer';
import type { Position } from '../../model/facts.ts';
import type { Around } from './around.ts';

type LineAt = NonNullable<Around['lineAt']>;

/** What stands in the line before a position; columns count bytes. */
export function textBefore(lineAt: LineAt, at: Position): string | undefined {
  const line = at.column === undefined ? undefined : lineAt(at.file, at.line);
  return line === undefined ? undefined : Buffer.from(line).toString('utf8', 0, (at.column ?? 1) - 1);
}

/** What stands in the line from a position on. */
export function textFrom(lineAt: LineAt, at: Position): string | undefined {
  const line = at.column === undefined ? undefined : lineAt(at.file, at.line);
  return line === undefined ? undefined : Buffer.from(line).toString('utf8', (at.column ?? 1) - 1);
}
