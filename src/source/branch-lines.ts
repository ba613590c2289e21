import type { GoScan } from './go-scan.ts';
import { lineOf } from './line-index.ts';

export interface LineRange {
  readonly line: number;
  readonly endLine: number;
}

/** Comments, strings and runes are passed over whole; what is left to see are braces and the words that leave a function early. */
const token = /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'|[{}]|\b(?:return|goto|panic)\b/g;

/**
 * Lines of functions that need not be executed when the function is called: those that begin inside a nested block (a branch, a loop, a case, a
 * literal), and all behind a `return`, `goto` or `panic` in one. A short-circuit operator within a line is not seen. Sorted.
 */
export function branchLines(bytes: Uint8Array, { functions, lines }: GoScan): LineRange[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const ranges: LineRange[] = [];
  for (const { body, parent } of functions) {
    if (!body || parent >= 0) continue;
    let depth = 0;
    let opened = 0;
    token.lastIndex = body.start;
    for (let found = token.exec(text); found && found.index < body.end; found = token.exec(text)) {
      const [word] = found;
      const line = lineOf(lines, found.index);
      if (word === '{' && ++depth === 2) opened = line;
      else if (word === '}' && depth-- === 2 && line > opened) ranges.push({ line: opened + 1, endLine: line });
      else if (depth > 1 && /^[rgp]/.test(word)) {
        ranges.push({ line: line + 1, endLine: body.endLine });
        break;
      }
    }
  }
  return ranges;
}
