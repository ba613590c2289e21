import { nearest } from '../base/nearest.ts';
import { UserError } from '../base/user-error.ts';
import { fields, type FieldRow } from './fields.ts';
import { isRelative } from './package-pattern.ts';
import { isWild, wholePattern } from './patterns.ts';
import { fieldNames, type FieldName, type Operator, type Query } from './query.ts';
import { readTerms, type Term, type Value } from './read-terms.ts';

/** Deeper than anybody writes; it bounds the recursion. */
const deepest = 50;
/** In UTF-16 units. Each term becomes an object: a long text would need many times its size. */
const longest = 1 << 14;

/** `MB` as pprof prints it, which means 2²⁰. */
const units = { b: 1, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30 };

interface Cursor {
  readonly terms: readonly Term[];
  /** Where the text ends. */
  readonly end: number;
  at: number;
}

/**
 * Reads a query: terms side by side must all hold; `or`, `not` or a leading `-`, and parentheses. No terms: every site.
 * Throws UserError, each with the column of the fault, counted from 1 in UTF-16 units: `query-field`, `query-value`, `query-operator`,
 * `query-unbalanced`, `query-term` (something is missing or out of place), `query-too-deep`, `query-too-long`.
 */
export function parseQuery(text: string): Query {
  if (text.length > longest) throw new UserError('query-too-long', { limit: longest, column: longest + 1 });
  const cursor: Cursor = { terms: readTerms(text), end: text.length + 1, at: 0 };
  if (cursor.terms.length === 0) return { kind: 'and', terms: [] };
  const query = readOr(cursor, 0);
  const rest = cursor.terms[cursor.at];
  if (rest) throw new UserError('query-unbalanced', { sign: ')', column: rest.column });
  return query;
}

function readOr(cursor: Cursor, depth: number): Query {
  const terms = [readAnd(cursor, depth)];
  while (cursor.terms[cursor.at]?.kind === 'or') {
    cursor.at++;
    terms.push(readAnd(cursor, depth));
  }
  return joined('or', terms);
}

function readAnd(cursor: Cursor, depth: number): Query {
  const terms = [readOne(cursor, depth)];
  for (;;) {
    const next = cursor.terms[cursor.at]?.kind;
    if (next === undefined || next === ')' || next === 'or') return joined('and', terms);
    if (next === 'and') cursor.at++;
    terms.push(readOne(cursor, depth));
  }
}

function readOne(cursor: Cursor, depth: number): Query {
  let isNot = false;
  let term = cursor.terms[cursor.at++];
  while (term?.kind === 'not' || term?.kind === '-') {
    isNot = !isNot;
    term = cursor.terms[cursor.at++];
  }
  const query = readBare(term, cursor, depth);
  if (!isNot) return query;
  return query.kind === 'not' ? query.term : { kind: 'not', term: query };
}

function readBare(term: Term | undefined, cursor: Cursor, depth: number): Query {
  if (term?.kind === 'text') return textQuery(term);
  if (term?.kind === 'field') return fieldQuery(term);
  if (term?.kind !== '(') throw new UserError('query-term', { found: term?.kind ?? '', column: term?.column ?? cursor.end });
  if (depth === deepest) throw new UserError('query-too-deep', { limit: deepest, column: term.column });
  if (cursor.terms[cursor.at] === undefined) throw new UserError('query-unbalanced', { sign: '(', column: term.column });
  const query = readOr(cursor, depth + 1);
  if (cursor.terms[cursor.at]?.kind !== ')') throw new UserError('query-unbalanced', { sign: '(', column: term.column });
  cursor.at++;
  return query;
}

function joined(kind: 'and' | 'or', terms: readonly Query[]): Query {
  const flat = terms.flatMap((term) => (term.kind === kind ? term.terms : [term]));
  const [only] = flat;
  return flat.length === 1 && only ? only : { kind, terms: flat };
}

/** `order.go:17`, as positions are shown, is the file and the line. */
function textQuery(term: Term & { kind: 'text' }): Query {
  const position = term.isQuoted ? null : /^([^:*\\]+\.go):(\d{1,9})(?::\d{1,9})?$/.exec(term.text);
  if (!position?.[1]) return { kind: 'text', text: term.text };
  return {
    kind: 'and',
    terms: [
      { kind: 'is', field: 'file', values: [position[1]] },
      { kind: 'compare', field: 'line', operator: '=', value: Number(position[2]) },
    ],
  };
}

function fieldQuery(term: Term & { kind: 'field' }): Query {
  const field = findField(term.field, term.column);
  const row = fields[field];
  if (row.kind === 'number' || row.kind === 'bytes') return numberQuery(field, row.kind, term);
  if (term.operator !== ':' && term.operator !== '=') {
    throw new UserError('query-operator', { field, operator: term.operator, column: term.column });
  }
  return { kind: 'is', field, values: term.values.map((value) => checkValue(field, row, value)) };
}

function findField(word: string, column: number): FieldName {
  const asked = word.toLowerCase();
  const found = fieldNames.find((name) => name === asked || fields[name].aliases.includes(asked));
  if (found) return found;
  const near = nearest(
    asked,
    fieldNames.flatMap((name) => [name, ...fields[name].aliases]),
  );
  throw new UserError('query-field', { field: word, column, known: fieldNames.join(', '), ...(near === undefined ? {} : { near }) });
}

function numberQuery(field: FieldName, kind: 'number' | 'bytes', term: Term & { kind: 'field' }): Query {
  const [first] = term.values;
  if (term.operator === ':' && term.values.length === 1 && first?.text === '*') return { kind: 'is', field, values: ['*'] };
  const operator: Operator = term.operator === ':' ? '=' : term.operator;
  return joined(
    'or',
    term.values.map((value) => ({ kind: 'compare', field, operator, value: readNumber(field, kind, value) })),
  );
}

function readNumber(field: FieldName, kind: 'number' | 'bytes', { text, column }: Value): number {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)([A-Za-z]*)$/.exec(text);
  const unit = match?.[2]?.toLowerCase() ?? '';
  const scale = unit === '' ? 1 : kind === 'bytes' && Object.hasOwn(units, unit) ? units[unit as keyof typeof units] : undefined;
  if (match && scale !== undefined) return Number(match[1]) * scale;
  const expected = kind === 'bytes' ? 'a number of bytes: 64, 1KiB, 1.5MiB' : 'a number';
  throw new UserError('query-value', { field, value: text, column, expected });
}

function checkValue(field: FieldName, row: FieldRow, { text, column }: Value): string {
  if (row.kind === 'choice') {
    const value = row.values.find((one) => one.toLowerCase() === text.toLowerCase());
    if (value !== undefined) return value;
    if (isWild(text) && row.values.some(wholePattern(text))) return text;
    const near = nearest(text, row.values);
    const expected = row.values.join(', ');
    throw new UserError('query-value', { field, value: text, column, expected, ...(near === undefined ? {} : { near }) });
  }
  if (
    row.kind === 'package' &&
    (/^(?:\/|[A-Za-z]:)/.test(text) || (text.startsWith('.') && !isRelative(text) && !text.startsWith('...')))
  ) {
    throw new UserError('query-value', { field, value: text, column, expected: 'an import path, or a pattern such as ./store/...' });
  }
  return text;
}
