/** Pieces of text that make a terminal act, reorder or hide. */
export const hostilePieces: readonly string[] = [
  '\u001b[31m', // colour
  '\u001b]0;title\u0007', // window title
  '\u001b]8;;http://x.example\u001b\\', // link
  '\u001b[2J\u001b[H', // clears the screen
  '\u001bP+q544e\u001b\\', // asks the terminal to answer
  '\u009b31m', // the same in one C1 character
  '\u009d0;x\u009c',
  '\b\u007f\u0000\u000b\u000c',
  'x\rshown instead',
  '\u0085\u2028\u2029', // line ends that are none
  '\u202e\u202d\u202a\u202b\u202c', // direction
  '\u2066\u2067\u2068\u2069\u200e\u200f\u061c',
  '\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u3164\uffa0\u115f', // not seen
  '\u{e0001}\u{e0041}\u{e0100}', // tags
  '\ud800', // half a character
  `a${'\u0301'.repeat(300)}`, // marks that pile up
];

/** All of them, a line of ten thousand characters, and more than one line. */
export const hostileText: string = `${hostilePieces.join('é')}${'W'.repeat(10_000)}\n${hostilePieces.join('')}`;

// Written apart from the code that is tested: by number, not by property.
const banned =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\u{e0000}-\u{e0fff}]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\u0301{20}/u;

/** What of a text that goes to a terminal should not; colours of our own are let through where they are allowed. Undefined: nothing. */
export function findHostile(text: string, options: { readonly color?: boolean } = {}): string | undefined {
  const rest = options.color === true ? text.replaceAll(/\u001b\[[0-9]{1,2}m/g, '') : text;
  const found = banned.exec(rest);
  if (!found) return undefined;
  const code = found[0].codePointAt(0)?.toString(16);
  return `U+${code} in ${JSON.stringify(rest.slice(Math.max(0, found.index - 40), found.index + 20))}`;
}
