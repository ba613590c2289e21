import { errorMessage } from './messages/en/errors.ts';
import { safeLines, safeText } from './safe-text.ts';

/** What a user can mend, as a terminal shows it: the sentence, then the next step where there is one. Ends with a line end. */
export function errorText({ code, args }: { readonly code: string; readonly args: object }): string {
  const { what, next } = errorMessage(code, args);
  return `stackward: ${safeLines(what)}${next === undefined ? '' : `\n  → ${safeText(next)}`}\n`;
}
