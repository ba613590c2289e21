/**
 * Searches in the name of a function and what stands beside it. A name holds quotes only in struct tags of its type arguments
 * (`New[go.shape.struct { N int "json:\\"n: x\\"" }]`), and these are written by strconv.Quote, so they close.
 */

/** The first `sought` that is in no quotes and has something before it, or −1. */
export function indexOutsideQuotes(text: string, sought: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (isQuoted && byte === '\\') at++;
    else if (byte === '"') isQuoted = !isQuoted;
    else if (at > 0 && !isQuoted && byte === sought[0] && text.startsWith(sought, at)) return at;
  }
  return -1;
}

/** The last `sought` that is in no quotes, seen from the end, or −1. What stands before it is any text: quotes there need not close. */
export function lastIndexOutsideQuotes(text: string, sought: string): number {
  let isQuoted = false;
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === '"' && !isEscaped(text, at)) isQuoted = !isQuoted;
    else if (!isQuoted && text[at] === sought[0] && text.startsWith(sought, at)) return at;
  }
  return -1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}
