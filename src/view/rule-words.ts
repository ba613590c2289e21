import type { CauseCode, EscapeClass } from '../model/causes.ts';
import { causeTable } from './cause-table.ts';
import { wrap } from './wrap.ts';

/** What the textbook class of a cause means. */
const classWords: Readonly<Record<EscapeClass, string>> = {
  NoEscape: 'it does not outlive the function; something else puts it on the heap',
  ArgEscape: 'it is handed to a function of which no more is known',
  GlobalEscape: 'it can be reached after the function has returned, or from another goroutine',
};

/** One line for each cause, the codes in a column. */
export function ruleList(codes: readonly CauseCode[]): string[] {
  const column = Math.max(...codes.map((code) => code.length));
  return codes.map((code) => `${code.padEnd(column)}  ${causeTable[code].meaning}`);
}

/** All that is known of one cause, in lines of at most `columns`. */
export function ruleInFull(code: CauseCode, columns: number): string[] {
  const { escape, meaning, harmless, waysOut } = causeTable[code];
  const indented = (text: string, first: string): string[] =>
    wrap(text, columns - first.length).map((line, index) => `${index === 0 ? first : ' '.repeat(first.length)}${line}`);
  return [
    code,
    ...indented(meaning, '  '),
    '',
    ...indented(`Class ${escape}: ${classWords[escape]}.`, '  '),
    '',
    ...indented(`When it does not matter: ${harmless}`, '  '),
    '',
    '  Ways out:',
    ...waysOut.flatMap((way) => indented(way, '  - ')),
  ];
}
