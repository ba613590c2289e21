/**
 * Text from source, type names and the compiler is foreign: no control character, escape sequence or direction mark of it may
 * reach a terminal. Such characters are shown as `\u{…}`; tabs become a space.
 */
export function safeText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u061c]/g, (char) =>
    char === '\t' ? ' ' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
