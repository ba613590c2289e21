import { compareText } from '../base/order.ts';
import { UserError } from '../base/user-error.ts';
import { coverageModes, type Coverage, type CoverageBlock, type CoverageWrong } from '../model/coverage.ts';

/** Largest profile that is read, in bytes; that of a module with 500,000 blocks has some 40 MB. */
const coverageLimit: number = 512 << 20;

const block = /^([^]+):(\d+)\.(\d+),(\d+)\.(\d+) (\d+) (\d+)$/;
/** Each with what is wrong of a line that does not fit it: a line is read from its end, since file names may hold anything. */
const parts: readonly (readonly [CoverageWrong, RegExp])[] = [
  ['count', / \d+$/],
  ['statements', / \d+ \d+$/],
  ['end', /,\d+\.\d+ \d+ \d+$/],
  ['start', /:\d+\.\d+,\d+\.\d+ \d+ \d+$/],
];

type Counted = { -readonly [Key in keyof CoverageBlock]: CoverageBlock[Key] };

/**
 * A coverage profile from its bytes: `mode: set|count|atomic`, then a line `file:line.column,line.column statements count` for each
 * block (golang.org/x/tools/cover/profile.go, as vendored in Go 1.26's cmd). Blocks of one position are merged as `go tool cover` does
 * it: in mode `set` one is executed if it is in any line, else counts are added up. Profiles that were put one behind the other are
 * read where their modes agree; `go tool cover` refuses them.
 *
 * The binary files of a GOCOVERDIR are not read: `go tool covdata textfmt` makes this text of them.
 *
 * Throws UserError `coverage-not`, `coverage-mode`, `coverage-modes`, `coverage-line`, `coverage-statements`, `coverage-too-large`.
 */
export function readCoverage(bytes: Uint8Array, limit: number = coverageLimit): Coverage {
  if (bytes.length > limit) throw new UserError('coverage-too-large', { bytes: bytes.length, limit });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const files = new Map<string, Map<string, Counted>>();
  let mode: Coverage['mode'] | undefined;
  for (let start = 0, line = 1; start < buffer.length; line++) {
    const newline = buffer.indexOf(10, start);
    const end = newline < 0 ? buffer.length : newline;
    const text = buffer.toString('utf8', start, end > start && buffer[end - 1] === 13 ? end - 1 : end);
    if (mode === undefined || text.startsWith('mode: ')) mode = readMode(text, line, mode);
    else addBlock(files, mode, text, line);
    start = end + 1;
  }
  if (mode === undefined) throw new UserError('coverage-not', { begins: '' });
  const covered = [...files].map(([file, blocks]) => ({ file, blocks: [...blocks.values()].toSorted(byPosition) }));
  return { mode, files: covered.toSorted((a, b) => compareText(a.file, b.file)), isWhole: buffer.at(-1) === 10 };
}

function readMode(text: string, line: number, before: Coverage['mode'] | undefined): Coverage['mode'] {
  if (!text.startsWith('mode: ')) throw new UserError('coverage-not', { begins: shortened(text) });
  const name = text.slice('mode: '.length);
  const mode = coverageModes.find((known) => known === name);
  if (mode === undefined) throw new UserError('coverage-mode', { mode: shortened(name) });
  if (before !== undefined && before !== mode) throw new UserError('coverage-modes', { line, mode, other: before });
  return mode;
}

function addBlock(files: Map<string, Map<string, Counted>>, mode: Coverage['mode'], text: string, line: number): void {
  const match = block.exec(text);
  const wrong = (part: CoverageWrong): UserError => new UserError('coverage-line', { line, text: shortened(text), wrong: part });
  if (match === null) throw wrong(parts.find(([, shape]) => !shape.test(text))?.[0] ?? 'file');
  const [, file = '', ...numbers] = match;
  const [startLine = 0, column = 0, endLine = 0, endColumn = 0, statements = 0, count = 0] = numbers.map(Number);
  if (!Number.isSafeInteger(count)) throw wrong('count');
  if (!Number.isSafeInteger(statements)) throw wrong('statements');
  if (!Number.isSafeInteger(endLine) || !Number.isSafeInteger(endColumn)) throw wrong('end');
  if (!Number.isSafeInteger(startLine) || !Number.isSafeInteger(column)) throw wrong('start');

  let blocks = files.get(file);
  if (blocks === undefined) files.set(file, (blocks = new Map<string, Counted>()));
  const key = `${startLine}.${column},${endLine}.${endColumn}`;
  const known = blocks.get(key);
  if (known === undefined) blocks.set(key, { line: startLine, column, endLine, endColumn, statements, count });
  else if (known.statements !== statements)
    throw new UserError('coverage-statements', { line, text: shortened(text), statements, other: known.statements });
  else {
    known.count = mode === 'set' ? Math.max(known.count, count) : known.count + count;
    if (!Number.isSafeInteger(known.count)) throw wrong('count-sum');
  }
}

function byPosition(a: CoverageBlock, b: CoverageBlock): number {
  return a.line - b.line || a.column - b.column || a.endLine - b.endLine || a.endColumn - b.endColumn;
}

function shortened(text: string): string {
  return text.slice(0, 200);
}
