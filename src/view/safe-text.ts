import { grouped } from './numbers.ts';

/**
 * What a terminal acts on, reorders by or does not show: control characters, direction and format marks, line separators, private and
 * unpaired characters, and those that Unicode lets a reader ignore (zero width, fillers, tags). Variation selectors stay: they belong to
 * emoji and do nothing else.
 */
const unsafe =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\uffa0\ufff0-\ufff8\u{e0000}-\u{e0fff}]/gu;
/** Marks above and below one letter; more of them than any script needs paint over the lines around. */
const piledMarks = /(\p{M}{8})\p{M}+/gu;
/** With the signs of our own sentences: most texts end here, before the long expressions. */
const plain = /^[\u0020-\u007e·’…→]*$/;

/** Longest text of foreign origin that is shown as one piece, in UTF-16 units. */
const longest = 1000;

/**
 * Text from source, type names and the compiler is foreign: nothing of it that a terminal would act on may reach one. Such characters
 * are shown as `\u{…}`; tabs become a space; what is longer than a thousand characters is cut and says so.
 */
export function safeText(text: string): string {
  if (text.length <= longest && plain.test(text)) return text;
  const shown = text
    .slice(0, longest)
    .replaceAll(unsafe, (char) => (char === '\t' ? ' ' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`))
    .replaceAll(piledMarks, '$1…');
  if (text.length <= longest && shown.length <= longest) return shown;
  const kept = shown.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
  return text.length <= longest ? `${kept}…` : `${kept}… (${grouped(text.length - longest)} more characters)`;
}

/** {@link safeText} of each line. */
export function safeLines(text: string): string {
  return text.split(/\r?\n/).map(safeText).join('\n');
}

/** The same for a line of JSON, as escapes of JSON: what is parsed from it is unchanged, and nothing is cut. */
export function safeJson(line: string): string {
  if (plain.test(line)) return line;
  return line.replaceAll(unsafe, jsonEscape).replaceAll(piledMarks, (run, kept: string) => kept + jsonEscape(run.slice(kept.length)));
}

function jsonEscape(text: string): string {
  return text.replaceAll(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
