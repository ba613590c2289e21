/** Whether `text` (ASCII) stands at `start`. */
export function standsAt(bytes: Uint8Array, start: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The keywords behind which an operand may start, so that `[` opens a type and not an index. */
const operandKeywords = ['case', 'defer', 'else', 'go', 'if', 'range', 'return', 'select', 'switch'] as const;

/** Whether the word from `start` to `end` is a keyword behind which an operand may start. */
export function isOperandKeyword(bytes: Uint8Array, start: number, end: number): boolean {
  return operandKeywords.some((keyword) => keyword.length === end - start && standsAt(bytes, start, keyword));
}
