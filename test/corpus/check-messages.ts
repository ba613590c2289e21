import type { Wanted } from './errorcheck-file.ts';

/**
 * Matches messages with what a file wants, as `errorCheck` of cmd/internal/testdir does: each pattern takes all the messages at its line
 * that it fits, and none may be left over, but for those at other files. Gives what does not fit, one text each.
 */
export function checkMessages(messages: readonly string[], wanted: readonly Wanted[], name: string): string[] {
  const problems: string[] = [];
  let left = messages;
  for (const { line, prefix, pattern } of wanted) {
    const here = left.filter((message) => isAt(message, prefix));
    const taken = new Set(here.filter((message) => pattern.test(message.slice(message.indexOf(' ') + 1))));
    if (here.length === 0) problems.push(`${name}:${line}: missing message ${String(pattern)}`);
    else if (taken.size === 0) problems.push(`${name}:${line}: ${String(pattern)} does not fit ${here.join(' | ')}`);
    left = left.filter((message) => !isAt(message, prefix) || !taken.has(message));
  }
  return [...problems, ...left.filter((message) => message.startsWith(`${name}:`)).map((message) => `left over: ${message}`)];
}

/** The message stands at this file and line; the file may come with its folder. */
function isAt(message: string, prefix: string): boolean {
  const colon = message.indexOf(':');
  if (colon < 0) return false;
  const text = message.slice(message.lastIndexOf('/', colon) + 1);
  return text.startsWith(prefix) && (text[prefix.length] === ':' || text[prefix.length] === '[');
}
