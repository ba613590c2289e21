import type { SourceDirective, WrittenFunction } from '../model/pin.ts';
import type { GoFunction } from './go-scan.ts';
import { lineOf } from './line-index.ts';
import { scanGo } from './scan-go.ts';

const marks = ['stackward:', 'gcassert:'];

/** Whether a file may hold a directive: a search for bytes, since nearly none does. */
function mayHavePins(bytes: Uint8Array): boolean {
  const buffer = bufferOf(bytes);
  return marks.some((mark) => buffer.includes(mark));
}

/**
 * The comments of a file that are directives of stackward or gcassert, in order, each with what it stands at: behind code it means its own line; on
 * lines of its own what is below, with other comments between but no blank line. `file` is the name that is shown.
 */
export function readPins(file: string, bytes: Uint8Array): SourceDirective[] {
  if (!mayHavePins(bytes)) return [];
  const { functions, lines } = scanGo(bytes);
  const declared = new Map<number, WrittenFunction>();
  for (const one of functions)
    if ((one.kind === 'function' || one.kind === 'method') && !declared.has(one.span.line)) declared.set(one.span.line, describe(one));
  const { comments, codeLines, commentLines } = readLines(bytes, (offset) => lineOf(lines, offset));
  return comments.flatMap(({ start, end, line }): SourceDirective[] => {
    const comment = bufferOf(bytes).toString('utf8', start, end).trimEnd();
    const found = /^\/\/([ \t]*)(stackward|gcassert):(\S*)[ \t]*(.*)$/s.exec(comment);
    if (!found) return [];
    const [, space = '', tool, name = '', text = ''] = found;
    const meant = codeLines.has(line) ? line : lineBelow(line, codeLines, commentLines);
    const written = meant === undefined ? undefined : declared.get(meant);
    return [
      {
        tool: tool === 'gcassert' ? 'gcassert' : 'stackward',
        name,
        text,
        at: { file, line, column: start - (lines.starts[line - 1] ?? 0) + 1 },
        isSpaced: space !== '',
        ...(written === undefined ? {} : { function: written }),
        ...(meant === undefined ? {} : { line: meant }),
      },
    ];
  });
}

/** Comments, literals, and what is between them. */
const tokens = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"|`[^`]*`|'(?:\\.|[^'\\\n])*'|[^\s/"'`]+|[/"'`]/g;

/** One pass: the line comments that may be directives, and which lines hold code and which comments. Ends of lines are lines of a raw string or a comment, too. */
function readLines(
  bytes: Uint8Array,
  lineAt: (offset: number) => number,
): { comments: { start: number; end: number; line: number }[]; codeLines: ReadonlySet<number>; commentLines: ReadonlySet<number> } {
  // One character for each byte, so that places in the text are offsets.
  const text = bufferOf(bytes).toString('latin1');
  const comments: { start: number; end: number; line: number }[] = [];
  const codeLines = new Set<number>();
  const commentLines = new Set<number>();
  for (const found of text.matchAll(tokens)) {
    const [token] = found;
    const line = lineAt(found.index);
    const isComment = token.startsWith('//') || token.startsWith('/*');
    const spans = isComment || token.startsWith('`') ? lineAt(found.index + token.length - 1) : line;
    for (let at = line; at <= spans; at++) (isComment ? commentLines : codeLines).add(at);
    if (token.startsWith('//') && marks.some((mark) => token.includes(mark)))
      comments.push({ start: found.index, end: found.index + token.length, line });
  }
  return { comments, codeLines, commentLines };
}

function lineBelow(line: number, codeLines: ReadonlySet<number>, commentLines: ReadonlySet<number>): number | undefined {
  for (let next = line + 1; ; next++) {
    if (codeLines.has(next)) return next;
    if (!commentLines.has(next)) return undefined;
  }
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function describe({ name, span, body }: GoFunction): WrittenFunction {
  return { name, line: span.line, endLine: span.endLine, hasBody: body !== undefined };
}
