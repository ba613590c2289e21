import type { GoScan } from '../../src/source/go-scan.ts';
import { scanGo } from '../../src/source/scan-go.ts';

export function scanText(text: string): GoScan {
  return scanGo(new TextEncoder().encode(text));
}

/** `name: text` of each function, the text with single blanks. */
export function showFunctions(text: string): string[] {
  return scanText(text).functions.map(
    ({ name, span, isComplete }) => `${name}: ${cut(text, span.start, span.end)}${isComplete ? '' : ' (broken)'}`,
  );
}

/** The headers of loops, each with the text of its body in front of which it stands. */
export function showLoops(text: string): string[] {
  return scanText(text).loops.map(({ start, bodyStart, end }) => `${cut(text, start, bodyStart)} ${cut(text, bodyStart, end)}`);
}

/** `text` must be ASCII, so that offsets are indices. */
function cut(text: string, start: number, end: number): string {
  return text.slice(start, end).replaceAll(/\s+/g, ' ').trim();
}
