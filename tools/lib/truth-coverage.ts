/** A basic block of `go tool cover`: lines and columns count from 1, columns in bytes; the end is behind its last byte. */
export interface Block {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly executed: boolean;
}

/** Blocks by file, as the profile names it: import path and file name. Counts of several test binaries are added. */
export function readCoverage(text: string): ReadonlyMap<string, readonly Block[]> {
  const executed = new Map<string, boolean>();
  for (const line of text.split('\n')) {
    const match = /^(\S.*:\d+\.\d+,\d+\.\d+) \d+ (\d+)$/.exec(line);
    if (match?.[1] !== undefined) executed.set(match[1], executed.get(match[1]) === true || Number(match[2]) > 0);
  }
  const files = new Map<string, Block[]>();
  for (const [key, isExecuted] of executed) {
    const match = /^(.*):(\d+)\.(\d+),(\d+)\.(\d+)$/.exec(key);
    if (!match) continue;
    const [startLine = 0, startColumn = 0, endLine = 0, endColumn = 0] = match.slice(2).map(Number);
    const blocks = files.get(match[1] ?? '') ?? [];
    files.set(match[1] ?? '', blocks);
    blocks.push({ startLine, startColumn, endLine, endColumn, executed: isExecuted });
  }
  return files;
}

/**
 * Whether a place was executed. `several-blocks`: blocks of which one was executed and one was not share the line. `no-block`: no
 * block holds it, since Go's cover tool counts statements of functions and leaves the rest of a statement behind a function literal out.
 */
export type Execution = 'executed' | 'not-executed' | 'several-blocks' | 'no-block';

/**
 * What coverage says of a place: by its column where that is known, else by what stands on its line. `line` is the text of that
 * line. On the line where a function is declared (parameters that are moved to the heap) its first block decides.
 */
export function executionAt(blocks: readonly Block[], at: { readonly line: number; readonly column?: number }, line: string): Execution {
  if (/^func\b/.test(line)) return firstBlock(blocks, at.line);
  const bytes = Buffer.from(line);
  if (at.column !== undefined) {
    const column = at.column;
    const holding = blocks.find(
      (block) =>
        startsBefore(block, at.line, column) && (block.endLine > at.line || (block.endLine === at.line && column < block.endColumn)),
    );
    return holding === undefined ? 'no-block' : holding.executed ? 'executed' : 'not-executed';
  }
  const onLine = blocks
    .filter((block) => block.startLine <= at.line && block.endLine >= at.line)
    .map((block) => cut(block, at.line, bytes));
  const saying = onLine.filter((part) => hasCode(bytes.subarray(part.from, part.to).toString()));
  const rest = onLine
    .toSorted((a, b) => b.from - a.from)
    .reduce((left, part) => Buffer.concat([left.subarray(0, part.from), left.subarray(part.to)]), bytes);
  if (saying.length === 0 || !isHarmless(rest.toString())) return 'no-block';
  if (saying.every((part) => part.executed)) return 'executed';
  return saying.some((part) => part.executed) ? 'several-blocks' : 'not-executed';
}

function startsBefore(block: Block, line: number, column: number): boolean {
  return block.startLine < line || (block.startLine === line && block.startColumn <= column);
}

function firstBlock(blocks: readonly Block[], line: number): Execution {
  const first = blocks
    .filter((block) => block.startLine >= line)
    .toSorted((a, b) => a.startLine - b.startLine || a.startColumn - b.startColumn)[0];
  return first === undefined ? 'no-block' : first.executed ? 'executed' : 'not-executed';
}

function cut(block: Block, line: number, bytes: Buffer): { from: number; to: number; executed: boolean } {
  return {
    from: block.startLine === line ? block.startColumn - 1 : 0,
    to: block.endLine === line ? block.endColumn - 1 : bytes.length,
    executed: block.executed,
  };
}

function hasCode(text: string): boolean {
  return /[\w"`']/.test(withoutComment(text));
}

/** What no block holds cannot allocate: keywords, brackets, labels of plain cases. */
function isHarmless(text: string): boolean {
  return !/[\w"`'&]/.test(
    withoutComment(text)
      .replace(/^\s*(case\s[^()&+{"`]*|default)\s*:/, '')
      .replaceAll(/\b(else|func|return)\b/g, ''),
  );
}

function withoutComment(text: string): string {
  return text.replace(/\/\/.*$/, '');
}
