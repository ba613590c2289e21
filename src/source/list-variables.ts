import { scanGo } from './scan-go.ts';

/** A name that a function declares, with the places where a value is assigned to it. */
export interface WrittenVariable {
  readonly name: string;
  /** Columns in bytes from 1: where the assigned expression begins, and where its first operand ends. */
  readonly assigned: readonly { readonly line: number; readonly from: number; readonly to: number }[];
}

/** Blanked, so that places stay: comments and literals hold no names. */
const passed = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'/g;

const word = '[\\p{L}_][\\p{L}\\p{Nd}_]*';

/** `a, b := x`, `a = x`; not `a.b = x`, `a[i] = x`, `a == x`. */
const assignment = new RegExp(`(?<![\\p{L}\\p{Nd}_.\\])])(${word}(?:[ \\t]*,[ \\t]*${word})*)[ \\t]*:?=(?!=)[ \\t]*([^\\n({]*)`, 'gu');
/** `var a, b T = x`. */
const declared = new RegExp(`\\bvar[ \\t]+(${word}(?:[ \\t]*,[ \\t]*${word})*)[ \\t]*([^\\n=]*)(?:=[ \\t]*([^\\n({]*))?`, 'gu');

/**
 * Names in the signature of the function that is declared on a line and those that its body declares or assigns, without a tree: a name of the signature
 * may be that of a type.
 */
export function listVariables(bytes: Uint8Array, line: number): WrittenVariable[] {
  const declaration = scanGo(bytes).functions.find((one) => (one.kind === 'function' || one.kind === 'method') && one.span.line === line);
  if (!declaration) return [];
  const { span, body } = declaration;
  const decode = (start: number, end: number): string => new TextDecoder().decode(bytes.subarray(start, end));
  return readVariables(decode(span.start, span.end), line, decode(span.start, body?.start ?? span.end).length);
}

/** `line` is where the text begins, `body` the length of the signature in it. */
function readVariables(text: string, line: number, body: number): WrittenVariable[] {
  const blank = text.replaceAll(passed, (found) => found.replaceAll(/[^\n]/g, ' '));
  const found = new Map<string, { line: number; from: number; to: number }[]>();
  const add = (names: string, at?: { line: number; from: number; to: number }): void => {
    for (const name of names.split(',').map((one) => one.trim())) {
      if (name === '' || name === '_') continue;
      const known = found.get(name) ?? [];
      if (at) known.push(at);
      found.set(name, known);
    }
  };
  const place = (offset: number, length: number): { line: number; from: number; to: number } => {
    const before = blank.slice(0, offset);
    const from = Buffer.byteLength(text.slice(before.lastIndexOf('\n') + 1, offset)) + 1;
    // With the bracket that ends it: the compiler's column of a call is that one.
    return { line: line + before.split('\n').length - 1, from, to: from + length };
  };
  for (const name of blank.slice(0, body).match(new RegExp(word, 'gu')) ?? []) add(name);
  for (const one of blank.slice(body).matchAll(assignment)) {
    const value = one[2] ?? '';
    add(one[1] ?? '', place(body + one.index + one[0].length - value.length, value.length));
  }
  for (const one of blank.slice(body).matchAll(declared)) {
    const value = one[3];
    add(one[1] ?? '', value === undefined ? undefined : place(body + one.index + one[0].length - value.length, value.length));
  }
  return [...found].map(([name, assigned]) => ({ name, assigned }));
}
