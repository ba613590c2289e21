import type { Position } from '../../model/facts.ts';
import type { Around } from './around.ts';
import { readSignature } from './read-signature.ts';
import { textBefore } from './source-text.ts';

/** A function of more lines than these is not looked through. */
const mostLines = 3000;

/**
 * Whether a variable or parameter of this name is in scope at a position inside of a function: `url` in `url, err := url.Parse(s)` is not yet.
 * Goes up the lines by their indentation, which gofmt makes that of the blocks. Undefined: there is no source, or no function's start above.
 */
export function isDeclaredBefore(lineAt: NonNullable<Around['lineAt']>, name: string, at: Position): boolean | undefined {
  const before = textBefore(lineAt, at);
  if (before === undefined) return undefined;
  if (declares(before.slice(0, before.lastIndexOf(';') + 1), name) || hasParameter(before, name)) return true;
  let block = indentOf(before);
  for (let line = at.line - 1; line > 0 && line > at.line - mostLines; line--) {
    const text = lineAt(at.file, line);
    if (text === undefined) return undefined;
    if (text.trim() === '') continue;
    const indent = indentOf(text);
    if (indent === 0 && text.startsWith('func ')) {
      const { parameters, results } = readSignature(lineAt, { file: at.file, line, column: 'func '.length + 1 });
      return parameters.includes(name) || results.includes(name);
    }
    // Inside of a block that is closed, or the head of one.
    if (indent > block || (indent === block && /^\s+(?:if|for|switch|select|\})/.test(text))) continue;
    // The end of the function before: what stands here is in none.
    if (text.startsWith('}')) return undefined;
    if (declares(text, name) || (indent < block && hasParameter(text, name))) return true;
    block = indent;
  }
  return undefined;
}

/** `a, b := …` and `var a …` */
function declares(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const left = /^(.*?):=/.exec(text)?.[1] ?? /^\s*var\s+(.*?)(?:=|$)/.exec(text)?.[1];
  return left !== undefined && wordIn(left, name);
}

/** In the signature of a func literal. */
function hasParameter(text: string, name: string): boolean {
  if (!text.includes(name)) return false;
  const list = /\bfunc\((.*)$/.exec(text)?.[1];
  return list !== undefined && wordIn(list.replace(/\).*$/s, ''), name);
}

/** As a word of its own: no field, and no package in front of a type. */
function wordIn(text: string, name: string): boolean {
  return text.match(/[\w.\x80-\uffff]+/g)?.includes(name) ?? false;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
