import { functionAt, topLevelOf } from './enclosing.ts';
import type { GoScan } from './go-scan.ts';
import { goKeywords } from './keywords.ts';
import { lineBytes } from './line-index.ts';
import { scanGo } from './scan-go.ts';

/** What a line and its function look like when numbers, blanks and names do not count. */
export interface LineTexts {
  /** Without blanks. */
  readonly line: string;
  /** … and without names. */
  readonly text: string;
  /** The body of the function around it without both; absent outside of functions. */
  readonly body?: string;
}

const decoder = new TextDecoder();
const names = /[\p{L}_][\p{L}\p{Nd}_]*/gu;

/** Gives the texts of lines of one Go file; undefined for lines that it does not have. Each body is read once. */
export function lineTextsOf(bytes: Uint8Array): (line: number, column?: number) => LineTexts | undefined {
  const scan: GoScan = scanGo(bytes);
  const bodies = new Map<number, string>();
  return (line, column) => {
    if (line < 1 || line > scan.lines.starts.length) return undefined;
    const written = decoder.decode(lineBytes(bytes, scan.lines, line));
    const inner = functionAt(scan, line, column);
    const body = inner && topLevelOf(scan, inner).body;
    let around = body && bodies.get(body.start);
    if (body && around === undefined) bodies.set(body.start, (around = withoutNames(decoder.decode(bytes.subarray(body.start, body.end)))));
    return {
      line: withoutBlanks(written),
      text: withoutNames(written),
      ...(around === undefined ? {} : { body: around }),
    };
  };
}

/** Each name is one sign, so that `a b` and `ab` stay apart; keywords stay. Words in texts count as names. */
function withoutNames(text: string): string {
  return withoutBlanks(text.replaceAll(names, (name) => (goKeywords.has(name) ? name : '_')));
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
