import { indexSpans } from '../../base/spans-around.ts';
import type { FileOutline } from '../../model/outline.ts';
import { alignLines } from './align-lines.ts';
import { listDeclared, matchFunctions, type Declared } from './match-functions.ts';
import type { ComparedSide } from './side.ts';

/** A line of one side, seen from the other. */
export interface MappedLine {
  readonly file: string;
  readonly line: number;
  /** Whether its text is the same; else it is but for names. */
  readonly isSame: boolean;
}

/** How the lines of the head stand to those of the base. */
export interface PlaceMap {
  /** Whether both sides have the file, with one text. */
  readonly isUnchanged: (file: string) => boolean;
  /** The line of the base that a line of the head is; undefined where it is a new one, or was changed. */
  readonly before: (file: string, line: number) => MappedLine | undefined;
  /** The line of the head that a line of the base is now. */
  readonly after: (file: string, line: number) => { readonly file: string; readonly line: number } | undefined;
  /** Whether a line of the base still is in the head. */
  readonly isKept: (file: string, line: number) => boolean;
  /** Names the stretch of changed lines that a line is in, by the last line before it that both sides have. */
  readonly stretch: (side: 'base' | 'head', file: string, line: number) => string;
  /** Numbers of a line's text, with and without names; undefined where the text is not known. */
  readonly text: (side: 'base' | 'head', file: string, line: number) => { readonly line: number; readonly shape: number } | undefined;
  /** The declared function around a line of the head, and the one that it was; for lines in none, undefined. */
  readonly declaredAt: (side: 'base' | 'head', file: string, line: number) => Declared | undefined;
  /** What a function of the base is in the head. */
  readonly pairOf: (base: Declared) => Declared | undefined;
}

/**
 * Aligns the sources of two builds, function by function, so that a function may move, and file by file for what is in none. Files of one text are not
 * looked into.
 */
export function mapPlaces(base: ComparedSide, head: ComparedSide): PlaceMap {
  const baseFiles = new Map(base.outlines.map((outline) => [outline.file, outline]));
  const headFiles = new Map(head.outlines.map((outline) => [outline.file, outline]));
  const same = new Set(
    [...headFiles.values()].filter(({ file, digest }) => baseFiles.get(file)?.digest === digest).map(({ file }) => file),
  );
  const changed = ({ outlines }: ComparedSide): FileOutline[] => outlines.filter(({ file }) => !same.has(file));
  const changedBase = changed(base);
  const changedHead = changed(head);
  const pairs = matchFunctions(listDeclared({ ...base, outlines: changedBase }), listDeclared({ ...head, outlines: changedHead }));

  /** For each line of a changed file of the head: the file of the base and the line there; negative where only the shape is the same. */
  const lines = new Map(changedHead.map(({ file, lines: all }) => [file, new Int32Array(all.length + 2)]));
  const owners = new Map(changedHead.map(({ file, lines: all }) => [file, new Array<FileOutline | undefined>(all.length + 2)]));
  const kept = new Map(changedBase.map(({ file, lines: all }) => [file, new Int32Array(all.length + 2)]));
  const heirs = new Map(changedBase.map(({ file, lines: all }) => [file, new Array<FileOutline | undefined>(all.length + 2)]));

  const align = (one: FileOutline, range: Range, other: FileOutline, otherRange: Range): void => {
    const target = lines.get(other.file);
    const owner = owners.get(other.file);
    const mark = kept.get(one.file);
    const heir = heirs.get(one.file);
    if (!target || !owner || !mark || !heir) return;
    const found = new Int32Array(otherRange.endLine + 2);
    alignLines(one.lines, range, other.lines, otherRange, found);
    const shaped = alignShapes(one, range, other, otherRange, found);
    for (let line = otherRange.line; line <= otherRange.endLine; line++) {
      const before = found[line] || shaped[line] || 0;
      if (before === 0 || target[line] !== 0 || mark[before] !== 0) continue;
      target[line] = found[line] ? before : -before;
      owner[line] = one;
      mark[before] = line;
      heir[before] = other;
    }
  };
  for (const pair of pairs) align(pair.base.outline, pair.base, pair.head.outline, pair.head);
  for (const [one, other] of pairFiles(changedBase, changedHead, pairs)) {
    align(one, { line: 1, endLine: one.lines.length }, other, { line: 1, endLine: other.lines.length });
  }
  const spans = { base: indexDeclared(base, baseFiles), head: indexDeclared(head, headFiles) };
  const partners = new Map(pairs.map((pair) => [keyOf(pair.base), pair.head]));
  return {
    isUnchanged: (file) => same.has(file),
    before(file, line) {
      if (same.has(file)) return { file, line, isSame: true };
      const found = lines.get(file)?.[line] ?? 0;
      const owner = owners.get(file)?.[line];
      return found === 0 || !owner ? undefined : { file: owner.file, line: Math.abs(found), isSame: found > 0 };
    },
    after(file, line) {
      if (same.has(file)) return { file, line };
      const now = kept.get(file)?.[line] ?? 0;
      const heir = heirs.get(file)?.[line];
      return now === 0 || !heir ? undefined : { file: heir.file, line: now };
    },
    isKept: (file, line) => same.has(file) || (kept.get(file)?.[line] ?? 0) !== 0,
    stretch(side, file, line) {
      for (let above = line - 1; above > 0; above--) {
        if (side === 'base' && (kept.get(file)?.[above] ?? 0) !== 0) return `${file}\0${above}`;
        const before = side === 'head' ? (lines.get(file)?.[above] ?? 0) : 0;
        if (before !== 0) return `${owners.get(file)?.[above]?.file}\0${Math.abs(before)}`;
      }
      return `${file}\0`;
    },
    text(side, file, line) {
      const outline = (side === 'base' ? baseFiles : headFiles).get(file);
      return outline && { line: outline.lines[line - 1] ?? 0, shape: outline.shapes[line - 1] ?? 0 };
    },
    declaredAt: (side, file, line) => spans[side](file, line),
    pairOf: (one) => (same.has(one.outline.file) ? one : partners.get(keyOf(one))),
  };
}

interface Range {
  readonly line: number;
  readonly endLine: number;
}

/** Between lines that are the same: those that are but for names. */
function alignShapes(one: FileOutline, range: Range, other: FileOutline, otherRange: Range, found: Int32Array): Int32Array {
  const shaped = new Int32Array(found.length);
  const [shapes, otherShapes] = withoutMoved(one, range, other, otherRange, found);
  let from = range.line;
  let first = otherRange.line;
  for (let line = otherRange.line; line <= otherRange.endLine + 1; line++) {
    const before = line > otherRange.endLine ? range.endLine + 1 : (found[line] ?? 0);
    if (before === 0) continue;
    if (line > first && before > from)
      alignLines(shapes, { line: from, endLine: before - 1 }, otherShapes, { line: first, endLine: line - 1 }, shaped);
    from = before + 1;
    first = line + 1;
  }
  return shaped;
}

/** Shapes of two ranges but for lines that only went elsewhere within them: such a line is itself there, not another that looks like it. */
function withoutMoved(
  one: FileOutline,
  range: Range,
  other: FileOutline,
  otherRange: Range,
  found: Int32Array,
): [Uint32Array, Uint32Array] {
  const kept = new Set(found);
  const linesOf = (outline: FileOutline, { line, endLine }: Range, isOpen: (line: number) => boolean): Map<number, number[]> => {
    const lines = new Map<number, number[]>();
    for (let at = line; at <= endLine; at++) {
      const number = outline.lines[at - 1] ?? 0;
      if (number !== 0 && isOpen(at)) lines.set(number, [...(lines.get(number) ?? []), at]);
    }
    return lines;
  };
  const open = linesOf(one, range, (line) => !kept.has(line));
  const otherOpen = linesOf(other, otherRange, (line) => (found[line] ?? 0) === 0);
  const both = [...open.keys()].filter((number) => otherOpen.has(number));
  if (both.length === 0) return [one.shapes, other.shapes];
  const [shapes, otherShapes] = [one.shapes.slice(), other.shapes.slice()];
  for (const number of both) {
    for (const line of open.get(number) ?? []) shapes[line - 1] = 0;
    for (const line of otherOpen.get(number) ?? []) otherShapes[line - 1] = 0;
  }
  return [shapes, otherShapes];
}

/** Files of one name, then those between which most functions went. */
function pairFiles(
  base: readonly FileOutline[],
  head: readonly FileOutline[],
  pairs: readonly { readonly base: Declared; readonly head: Declared }[],
): [FileOutline, FileOutline][] {
  const byName = new Map(base.map((outline) => [outline.file, outline]));
  const votes = new Map<FileOutline, Map<FileOutline, number>>();
  for (const pair of pairs) {
    const list = votes.get(pair.head.outline) ?? new Map<FileOutline, number>();
    list.set(pair.base.outline, (list.get(pair.base.outline) ?? 0) + pair.base.endLine - pair.base.line + 1);
    votes.set(pair.head.outline, list);
  }
  return head.flatMap((outline): [FileOutline, FileOutline][] => {
    const known = byName.get(outline.file);
    const others = [...(votes.get(outline) ?? [])].toSorted((a, b) => b[1] - a[1]).map(([one]) => one);
    return [...(known ? [known] : []), ...others.filter((one) => one !== known)].map((one) => [one, outline]);
  });
}

/** Files are looked into when they are first asked for: most are not. */
function indexDeclared(side: ComparedSide, files: ReadonlyMap<string, FileOutline>): (file: string, line: number) => Declared | undefined {
  const indexes = new Map<string, (line: number) => readonly Declared[]>();
  return (file, line) => {
    let index = indexes.get(file);
    if (!index) {
      const outline = files.get(file);
      indexes.set(file, (index = indexSpans(outline ? listDeclared({ ...side, outlines: [outline] }) : [])));
    }
    return index(line)[0];
  };
}

function keyOf({ outline, line, name }: Declared): string {
  return `${outline.file}\0${line}\0${name}`;
}
