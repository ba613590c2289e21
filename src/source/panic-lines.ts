import type { LineRange } from './branch-lines.ts';

/** Comments, strings and runes are passed over whole. */
const tokens = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'|(?<=^[ \t]*)panic\(|[()]/gm;

/**
 * Lines of statements `panic(…)` that have nothing else on them: whatever is called there is called to make the value of a panic. A call that shares
 * its line with another statement is not seen, nor is a function that always panics. Sorted.
 */
export function panicLines(bytes: Uint8Array): LineRange[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!text.includes('panic(')) return [];
  const ranges: LineRange[] = [];
  let line = 1;
  let counted = 0;
  const lineAt = (offset: number): number => {
    for (let at = text.indexOf('\n', counted); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
      line++;
      counted = at + 1;
    }
    return line;
  };
  let start = -1;
  let depth = 0;
  for (const found of text.matchAll(tokens)) {
    const [token] = found;
    if (start < 0) {
      if (token !== 'panic(') continue;
      start = found.index;
      depth = 1;
    } else if (token.endsWith('(')) depth++;
    else if (token === ')' && --depth === 0) {
      const end = found.index;
      if (/^[ \t]*(?:\/\/|\r?\n|$)/.test(text.slice(end + 1, end + 200))) ranges.push({ line: lineAt(start), endLine: lineAt(end) });
      start = -1;
    }
  }
  return ranges;
}
