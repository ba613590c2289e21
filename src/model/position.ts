import type { Position } from './facts.ts';

/** The position as a key of maps. */
export function positionKey({ file, line, column }: Position): string {
  return `${file}\0${line}\0${column ?? 0}`;
}

/** Whether a shown file belongs to another module or the standard library, or is none: its lines are not the user's to edit. */
export function isForeignFile(file: string): boolean {
  return file === '' || /^[$<]|(?:^|\/)vendor\//.test(file);
}

/** The position of a fact alone, without what else the fact holds. */
export function barePosition({ file, line, column }: Position): Position {
  return column === undefined ? { file, line } : { file, line, column };
}
