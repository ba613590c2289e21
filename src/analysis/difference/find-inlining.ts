import type { InlinedUse } from '../../model/outline.ts';
import type { Position } from '../../model/facts.ts';
import { isForeignFile } from '../../model/position.ts';
import type { Site } from '../../model/site.ts';
import { lastName } from './find-uninlined.ts';
import type { PlaceMap } from './place-map.ts';

/** The call, in own code, of a function of another module whose body brings a place. */
export interface InlinedCall {
  /** As object code names it. */
  readonly callee: string;
  readonly at: Position;
}

/**
 * Whether a place of one side is there only since a function of another module is inlined at a call, which on the other side stands in the same text and is a call in truth: then it is no new
 * allocation, and its end none that is mended. The function allocates by itself in either build, out of sight of what is compared. Only functions whose text is the same on both sides
 * count (`isSameModule`): of others it is not known whether they did.
 */
export function findInlining(
  site: Site,
  {
    side,
    map,
    isInlined,
    isSameModule,
  }: {
    readonly side: 'base' | 'head';
    readonly map: PlaceMap;
    /** Whether a call in a line of the other side is inlined. */
    readonly isInlined: InlinedTest;
    readonly isSameModule: (pkg: string) => boolean;
  },
): InlinedCall | undefined {
  const copies = site.places.filter(({ calls }) => calls.length > 0).map(({ inline }) => callOf(inline));
  const [first] = copies;
  if (!first || copies.some((copy) => copy?.callee !== first.callee || copy.at.file !== first.at.file || copy.at.line !== first.at.line))
    return undefined;
  if (!isSameModule(first.package)) return undefined;
  const there = side === 'head' ? map.before(first.at.file, first.at.line) : sameAfter(first.at, map);
  if (!there?.isSame) return undefined;
  return isInlined(there.file, there.line, first.callee) ? undefined : { callee: first.callee, at: first.at };
}

export type InlinedTest = (file: string, line: number, callee: string) => boolean;

/** Looks into the inlined calls of a side when it is first asked: seldom. */
export function createInlinedTest(uses: readonly InlinedUse[]): InlinedTest {
  const keyOf = (file: string, line: number, callee: string): string => `${file}\0${line}\0${lastName(callee)}`;
  let known: Set<string> | undefined;
  return (file, line, callee) => {
    known ??= new Set(uses.map((use) => keyOf(use.file, use.line, use.callee)));
    return known.has(keyOf(file, line, callee));
  };
}

/** The line of the head that a line of the base is, with the same text. */
function sameAfter(
  { file, line }: Position,
  map: PlaceMap,
): { readonly file: string; readonly line: number; readonly isSame: boolean } | undefined {
  const now = map.after(file, line);
  return now && { ...now, isSame: map.before(now.file, now.line)?.isSame === true };
}

/** The innermost own frame, where what is inlined is of other modules alone. What the call itself makes for its arguments stands in own text, and is no part of it. */
function callOf(inline: Site['places'][number]['inline']): (InlinedCall & { readonly package: string }) | undefined {
  const own = inline.findIndex(({ file }) => !isForeignFile(file));
  const callee = inline[own - 1];
  const frame = inline[own];
  // A replaced module in a folder has no version: its text may have changed.
  if (!callee || !frame || !inline.slice(0, own).every(({ file }) => /^\$(?:GOROOT|GOMODCACHE)\//.test(file))) return undefined;
  return { callee: callee.function, package: callee.package, at: { file: frame.file, line: frame.line } };
}
