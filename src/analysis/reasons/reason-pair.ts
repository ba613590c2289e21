import type { DifferenceKind } from '../../model/build-comparison.ts';
import type { Place, Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import type { PlaceMap } from '../difference/place-map.ts';
import { bareFrame } from './callee-names.ts';
import type { ReasonIndex } from './reason-side.ts';

/** Two builds that are compared. */
export interface ReasonStep {
  readonly before: ReasonIndex;
  readonly after: ReasonIndex;
  /** `before` is its base, `after` its head. */
  readonly map: PlaceMap;
}

/** One written place in both; at least one site is there. */
export interface SitesOfStep {
  readonly before?: Site | undefined;
  readonly after?: Site | undefined;
  readonly kinds: readonly DifferenceKind[];
}

export type When = 'before' | 'after';
export const other: Readonly<Record<When, When>> = { before: 'after', after: 'before' };

/** A line of one build and the same line of the other; one is undefined where a build does not have the line. */
export interface Spot {
  readonly before?: Span | undefined;
  readonly after?: Span | undefined;
}

/** The pair as it is looked at. */
export interface Pair extends SitesOfStep {
  readonly step: ReasonStep;
  /** Lines where the compiler's lines of its copies stand, the place itself first. */
  readonly spots: readonly Spot[];
  /** Copies that one build has and the other has not. */
  readonly only: Readonly<Record<When, readonly Place[]>>;
}

export function makePair(sites: SitesOfStep, step: ReasonStep): Pair {
  const spots = new Map<string, Spot>();
  const add = (side: When, { file, line }: Span): void => {
    const spot = spotOf(side, { file, line }, step);
    const known = spot.after ?? spot.before;
    if (known) spots.set(`${spot.after === undefined ? '-' : ''}${known.file}\0${known.line}`, spot);
  };
  for (const side of ['after', 'before'] as const) {
    const site = sites[side];
    if (!site) continue;
    add(side, site.at);
    for (const { inline } of site.places) {
      const outer = inline.at(-1);
      if (outer) add(side, outer);
    }
  }
  const keys = {
    before: new Set(sites.before?.places.map((place) => placeKey('before', place, step))),
    after: new Set(sites.after?.places.map((place) => placeKey('after', place, step))),
  };
  const onlyOf = (side: When): readonly Place[] =>
    sites[side]?.places.filter((place) => !keys[other[side]].has(placeKey(side, place, step))) ?? [];
  return { ...sites, step, spots: [...spots.values()], only: { before: onlyOf('before'), after: onlyOf('after') } };
}

/** A line of one build with the same line of the other. */
export function spotOf(side: When, { file, line }: Span, { map }: ReasonStep): Spot {
  const span = { file, line };
  // All code that the compiler writes itself stands on one line.
  if (file.startsWith('<')) return { before: span, after: span };
  if (side === 'after') {
    const found = map.before(file, line);
    return { after: span, before: found && { file: found.file, line: found.line } };
  }
  return { before: span, after: map.after(file, line) };
}

/** A copy as both builds name it: what was inlined into what, and the line where it ends. */
function placeKey(side: When, { inline, function: symbol }: Place, step: ReasonStep): string {
  const outer = inline.at(-1);
  const line = outer && spotOf(side, outer, step);
  const at = line && (line.after ?? line.before);
  return [symbol, at?.file, at?.line, ...inline.slice(0, -1).map(bareFrame)].join('\0');
}

/** Whether the text of a line differs between the builds; undefined where it is not known in both. */
export function isEdited(spot: Spot, map: PlaceMap): boolean | undefined {
  const { before, after } = spot;
  if (!before && !after) return undefined;
  if (!before || !after) return true;
  const now = map.text('head', after.file, after.line);
  const was = map.text('base', before.file, before.line);
  return now && was ? now.line !== was.line : undefined;
}

/** Whether what becomes of the value differs, and not only how it is written or allocated. */
export function isOfCause({ kinds }: Pair): boolean {
  return kinds.some((kind) => kind === 'gained' || kind === 'lost' || kind === 'cause' || kind === 'when');
}
