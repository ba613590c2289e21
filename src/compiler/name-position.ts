import type { NameFile, Position } from '../model/facts.ts';
import type { LinePosition } from './scan-position.ts';

/** The position of a line that the compiler gave none. */
export const nowhere: Position = { file: '', line: 0 };

/** A scanned position as it is shown. */
export function namePosition(bytes: Buffer, at: LinePosition, nameFile: NameFile): Position {
  if (at.line === 0) return nowhere;
  const file = nameFile(bytes.toString('utf8', at.fileStart, at.fileEnd));
  return at.column === 0 ? { file, line: at.line } : { file, line: at.line, column: at.column };
}
