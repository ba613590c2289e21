import type { Position } from '../../model/facts.ts';
import type { Around } from './around.ts';

/** Names as they are written; '' for a parameter without one. */
export interface Signature {
  /** The receiver first. */
  readonly parameters: readonly string[];
  readonly results: readonly string[];
}

/** A signature over more lines than these is not read to its end. */
const mostLines = 40;

/**
 * The names in a function's signature. `at` is the position that the inliner's lines give: the name of a function, the receiver of a method,
 * the `func` of a literal.
 */
export function readSignature(lineAt: NonNullable<Around['lineAt']>, at: Position): Signature {
  let text = (lineAt(at.file, at.line) ?? '').slice((at.column ?? 1) - 1);
  for (let more = 1; more < mostLines && !/\{\s*(?:\/\/.*)?$/.test(text) && !text.endsWith('}'); more++) {
    const line = lineAt(at.file, at.line + more);
    if (line === undefined) break;
    text += `\n${line}`;
  }
  const groups = readGroups(text);
  const isMethod = text.startsWith('(');
  const [receiver, parameters, results] = isMethod ? groups : [undefined, ...groups];
  return {
    parameters: [...(receiver === undefined ? [] : readNames(receiver).slice(0, 1)), ...readNames(parameters ?? '')],
    results: readNames(results ?? '').filter((name) => name !== ''),
  };
}

/** What stands in the outermost round brackets before the body. */
function readGroups(text: string): string[] {
  const groups: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const byte = text[index];
    if (byte === '(' || byte === '[' || byte === '{') {
      if (depth === 0 && byte === '{') break;
      if (depth++ === 0) start = index + 1;
    } else if (byte === ')' || byte === ']' || byte === '}') {
      if (--depth === 0 && byte === ')') groups.push(text.slice(start, index));
    }
  }
  return groups;
}

/** `a, b int, c ...string` → a, b, c. A list of types alone (`int, error`) has no names. */
function readNames(list: string): string[] {
  const parts = splitTop(list.replace(/\/\/.*$/gm, ''));
  const isNamed = parts.some(
    (part) => /^[A-Za-z_\x80-\uffff][\w\x80-\uffff]*\s+\S/.test(part) && !/^(?:func|chan|map|struct|interface)\b/.test(part),
  );
  return parts.map((part) => (isNamed ? (/^[A-Za-z_\x80-\uffff][\w\x80-\uffff]*/.exec(part)?.[0] ?? '') : ''));
}

function splitTop(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index <= list.length; index++) {
    const byte = list[index];
    if (byte === '(' || byte === '[' || byte === '{') depth++;
    else if (byte === ')' || byte === ']' || byte === '}') depth--;
    else if (byte === undefined || (byte === ',' && depth === 0)) {
      const part = list.slice(start, index).trim();
      if (part !== '') parts.push(part);
      start = index + 1;
    }
  }
  return parts;
}
