import type { Position } from '../model/facts.ts';

export type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Begins a record with its position, without a column where it is 0; the caller stores the rest. Hot records are made like this because object spread takes 1,700 to
 * 2,000 ns on Node 20 where stores take 20: with spread the reader ran at half its speed.
 */
export function startRecord<T extends Position>(file: string, line: number, column: number): Draft<T> {
  const record = { file, line } as Draft<T>;
  if (column !== 0) record.column = column;
  return record;
}
