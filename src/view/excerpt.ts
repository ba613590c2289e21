import type { Excerpt, Mark } from '../model/explanation.ts';
import { safeText } from './safe-text.ts';

export interface ExcerptRow {
  readonly kind: 'source' | 'marks';
  /** With the line's number in front. */
  readonly text: string;
}
export interface ExcerptOptions {
  /** Columns of a terminal that a text takes: 2 for wide characters, 0 for combining ones. */
  readonly width: (text: string) => number;
  /** Columns that a row may take; lines are cut from the left when their marks would be lost on the right. */
  readonly columns?: number;
  /** What stands under a mark besides its sign, such as a number; '' for nothing. */
  readonly label?: (mark: Mark) => string;
}

const tabWidth = 4;
/** Without a terminal: no line is longer than this, whatever the source holds. */
const widest = 240;
const signs: Readonly<Record<Mark['of'], string>> = { allocates: '^', paper: '~', stays: '-', asked: '.' };

/** Lines with their numbers, and under each line with marks one row of signs and, with labels, one of labels. Tabs are expanded. */
export function excerptRows(excerpt: Excerpt, options: ExcerptOptions): ExcerptRow[] {
  const digits = Math.max(4, String(excerpt.first + excerpt.lines.length - 1).length);
  const room = Math.max(20, Math.min(options.columns ?? widest, widest) - digits - 3);
  const rows: ExcerptRow[] = [];
  for (const [index, line] of excerpt.lines.entries()) {
    const number = excerpt.first + index;
    const marks = excerpt.marks.filter((mark) => mark.line === number);
    const view = cutLine(line, marks, room, options.width);
    rows.push({ kind: 'source', text: `${String(number).padStart(digits)} │ ${view.text}`.trimEnd() });
    if (marks.length === 0) continue;
    const gutter = `${' '.repeat(digits)} │ `;
    rows.push({ kind: 'marks', text: gutter + signRow(line, marks, view) });
    const labels = labelRow(line, marks, view, options.label);
    if (labels !== '') rows.push({ kind: 'marks', text: gutter + labels });
  }
  return rows;
}

interface LineView {
  readonly text: string;
  /** Display column, from 0, of a UTF-16 index of the whole line. */
  readonly columnAt: (index: number) => number;
  readonly end: number;
}

/** A line as it is shown in `room` columns. What a terminal would act on is escaped first, so widths are those of what is shown. */
function cutLine(line: string, marks: readonly Mark[], room: number, width: ExcerptOptions['width']): LineView {
  const [first] = marks;
  const firstIndex = first ? first.utf16 - 1 : 0;
  const lastIndex = marks.at(-1) ? (marks.at(-1)?.utf16 ?? 1) - 1 : 0;
  // Only as much as can be seen is laid out: a line may be megabytes long.
  let start = 0;
  if (width(layOut(line.slice(0, Math.min(lastIndex + 1, room * 4)), width)) > room - 1 || lastIndex >= room * 4)
    start = Math.max(0, firstIndex - Math.floor(room / 4));
  if (isLowSurrogate(line, start)) start--;
  const lead = start > 0 ? '…' : '';
  const piece = line.slice(start, start + room * 4);
  let text = lead + layOut(piece, width);
  if (width(text) > room || start + piece.length < line.length) text = fit(text, room, width);
  return {
    text,
    columnAt: (index) => (index < start ? 0 : width(lead + layOut(line.slice(start, Math.min(index, start + room * 4)), width))),
    end: room,
  };
}

function fit(text: string, room: number, width: ExcerptOptions['width']): string {
  const points = [...text];
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (width(points.slice(0, middle).join('')) <= room - 1) low = middle;
    else high = middle - 1;
  }
  return low === points.length && width(text) < room ? `${text}…` : `${points.slice(0, low).join('')}…`;
}

/** Tabs to the next stop, everything that is not for a terminal escaped. */
function layOut(text: string, width: ExcerptOptions['width']): string {
  let out = '';
  for (const [index, piece] of text.split('\t').entries()) {
    if (index > 0) out += ' '.repeat(tabWidth - (width(out) % tabWidth));
    out += safeText(piece);
  }
  return out;
}

function signRow(line: string, marks: readonly Mark[], view: LineView): string {
  const cells: string[] = [];
  // What was asked for is drawn first: signs that say more stand over it.
  for (const mark of marks.toSorted((a, b) => Number(b.of === 'asked') - Number(a.of === 'asked'))) {
    const [start, end] = extentOf(line, mark, marks);
    const from = view.columnAt(start);
    const to = Math.max(from + 1, view.columnAt(end));
    if (mark.of === 'asked' && cells.slice(from, to).some((cell) => cell !== undefined && cell !== ' ')) continue;
    for (let column = from; column < Math.min(to, view.end); column++) cells[column] = signs[mark.of];
  }
  return Array.from(cells, (cell) => cell ?? ' ').join('');
}

/** A call in which other marks stand is underlined up to its bracket, so that they are seen. */
function extentOf(line: string, mark: Mark, marks: readonly Mark[]): readonly [start: number, end: number] {
  const index = mark.utf16 - 1;
  const [start, end] = extentAt(line, index);
  return end > index + 1 && marks.some((other) => other.utf16 - 1 > index && other.utf16 - 1 < end) ? [start, index + 1] : [start, end];
}

function labelRow(line: string, marks: readonly Mark[], view: LineView, label: ExcerptOptions['label']): string {
  let row = '';
  for (const mark of marks) {
    const text = label?.(mark) ?? '';
    const column = view.columnAt(extentAt(line, mark.utf16 - 1)[0]);
    if (text === '' || column < row.length || column + text.length > view.end) continue;
    row = row.padEnd(column) + text;
  }
  return row;
}

/**
 * The stretch to underline for a position of the compiler, as UTF-16 indexes: it stands at the `(` of a call and at the dot of a
 * selector, so the name before belongs to it; at `&T{` the type; else the word or operator there.
 */
export function extentAt(line: string, index: number): readonly [start: number, end: number] {
  const char = line.charAt(index);
  if (char === '' || char === ' ' || char === '\t') return [index, index + 1];
  if (char === '(') return callAt(line, index);
  if (char === '[' && isWord(line.charAt(index - 1))) return [wordStart(line, index), closing(line, index, '[', ']')];
  if (char === '{') return literalAt(line, index);
  if (char === '.') return [wordStart(line, index), wordEnd(line, index + 1)];
  if (isWord(char)) return [index, wordEnd(line, index)];
  const type = /^&[\p{L}\p{N}\p{M}_.[\]*]+/u.exec(line.slice(index, index + 200))?.[0];
  if (type !== undefined) return [index, index + type.length];
  return [index, index + (/^(<-|\+=|:=|\.\.\.|&\^)/.exec(line.slice(index, index + 3))?.[0].length ?? 1)];
}

/** `name.sub(…)`: from the name on to the bracket that closes it, if that stands on this line. */
function callAt(line: string, index: number): readonly [number, number] {
  const closes = closing(line, index, '(', ')');
  if (line.charAt(index - 1) === ')') {
    // `([]byte)(x)`: a conversion or a call of what stands in brackets.
    const open = line.lastIndexOf('(', index - 1);
    return [open < 0 ? index : open, closes];
  }
  return [wordStart(line, index), closes];
}

function literalAt(line: string, index: number): readonly [number, number] {
  let start = index;
  while (start > 0 && /[\w.[\]*&]/.test(line.charAt(start - 1))) start--;
  return [start, closing(line, index, '{', '}')];
}

/** Behind the bracket that closes the one at `index`; strings are not looked into. Only the bracket when it closes on another line. */
function closing(line: string, index: number, open: string, close: string): number {
  let depth = 0;
  for (let at = index; at < Math.min(line.length, index + 400); at++) {
    const char = line.charAt(at);
    if (char === '"' || char === '`') {
      at = endOfString(line, at, char);
      continue;
    }
    if (char === open) depth++;
    else if (char === close && --depth === 0) return at + 1;
  }
  return index + 1;
}

function endOfString(line: string, from: number, quote: string): number {
  for (let at = from + 1; at < line.length; at++) {
    if (line.charAt(at) === '\\' && quote === '"') at++;
    else if (line.charAt(at) === quote) return at;
  }
  return line.length;
}

function wordStart(line: string, index: number): number {
  let start = index;
  while (start > 0 && (isWord(line.charAt(start - 1)) || (line.charAt(start - 1) === '.' && isWord(line.charAt(start - 2))))) start--;
  return start;
}

function wordEnd(line: string, index: number): number {
  let end = index;
  while (end < line.length && isWord(line.charAt(end))) end++;
  return end === index ? index + 1 : end;
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}\p{M}_]/u.test(char) || /[\ud800-\udfff]/.test(char);
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
