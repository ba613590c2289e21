import type { ChainStep } from '../../model/chains.ts';
import type { Around } from '../causes/around.ts';
import { readAssignment } from '../causes/read-expression.ts';

/** A function of more lines than these is not looked through. */
const mostLines = 3000;

/**
 * Of several returns of one variable the compiler names the first, which may stand before what came to the variable. Moves the steps of such a
 * return to the next one behind the step before them that returns the same; nothing else tells that a return comes too early, since in a loop
 * even an earlier one is right.
 */
export function moveToLaterReturn(steps: readonly ChainStep[], lineAt: NonNullable<Around['lineAt']>): ChainStep[] {
  const moved: ChainStep[] = [];
  for (const step of steps) {
    const before = moved.at(-1);
    const isEarlier = step.at && before?.at && step.at.file === before.at.file && step.at.line < before.at.line;
    const line = isEarlier && step.at && before.at ? findReturn(lineAt, step.at, before.at.line) : undefined;
    moved.push(line === undefined || !step.at ? step : { ...step, at: { file: step.at.file, line } });
  }
  return moved;
}

/** The first line from `from` on that returns one of the things that the line of `at` returns, at the same place of the list. */
function findReturn(
  lineAt: NonNullable<Around['lineAt']>,
  at: { readonly file: string; readonly line: number },
  from: number,
): number | undefined {
  const named = readReturn(lineAt(at.file, at.line));
  if (!named) return undefined;
  for (let line = from; line < from + mostLines; line++) {
    const text = lineAt(at.file, line);
    if (text === undefined || text.startsWith('}')) return undefined;
    const values = readReturn(text);
    if (values?.length === named.length && values.some((value, index) => isTold(value) && value === named[index])) return line;
  }
  return undefined;
}

/** What a line returns, where the statement is whole in it. */
function readReturn(text: string | undefined): readonly string[] | undefined {
  const list = /^\s*return\s+(.*[^\s{(,])\s*$/.exec(text ?? '')?.[1];
  return list === undefined ? undefined : readAssignment(`_ = ${list}`)?.values;
}

/** Two returns may share what tells nothing. */
function isTold(value: string): boolean {
  return !/^(?:nil|true|false|err|""|-?\d+)$/.test(value);
}
