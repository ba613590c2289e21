import { Buffer } from 'node:buffer';
import type { Position } from '../../model/facts.ts';
import type { Around } from './around.ts';

type LineAt = NonNullable<Around['lineAt']>;

/** What stands in the line before a position. */
export function textBefore(lineAt: LineAt, at: Position): string | undefined {
  const line = at.column === undefined ? undefined : lineAt(at.file, at.line);
  return line === undefined ? undefined : line.slice(0, indexOfColumn(line, at.column ?? 1));
}

/** What stands in the line from a position on. */
export function textFrom(lineAt: LineAt, at: Position): string | undefined {
  const line = at.column === undefined ? undefined : lineAt(at.file, at.line);
  return line === undefined ? undefined : line.slice(indexOfColumn(line, at.column ?? 1));
}

/** Columns count bytes. */
function indexOfColumn(line: string, column: number): number {
  // Nearly all lines are ASCII before it: then both are the same, and no copy is needed.
  const isAscii = /^[\x00-\x7f]*$/.test(line.slice(0, column - 1));
  return isAscii ? column - 1 : Buffer.from(line).toString('utf8', 0, column - 1).length;
}
