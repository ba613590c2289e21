import type { BenchmarkWrong } from '../model/benchmark.ts';

/** What Go's `unicode.IsSpace` takes for white space: not JavaScript's `\s`, which has U+FEFF and lacks U+0085. */
export const goSpaces = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const spaces = new RegExp(`[${goSpaces}]+`, 'u');

/**
 * The fields of a line, as Go parts it: white space is any run of it, at the end it means nothing, and a line that begins with it has
 * an empty first field. Nearly all lines are ASCII; for them a loop takes half the time of the expression.
 */
export function splitFields(line: string): string[] {
  const fields: string[] = [];
  let start = 0;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code > 127) return splitAny(line);
    if (!isSpace(code)) continue;
    fields.push(line.slice(start, at));
    while (at + 1 < line.length && isSpace(line.charCodeAt(at + 1))) at++;
    start = at + 1;
  }
  if (start < line.length) fields.push(line.slice(start));
  return fields;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function splitAny(line: string): string[] {
  const fields = line.split(spaces);
  if (fields.at(-1) === '') fields.pop();
  return fields;
}

export type ReadNumber = { readonly value: number } | { readonly wrong: BenchmarkWrong };

const digits = String.raw`\d(?:_?\d)*`;
const decimal = new RegExp(String.raw`^[+-]?(?:${digits}\.?(?:${digits})?|\.${digits})(?:[eE][+-]?${digits})?$`);
const notFinite = /^(?:nan|[+-]?inf(?:inity)?)$/i;

/** A measured value: Go's decimal syntax, underscores included. Hexadecimal values, which no tool writes, are refused. */
export function readValue(field: string): ReadNumber {
  if (!decimal.test(field)) return { wrong: notFinite.test(field) ? 'value-unfit' : 'value' };
  const value = Number(field.includes('_') ? field.replaceAll('_', '') : field);
  return Number.isFinite(value) ? { value } : { wrong: 'value-range' };
}

/** A number of iterations: an integer that is exact here. Go's own limit is 1e9, its reader's 2⁶³. */
export function readIterations(field: string): ReadNumber {
  if (!/^[+-]?\d+$/.test(field)) return { wrong: 'iterations' };
  const value = Number(field);
  return Number.isSafeInteger(value) ? { value } : { wrong: 'iterations-range' };
}
