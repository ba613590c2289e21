/**
 * Where the position of a line stands, and where its message begins: offsets into the bytes. One such object is filled again and
 * again, so that a line costs no memory.
 */
export interface LinePosition {
  fileStart: number;
  fileEnd: number;
  /** 0 when the compiler gave none (`<unknown line number>`); the file is empty then. */
  line: number;
  /** 0 when the compiler left it out. */
  column: number;
  message: number;
}

export function newLinePosition(): LinePosition {
  return { fileStart: 0, fileEnd: 0, line: 0, column: 0, message: 0 };
}

const colon = 58;
const space = 32;
const openBracket = 91;
const closeBracket = 93;
const unknownLine = Buffer.from('<unknown line number>');

/**
 * Reads the position at the front of a line: `FILE:L:C: `, `FILE:L: `, either with `[ORIGINAL]` behind it (`-L`), or
 * `<unknown line number>: ` (cmd/internal/src/pos.go, `Pos.WriteTo`). The first that fits counts, since strings in messages hold such
 * text too. But outside of quotes no message does: when the file is no `.go` file, the last one ahead of any quote counts, for names
 * that hold one themselves (`odd:12: name.y:3: `, from a `//line`). False when there is none.
 */
export function scanPosition(bytes: Uint8Array, start: number, end: number, to: LinePosition): boolean {
  if (isUnknownLine(bytes, start, end)) {
    const message = start + unknownLine.length + 2;
    if (message > end || bytes[message - 2] !== colon || bytes[message - 1] !== space) return false;
    return fill(to, start, start, 0, 0, message);
  }
  if (isQuote(bytes[start])) return false;
  if (!scanFrom(bytes, start, start + 1, end, false, to)) return false;
  if (isGoFile(bytes, to.fileEnd)) return true;
  let quote = to.message;
  while (quote < end && !isQuote(bytes[quote])) quote++;
  // What fits moves on to its message, so that nothing is read twice.
  for (let at = to.message; at < quote;) {
    at = bytes[at] === colon && scanNumbers(bytes, start, at, quote, false, to) ? to.message : at + 1;
  }
  return true;
}

/** The same for a position that takes up all of start to end, as in `from … at POSITION`. */
export function scanWholePosition(bytes: Uint8Array, start: number, end: number, to: LinePosition): boolean {
  if (isUnknownLine(bytes, start, end)) return end === start + unknownLine.length && fill(to, start, start, 0, 0, end);
  return scanFrom(bytes, start, start + 1, end, true, to);
}

function scanFrom(bytes: Uint8Array, start: number, from: number, end: number, isWhole: boolean, to: LinePosition): boolean {
  for (let at = from; at < end; at++) {
    if (bytes[at] === colon && scanNumbers(bytes, start, at, end, isWhole, to)) return true;
  }
  return false;
}

/** Fits `:L`, `:L:C`, each with `[…]` or without, that is followed by `: ` or, of a whole position, by nothing. `at` is at the colon. */
function scanNumbers(bytes: Uint8Array, start: number, at: number, end: number, isWhole: boolean, to: LinePosition): boolean {
  const lineEnd = skipNumber(bytes, at + 1, end);
  if (lineEnd < 0) return false;
  if (bytes[lineEnd] === colon) {
    const columnEnd = skipNumber(bytes, lineEnd + 1, end);
    const message = columnEnd < 0 ? -1 : afterPosition(bytes, columnEnd, end, isWhole);
    if (message >= 0) return fill(to, start, at, readNumber(bytes, at + 1, lineEnd), readNumber(bytes, lineEnd + 1, columnEnd), message);
  }
  const message = afterPosition(bytes, lineEnd, end, isWhole);
  return message >= 0 && fill(to, start, at, readNumber(bytes, at + 1, lineEnd), 0, message);
}

function afterPosition(bytes: Uint8Array, at: number, end: number, isWhole: boolean): number {
  let next = at;
  if (next < end && bytes[next] === openBracket) {
    next = closeOriginal(bytes, next + 1, end, isWhole);
    if (next < 0) return -1;
  }
  if (isWhole) return next === end ? end : -1;
  return next + 1 < end && bytes[next] === colon && bytes[next + 1] === space ? next + 2 : -1;
}

/** Behind the `]` that ends an original position. It is not sought beyond another `[`, so that no byte is passed twice. */
function closeOriginal(bytes: Uint8Array, start: number, end: number, isWhole: boolean): number {
  for (let at = start; at < end && bytes[at] !== openBracket; at++) {
    if (bytes[at] !== closeBracket) continue;
    if (isWhole ? at + 1 === end : bytes[at + 1] === colon && bytes[at + 2] === space && at + 2 < end) return at + 1;
  }
  return -1;
}

/** The end of a number without leading zero of at most nine digits, or −1. The compiler prints no others (lines end at 2^20). */
function skipNumber(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || bytes[at] === 48) return -1;
  let next = at;
  while (next < end && isDigit(bytes[next]) && next - at < 10) next++;
  return next === at || next - at > 9 ? -1 : next;
}

function readNumber(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + (bytes[at] ?? 0) - 48;
  return value;
}

function fill(to: LinePosition, fileStart: number, fileEnd: number, line: number, column: number, message: number): true {
  to.fileStart = fileStart;
  to.fileEnd = fileEnd;
  to.line = line;
  to.column = column;
  to.message = message;
  return true;
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}

function isQuote(byte: number | undefined): boolean {
  return byte === 34 || byte === 39 || byte === 96;
}

function isGoFile(bytes: Uint8Array, fileEnd: number): boolean {
  return bytes[fileEnd - 1] === 111 && bytes[fileEnd - 2] === 103 && bytes[fileEnd - 3] === 46;
}

/** `<unknown line number>` is what cmd/internal/src/pos.go writes for a position that is not known. */
function isUnknownLine(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== 60 || end - start < unknownLine.length) return false;
  for (let at = 1; at < unknownLine.length; at++) if (bytes[start + at] !== unknownLine[at]) return false;
  return true;
}
