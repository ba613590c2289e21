import { UserError } from '../base/user-error.ts';
import { operators, type Operator } from './query.ts';

/** One piece of a query's text; columns count from 1. */
export type Term =
  | { readonly kind: '(' | ')' | '-' | 'and' | 'or' | 'not'; readonly column: number }
  | { readonly kind: 'text'; readonly text: string; readonly isQuoted: boolean; readonly column: number }
  | {
      readonly kind: 'field';
      readonly field: string;
      readonly operator: ':' | Operator;
      readonly values: readonly Value[];
      readonly column: number;
    };
export interface Value {
  readonly text: string;
  readonly column: number;
}

/** A method as Go writes it is one word, not a group. */
const method = /\(\*[\w[\]., /]*\)\./y;
const fieldStart = /([A-Za-z][A-Za-z_-]*)(:(?:>=|<=|>|<|=)?|>=|<=|>|<|=)/y;

/** Cuts a query into terms, in one pass. Throws UserError `query-unbalanced` and `query-term`. */
export function readTerms(text: string): Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (at < text.length) {
    const column = at + 1;
    const char = text[at] ?? '';
    if (isSpace(char)) at++;
    else if (char === ')' || (char === '(' && !isAt(method, text, at))) {
      terms.push({ kind: char, column });
      at++;
    } else if (char === '-' || (char === '!' && /[\w(]/.test(text[at + 1] ?? ''))) {
      // `!x` is what a Go programmer writes first.
      terms.push({ kind: '-', column });
      at++;
    } else {
      const { term, end } = readTerm(text, at);
      terms.push(term);
      at = end;
    }
  }
  return terms;
}

function readTerm(text: string, at: number): { readonly term: Term; readonly end: number } {
  const column = at + 1;
  fieldStart.lastIndex = at;
  const start = fieldStart.exec(text);
  if (!start) {
    const word = readWord(text, at, false);
    const isQuoted = word.end - at > word.text.length;
    const isKeyword = /^(?:and|or|not|AND|OR|NOT)$/.test(word.text) && !isQuoted;
    if (isKeyword) return { term: { kind: word.text.toLowerCase() as 'and' | 'or' | 'not', column }, end: word.end };
    return { term: { kind: 'text', text: word.text, isQuoted, column }, end: word.end };
  }
  const [all, field = '', sign = ''] = start;
  const operator = operators.find((one) => sign.endsWith(one)) ?? ':';
  const values: Value[] = [];
  let end = at + all.length - 1;
  do {
    const from = end + 1;
    const word = readWord(text, from, true);
    values.push({ text: word.text, column: from + 1 });
    end = word.end;
  } while (text[end] === ',');
  return { term: { kind: 'field', field, operator, values, column }, end };
}

/** A quoted text, or all up to a blank, a comma between values or a parenthesis that was opened before. */
function readWord(text: string, at: number, isValue: boolean): { readonly text: string; readonly end: number } {
  const quote = text[at];
  if (quote === '"' || quote === "'") return readQuoted(text, at, quote, isValue);
  const open: number[] = [];
  let brackets = 0;
  let end = at;
  for (; end < text.length; end++) {
    const char = text[end] ?? '';
    if (isSpace(char) || (char === ')' && open.length === 0)) break;
    if (char === ',' && isValue && open.length === 0 && brackets === 0) break;
    if (char === '(') open.push(end);
    else if (char === ')') open.pop();
    else if (char === '[' || char === '{') brackets++;
    else if ((char === ']' || char === '}') && brackets > 0) brackets--;
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) throw new UserError('query-unbalanced', { sign: '(', column: unclosed + 1 });
  if (end === at) throw new UserError('query-term', { found: text[at] ?? '', column: at + 1 });
  return { text: text.slice(at, end), end };
}

function readQuoted(text: string, at: number, quote: string, isValue: boolean): { readonly text: string; readonly end: number } {
  let out = '';
  for (let i = at + 1; i < text.length; i++) {
    const char = text[i] ?? '';
    const next = text[i + 1];
    if (char === '\\' && (next === quote || next === '\\')) {
      out += next;
      i++;
    } else if (char !== quote) out += char;
    else if (out === '' || !(isEnd(text, i + 1) || (isValue && next === ','))) {
      // Nothing is quoted, or something touches the quote: `"a"b`.
      throw new UserError('query-term', { found: out === '' ? quote + quote : (next ?? ''), column: (out === '' ? at : i + 1) + 1 });
    } else return { text: out, end: i + 1 };
  }
  throw new UserError('query-unbalanced', { sign: quote, column: at + 1 });
}

function isSpace(char: string): boolean {
  return char.trim() === '';
}

function isEnd(text: string, at: number): boolean {
  const char = text[at];
  return char === undefined || char === ')' || isSpace(char);
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
