/** Reads what the compiler prints of a statement or call. The text may be cut inside a string after 72 bytes, so brackets need not close. */

/** A call: what is called, and its arguments. Undefined: no call. */
export interface CallText {
  readonly callee: string;
  readonly args: readonly string[];
}

/** `f(x).g(a, b...)` → `f(x).g` and `a`, `b`. */
export function readCall(expression: string): CallText | undefined {
  let open = -1;
  const commas: number[] = [];
  let end = expression.length;
  forEachOutside(expression, (at, depth, byte) => {
    // A bracket in front is that of a receiver: `(*T).M(t)`.
    if (byte === '(' && depth === 0 && at > 0) {
      open = at;
      commas.length = 0;
      end = expression.length;
    } else if (byte === ')' && depth === 0 && open >= 0) end = at;
    else if (byte === ',' && depth === 1 && open >= 0) commas.push(at);
  });
  if (open < 0) return undefined;
  return { callee: expression.slice(0, open), args: cutAt(expression, open + 1, end, commas).map((arg) => arg.replace(/\.\.\.$/, '')) };
}

/** `a.x, b = p, q` → what is assigned to and what is assigned. Undefined: no assignment. */
export function readAssignment(statement: string): { readonly targets: readonly string[]; readonly values: readonly string[] } | undefined {
  let start = -1;
  let end = -1;
  const commas: number[] = [];
  forEachOutside(statement, (at, depth, byte) => {
    if (depth > 0) return;
    if (byte === ',') commas.push(at);
    else if (byte === '=' && start < 0 && statement[at + 1] === ' ') {
      const sign = statement.lastIndexOf(' ', at);
      if (at - sign > 3 || sign < 1) return;
      start = sign;
      end = at + 2;
    }
  });
  if (start < 0) {
    // A cut string in an index hides the sign from the scan.
    start = statement.indexOf(' = ');
    if (start < 1) return undefined;
    end = start + ' = '.length;
  }
  const isLeft = (comma: number): boolean => comma < start;
  return {
    targets: cutAt(statement, 0, start, commas.filter(isLeft)),
    values: cutAt(
      statement,
      end,
      statement.length,
      commas.filter((comma) => comma >= end),
    ),
  };
}

/** Where the bracket that ends the text was opened: `m[k]` → 1. −1: it ends in none, or in one that was never opened. */
export function openOfLast(text: string): number {
  let open = -1;
  forEachOutside(text, (at, depth, byte) => {
    if (byte === '[' && depth === 0) open = at;
  });
  return text.endsWith(']') ? open : -1;
}

/** The first dot outside brackets and quotes, or −1. */
export function firstDot(text: string): number {
  let dot = -1;
  forEachOutside(text, (at, depth, byte) => {
    if (byte === '.' && depth === 0 && dot < 0) dot = at;
  });
  return dot;
}

/** Calls back with each character outside strings and runes; `depth` counts the brackets around it, itself not counted. */
function forEachOutside(text: string, on: (at: number, depth: number, byte: string) => void): void {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const byte = text.charAt(at);
    if (byte === '"' || byte === "'" || byte === '`') {
      at = endOfQuote(text, at);
      if (at < 0) return;
      continue;
    }
    if (byte === ')' || byte === ']' || byte === '}') depth = Math.max(0, depth - 1);
    on(at, depth, byte);
    if (byte === '(' || byte === '[' || byte === '{') depth++;
  }
}

/** Where the quote that stands at `start` closes, or −1. */
function endOfQuote(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\' && quote !== '`') at++;
    else if (text[at] === quote) return at;
  }
  return -1;
}

function cutAt(text: string, start: number, end: number, commas: readonly number[]): string[] {
  const parts: string[] = [];
  let from = start;
  for (const comma of commas) {
    parts.push(text.slice(from, comma).trim());
    from = comma + 1;
  }
  const last = text.slice(from, end).trim();
  if (last !== '' || parts.length > 0) parts.push(last);
  return parts;
}
