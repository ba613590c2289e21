import type { Excerpt, Mark } from '../model/explanation.ts';
import type { SourceFile } from '../source/read-source.ts';

/** Lines shown around the asked one, inside its function. */
const before = 2;
const after = 2;
/** More lines than these are cut. */
const longest = 24;

/** Cuts lines out of a source: `from` to `to` with a little around, not beyond `within`. Lines and columns are those of the file. */
export function makeExcerpt(
  source: SourceFile,
  from: number,
  to: number,
  marks: readonly Omit<Mark, 'utf16'>[],
  within?: { readonly line: number; readonly endLine: number },
): Excerpt {
  // A final line break opens one more line, which is not one of the text.
  const count = countLines(source);
  const top = Math.max(1, Math.min(from, Math.max(from - before, within?.line ?? 1)));
  const bottom = Math.min(count, Math.max(Math.min(to, from + longest), Math.min(to + after, within?.endLine ?? count, from + longest)));
  const lines: string[] = [];
  for (let line = top; line <= bottom; line++) lines.push(source.text(line));
  const shown = marks.filter((mark) => mark.line >= top && mark.line <= bottom);
  const distinct = new Map(shown.toReversed().map((mark) => [`${mark.line}:${mark.column}`, mark]));
  return {
    file: source.file,
    first: top,
    lines,
    marks: [...distinct.values()]
      .map((mark) => ({ ...mark, utf16: source.utf16Column(mark.line, mark.column) }))
      .toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

/** Lines of text; a final line break does not open one more. */
export function countLines({ lines, bytes }: SourceFile): number {
  const count = lines.starts.length;
  return count > 1 && lines.starts[count - 1] === bytes.length ? count - 1 : count;
}
