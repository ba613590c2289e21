import type { SiteChunk } from '../../model/page.ts';
import { outcomeOf, type Site } from '../../model/site.ts';
import { isInlinedCopy } from '../../view/inlined-copy.ts';

/** Sites in one part: some 20 ms to read. */
export const sitesEach = 4000;

/** What a list says of the compiled copies. `own` and `inlined` are distinct functions. */
type PlaceSummary = readonly [copies: number, inlinedCopies: number, own: number, inlined: number, allocators: readonly string[]];

const plain = [
  'id',
  'package',
  'function',
  'what',
  'subject',
  'when',
  'loop',
  'test',
  'exported',
  'rank',
  'cost',
  'execution',
  'in',
  'cause',
] as const;

/** Packs sites, some thousand at a time. What a site does not have is index −1. */
export function* packSites(sites: readonly Site[]): Iterable<SiteChunk> {
  for (let from = 0; from < sites.length; from += sitesEach) yield packChunk(sites.slice(from, from + sitesEach));
}

function packChunk(sites: readonly Site[]): SiteChunk {
  const values: unknown[] = [];
  const known = new Map<string, number>();
  const indexOf = (value: unknown): number => {
    if (value === undefined) return -1;
    const key = JSON.stringify(value);
    let index = known.get(key);
    if (index === undefined) {
      known.set(key, (index = values.length));
      values.push(value);
    }
    return index;
  };
  const columns: Record<string, number[]> = {
    file: sites.map(({ at }) => indexOf(at.file)),
    // Numbers stand for themselves.
    line: sites.map(({ at }) => at.line),
    column: sites.map(({ at }) => at.column ?? 0),
    outcome: sites.map((site) => indexOf(outcomeOf(site))),
    type: sites.map(({ type }) => indexOf(type)),
    places: sites.map((site) => indexOf(summary(site))),
  };
  for (const field of plain) columns[field] = sites.map((site) => indexOf(site[field]));
  return { values, columns };
}

function summary(site: Site): PlaceSummary {
  const inlined = site.places.filter((place) => isInlinedCopy(place, site));
  const own = site.places.filter((place) => !isInlinedCopy(place, site));
  return [
    site.places.length,
    inlined.length,
    new Set(own.map((place) => place.function)).size,
    new Set(inlined.map((place) => place.function)).size,
    [...new Set(site.places.flatMap((place) => place.calls.map((call) => call.allocator)))].toSorted(),
  ];
}
