import { UserError } from '../base/user-error.ts';

/**
 * The values of Go's concatenated JSON objects (`go list -json`, cmd/go/internal/list: an indented encoder, so that each object ends
 * with a `}` alone on its line; no string holds a raw newline). Throws UserError `go-answer`.
 */
export function* readJsonStream(text: string): Generator<unknown> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n}', start);
    const piece = end < 0 ? text.slice(start) : text.slice(start, end + 2);
    if (piece.trim() !== '') yield parse(piece);
    if (end < 0) return;
    start = end + 2;
  }
}

function parse(piece: string): unknown {
  try {
    return JSON.parse(piece);
  } catch (error) {
    throw new UserError('go-answer', { command: 'go list -json', near: piece.trim().slice(0, 80) }, { cause: error });
  }
}
