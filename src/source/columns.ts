/**
 * Byte columns (Go's) against UTF-16 columns (editors, SARIF) within one line. Both count from 1, the end of the line is length + 1.
 * Bytes that are no UTF-8 count as TextDecoder shows them: one U+FFFD for each longest beginning of a character (WHATWG Encoding, 2024,
 * section 8.1.1). A column inside of a character is taken to its first byte or unit, a column past the end to the end.
 */
export function toUtf16Column(line: Uint8Array, byteColumn: number): number {
  const target = Math.min(Math.max(byteColumn - 1, 0), line.length);
  let at = asciiLength(line, target);
  let units = at;
  while (at < target) {
    const next = at + sequenceLength(line, at);
    if (next > target) break;
    units += next - at === 4 ? 2 : 1;
    at = next;
  }
  return units + 1;
}

/** The inverse of {@link toUtf16Column}. */
export function toByteColumn(line: Uint8Array, utf16Column: number): number {
  const target = Math.max(utf16Column - 1, 0);
  let at = asciiLength(line, Math.min(target, line.length));
  let units = at;
  while (at < line.length && units < target) {
    const length = sequenceLength(line, at);
    const more = length === 4 ? 2 : 1;
    if (units + more > target) break;
    units += more;
    at += length;
  }
  return at + 1;
}

/** How many of the first `limit` bytes are ASCII: for most lines all, and then both columns are the same. */
function asciiLength(line: Uint8Array, limit: number): number {
  let at = 0;
  while (at < limit && line[at]! < 0x80) at++;
  return at;
}

/** Bytes from `at` that become one character. Only whole characters of 4 bytes are 4 long: U+FFFD stands for 1 to 3 bytes. */
function sequenceLength(line: Uint8Array, at: number): number {
  const lead = line[at]!;
  if (lead < 0xc2 || lead > 0xf4) return 1;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // The second byte's range excludes overlong forms, surrogates and what lies above U+10FFFF.
  let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < length; i++) {
    const byte = line[at + i];
    if (byte === undefined || byte < low || byte > high) return i;
    low = 0x80;
    high = 0xbf;
  }
  return length;
}
