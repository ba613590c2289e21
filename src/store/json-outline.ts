/** What can be seen of a JSON text without understanding it. */
export interface JsonOutline {
  /** How many brackets and braces stand in each other at most. */
  readonly deepest: number;
  /** Whether the text ends inside a string, list or object: it was cut off. */
  readonly isCut: boolean;
}

/** Looks at brackets and quotes only, so it says something of a text that is no JSON too. One pass, nothing is kept. */
export function outlineJson(text: string): JsonOutline {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === quote) {
      at = endOfString(text, at + 1);
      if (at < 0) return { deepest, isCut: true };
    } else if (sign === 0x7b || sign === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (sign === 0x7d || sign === 0x5d) depth--;
  }
  return { deepest, isCut: depth > 0 };
}

const quote = 0x22;
const backslash = 0x5c;

/** The index of the quote that ends the string which holds `from`; -1 where none does. */
function endOfString(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === backslash) at++;
    else if (sign === quote) return at;
  }
  return -1;
}
