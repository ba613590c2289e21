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

/** Go's 25 (specification, "Keywords"). */
export const goKeywords: ReadonlySet<string> = new Set(
  'break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var'.split(
    ' ',
  ),
);

/** Whether a name may begin with this byte; beyond ASCII all count as letters. */
export function isNameStart(byte: number | undefined): boolean {
  return byte !== undefined && (byte === 0x5f || byte >= 0x80 || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a));
}

/** Whether a name may go on with it. */
export function isNamePart(byte: number | undefined): boolean {
  return isNameStart(byte) || (byte !== undefined && byte >= 0x30 && byte <= 0x39);
}
