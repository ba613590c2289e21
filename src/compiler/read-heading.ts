import { lastIndexOutsideQuotes } from './index-outside-quotes.ts';

/** The first line of an explanation (cmd/compile/internal/escape, solve.go and graph.go). */
export interface Heading {
  readonly kind: 'escapes' | 'leaks';
  readonly subject: string;
  /** Go 1.25 and later. */
  readonly function?: string;
  /** Of a leak: where to, and after how many dereferences. */
  readonly to?: string;
  readonly derefs?: number;
}

const escapes = ' escapes to heap';
const escapesIn = `${escapes} in `;
const withDerefs = ' with derefs=';

/**
 * Reads a message as a heading: `X escapes to heap:`, `X escapes to heap in F:`, `parameter P leaks to D with derefs=N:` or `parameter P
 * leaks to D for F with derefs=N:`. The subject and F are opaque text, so the words are sought from the right. Undefined: no heading.
 */
export function readHeading(message: string): Heading | undefined {
  if (!message.endsWith(':') || message.startsWith(' ')) return undefined;
  return readEscape(message.slice(0, -1)) ?? readLeak(message);
}

function readEscape(text: string): Heading | undefined {
  if (text.endsWith(escapes))
    return text.length === escapes.length ? undefined : { kind: 'escapes', subject: text.slice(0, -escapes.length) };
  const cut = text.lastIndexOf(escapesIn);
  const name = text.slice(cut + escapesIn.length);
  return cut < 1 || name === '' ? undefined : { kind: 'escapes', subject: text.slice(0, cut), function: name };
}

function readLeak(message: string): Heading | undefined {
  if (!message.startsWith('parameter ')) return undefined;
  const tail = message.lastIndexOf(withDerefs);
  const number = message.slice(tail + withDerefs.length, -1);
  if (tail < 0 || !/^(?:0|[1-9]\d{0,8})$/.test(number)) return undefined;
  const text = message.slice('parameter '.length, tail);
  const cut = text.indexOf(' ');
  if (cut < 1 || !text.startsWith('leaks to ', cut + 1)) return undefined;
  const subject = text.slice(0, cut);
  const derefs = Number(number);
  const target = text.slice(cut + ' leaks to '.length);
  const end = endOfLocation(target);
  if (end < 1) return undefined;
  const to = target.slice(0, end);
  if (end === target.length) return { kind: 'leaks', subject, to, derefs };
  const name = target.startsWith(' for ', end) ? target.slice(end + ' for '.length) : '';
  return name === '' ? undefined : { kind: 'leaks', subject, function: name, to, derefs };
}

/**
 * Where the location at the front ends: a name or `{heap}` has no spaces; `{storage for X}` holds any text, and ` for F` may follow (facts:
 * 18,000 headings of std hold ` for ` twice). An F never ends in `}`; its quotes, those of struct tags in type arguments, close.
 */
function endOfLocation(target: string): number {
  if (!target.startsWith('{storage for ')) {
    const cut = target.indexOf(' ');
    return cut < 0 ? target.length : cut;
  }
  return target.endsWith('}') ? target.length : lastIndexOutsideQuotes(target, '} for ') + 1;
}
