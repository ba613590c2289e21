import type { SiteStanding } from '../../model/binary.ts';
import type { Agreement } from '../../model/cost.ts';
import type { Place, Site } from '../../model/site.ts';
import type { PlacedCalls } from './place-calls.ts';

export interface StandOptions {
  /** Symbols with code in the program, of their own or inlined. */
  readonly symbols: ReadonlySet<string>;
  /** Packages of these. */
  readonly linked: ReadonlySet<string>;
  readonly agreement: readonly Agreement[];
  readonly callsKnown: boolean;
  readonly isOfProgram: (place: Place) => boolean;
}

/** How each site stands in the program, in the same order. */
export function standSites(sites: readonly Site[], { present, amongEquals }: PlacedCalls, options: StandOptions): SiteStanding[] {
  // A literal has another name in each function that it was inlined into: what else is written in it tells that its text is there.
  const written = (site: Site): string => `${site.package}\0${site.function}`;
  const there = new Set(sites.filter((site) => site.places.some((place) => isThere(place, site, options))).map(written));
  const moved = new Set(options.agreement.filter(({ functions, agree }) => agree < functions).map((one) => one.package));
  return sites.map((site): SiteStanding => {
    const { id } = site;
    const found = present.get(id);
    if (found) return { site: id, state: 'present', ...found };
    if (!options.linked.has(site.package)) return { site: id, state: 'gone', why: 'package-not-linked' };
    if (!there.has(written(site))) return { site: id, state: 'gone', why: 'function-dropped' };
    if (!options.callsKnown) return { site: id, state: 'unknown', why: 'calls-unknown' };
    if (amongEquals.has(id)) return { site: id, state: 'unknown', why: 'among-equals' };
    if (moved.has(site.package)) return { site: id, state: 'unknown', why: 'other-source' };
    return { site: id, state: 'gone', why: 'call-gone' };
  });
}

/** The function in whose text the site stands, in this copy: as a function of its own, or inlined somewhere. */
function isThere(place: Place, { at }: Site, { symbols, isOfProgram }: StandOptions): boolean {
  if (!isOfProgram(place)) return false;
  const anchor = place.inline.find(({ file, line }) => file === at.file && line === at.line);
  return symbols.has(anchor?.function ?? place.function) || symbols.has(place.function);
}
