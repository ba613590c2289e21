export interface LineRange {
  readonly line: number;
  readonly endLine: number;
}

/** Comments, strings and runes are passed over whole. */
const passed = '//[^\\n]*|/\\*[^]*?(?:\\*/|$)|"(?:\\\\.|[^"\\\\\\n])*"|`[^`]*`|\'(?:\\\\.|[^\'\\\\\\n])*\'';

/** Outside of functions, and in their heads: brackets, and the words whose braces are no bodies. */
const outside = new RegExp(`${passed}|[{}()[\\]]|\\b(?:func|struct|interface)\\b`, 'g');

/** In bodies: braces, and the words that leave a function early. */
const inside = new RegExp(`${passed}|[{}]|\\b(?:return|goto|panic)\\b`, 'g');

/**
 * Lines of functions that need not be executed when the function is called: those that begin inside a nested block (a branch, a loop, a case, a
 * literal), and all behind a `return`, `goto` or `panic` in one. A short-circuit operator within a line is not seen. Sorted.
 *
 * It goes from token to token by regular expressions because these are machine code from their first use on: the 540 kB of std that gin
 * inlines from take a quarter of what they do by the scanner (22 against 80 ms), which has to be compiled first and finds more than is asked.
 */
export function branchLines(bytes: Uint8Array): LineRange[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const ranges: LineRange[] = [];
  const lineAt = createLineCounter(text);
  for (let body = nextBody(text, 0); body >= 0;) {
    const end = addBranches(text, body, lineAt, ranges);
    body = nextBody(text, end);
  }
  return ranges;
}

/** Where the `{` of the next declared function stands, or −1. */
function nextBody(text: string, from: number): number {
  let depth = 0;
  let isHead = false;
  let word = '';
  outside.lastIndex = from;
  for (let found = outside.exec(text); found; found = outside.exec(text)) {
    const [token] = found;
    const previous = word;
    word = '';
    if (token === '{' && depth === 0 && isHead && previous === '') return found.index;
    if (token === '{' || token === '(' || token === '[') depth++;
    else if (token === '}' || token === ')' || token === ']') depth--;
    else if (token === 'struct' || token === 'interface') word = token;
    else if (token === 'func' && depth === 0 && startsStatement(text, found.index)) isHead = true;
  }
  return -1;
}

/** The line before it holds nothing that it could belong to: `var f = func() {` is no declaration. */
function startsStatement(text: string, at: number): boolean {
  return /^\s*$|(?:;|\*\/)\s*$/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}

/** Adds the ranges of the body that begins at a `{`, and gives its end. */
function addBranches(text: string, start: number, lineAt: (at: number) => number, ranges: LineRange[]): number {
  let depth = 0;
  let opened = 0;
  let left = 0;
  inside.lastIndex = start;
  for (let found = inside.exec(text); found; found = inside.exec(text)) {
    const [token] = found;
    if (token === '{' && ++depth === 2) opened = lineAt(found.index);
    else if (token === '}' && --depth < 2) {
      const line = lineAt(found.index);
      if (depth === 1 && left === 0 && line > opened) ranges.push({ line: opened + 1, endLine: line });
      if (depth > 0) continue;
      if (left > 0) ranges.push({ line: left + 1, endLine: line });
      return inside.lastIndex;
    } else if (depth > 1 && left === 0 && /^[rgp]/.test(token)) left = lineAt(found.index);
  }
  return text.length;
}

/** Counts lines up to places that ascend. */
function createLineCounter(text: string): (at: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (at) => {
    while (next >= 0 && next < at) {
      line++;
      next = text.indexOf('\n', next + 1);
    }
    return line;
  };
}
