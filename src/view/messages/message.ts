/** One sentence of what happened and, where the user can mend it, what to do next. */
export interface Message {
  readonly what: string;
  readonly next?: string;
}

/** A message for each of some codes, with the facts that the code carries: a missing one does not compile. */
export type Messages<Codes> = { readonly [Code in keyof Codes]: (args: Codes[Code]) => Message };

/** More lines of another program than this say nothing new. */
const quotedLines = 30;

/** What another program said, below a sentence. */
export function quoted(output: string): string {
  const text = output.trim();
  if (text === '') return '';
  const lines = text.split('\n');
  const more = lines.length - quotedLines;
  const shown = more > 1 ? [...lines.slice(0, quotedLines), `… (${more} more lines)`] : lines;
  return shown.map((line) => `\n    ${line}`).join('');
}
