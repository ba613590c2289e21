/** Patterns by pieces between wildcards: linear in the text, whatever the pattern, where a regular expression would not be. */

/** Tells whether one text is meant. */
export type TextTest = (text: string) => boolean;

const wildcard = /\*+/;

/**
 * A name is meant when it is the pattern, or ends with it behind one of `separators`: `Get` is `(*Store).Get`, not `GetAll`. `*` stands
 * for any text, `\*` for a star. `pattern` `*` is any name.
 */
export function namePattern(pattern: string, separators: string): TextTest {
  const pieces = split(pattern);
  const [first = ''] = pieces;
  if (pieces.length === 1) {
    return (text) => text.endsWith(first) && startsName(text, text.length - first.length, separators);
  }
  return (text) => {
    let start = text.indexOf(first);
    // The first place is the best: it leaves most for the other pieces.
    while (start >= 0 && !startsName(text, start, separators)) start = text.indexOf(first, start + 1);
    return start >= 0 && hasRest(text, start + first.length, pieces);
  };
}

/** The whole text is meant; `*` and `\*` as in names. */
export function wholePattern(pattern: string): TextTest {
  const pieces = split(pattern);
  return (text) => isWhole(text, pieces);
}

/** Whether `pieces`, with any text between them, are the whole text. */
export function isWhole(text: string, pieces: readonly string[]): boolean {
  const [first = ''] = pieces;
  if (pieces.length === 1) return text === first;
  return text.startsWith(first) && hasRest(text, first.length, pieces);
}

/** Whether it has a `*` that is not escaped. */
export function isWild(pattern: string): boolean {
  return split(pattern).length > 1;
}

function split(pattern: string): string[] {
  // A private-use character keeps the place of an escaped star.
  return pattern
    .replaceAll('\\*', '\ue000')
    .split(wildcard)
    .map((piece) => piece.replaceAll('\ue000', '*'));
}

/** Whether the pieces behind the first follow in order from `from`, the last one at the end. */
function hasRest(text: string, from: number, pieces: readonly string[]): boolean {
  let at = from;
  for (let i = 1; i < pieces.length - 1; i++) {
    const piece = pieces[i] ?? '';
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1) ?? '';
  return text.length - last.length >= at && text.endsWith(last);
}

function startsName(text: string, start: number, separators: string): boolean {
  return start === 0 || separators.includes(text[start - 1] ?? '');
}
