import { isDigit } from './scan-position.ts';

/**
 * The shapes of the lines below a heading, behind the position (cmd/compile/internal/escape/solve.go, `explainPath` and `explainFlow`):
 *   `  flow: DST = OPS SRC:` (to 1.24), `  flow: DST ← OPS SRC:` (from 1.25), `    from EXPR (REASON) at POS`, and the warning below.
 * Read from bytes, since nine of ten lines are of these kinds and need no text until somebody asks for the explanation.
 */
export const flowStart: Buffer = Buffer.from('  flow: ');
export const fromStart: Buffer = Buffer.from('    from ');
export const truncatedLine: Buffer = Buffer.from('  warning: truncated explanation due to assignment cycle; see golang.org/issue/35518');

const space = 32;
const close = 41;

export function hasBytes(bytes: Uint8Array, at: number, end: number, sought: Uint8Array): boolean {
  if (at + sought.length > end) return false;
  for (let index = 0; index < sought.length; index++) if (bytes[at + index] !== sought[index]) return false;
  return true;
}

/** Bytes of ` = ` and of ` ← `, which also tell them apart. */
export const oldArrow = 3;
export const newArrow = 5;

/** The length of the arrow that stands at `at`, or 0. */
export function arrowLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== space) return 0;
  if (bytes[at + 1] === 61) return bytes[at + 2] === space ? oldArrow : 0;
  return bytes[at + 1] === 0xe2 && bytes[at + 2] === 0x86 && bytes[at + 3] === 0x90 && bytes[at + 4] === space ? newArrow : 0;
}

/** Whether start to end, what stands behind `flow: `, is a destination, an arrow, a source and a colon. */
export function isFlow(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[end - 1] !== 58) return false;
  for (let at = start + 1; at < end - 1; at++) {
    const length = arrowLength(bytes, at);
    if (length > 0) return at + length < end - 1;
  }
  return false;
}

/**
 * In what stands behind `from `, the offset of the `(` before the reason, or −1 when the shape does not fit. Sought from the right:
 * expressions hold ` (` and ` at ` (facts: 40,000 and 150 in std) and paths may hold ` at `, but a reason never holds a bracket.
 */
export function findReason(bytes: Uint8Array, start: number, end: number): number {
  if (!endsAsPosition(bytes, start, end)) return -1;
  for (let at = end - 6; at > start + 2; at--) {
    if (bytes[at] !== close || bytes[at + 1] !== space || bytes[at + 2] !== 97 || bytes[at + 3] !== 116 || bytes[at + 4] !== space)
      continue;
    let open = at - 1;
    while (open > start && bytes[open] !== 40 && bytes[open] !== close) open--;
    if (bytes[open] === 40 && bytes[open - 1] === space && open < at - 1 && open - 1 > start) return open;
  }
  return -1;
}

/** `…:12`, `<unknown line number>` or `…[…]`. */
function endsAsPosition(bytes: Uint8Array, start: number, end: number): boolean {
  const last = bytes[end - 1];
  if (last === 62 || last === 93) return true;
  let at = end;
  while (at > start && isDigit(bytes[at - 1])) at--;
  return at < end && at > start && bytes[at - 1] === 58;
}
