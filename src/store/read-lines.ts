import { UserError } from '../base/user-error.ts';

const newline = 10;
/** Bytes; a line is one fact or one explanation. */
const longest = 1 << 26;

/**
 * The lines of a part in UTF-8, one by one: the whole of a large one would be longer than a text can be (some 500 million characters). Throws UserError
 * `bundle-damaged` for a line that is none.
 */
export function* readLines(bytes: Uint8Array, file: string): Generator<string> {
  const decoder = new TextDecoder();
  let number = 1;
  for (let at = 0; at <= bytes.length; number++) {
    const found = bytes.indexOf(newline, at);
    const end = found < 0 ? bytes.length : found;
    if (end - at > longest) throw new UserError('bundle-damaged', { file, reason: `line ${number} is too long` });
    yield decoder.decode(bytes.subarray(at, end));
    at = end + 1;
  }
}
