import type { Site } from '../../model/site.ts';

/** One written place: its site in each build, by the number of the build; undefined where it does not stand in one. */
export type MatchedSite = readonly (Site | undefined)[];

/**
 * Finds the same written places in the sites of several builds of one source, given in their order. The text is the same, so a place is
 * its package, file, line, function and what; where several are on one line, they are told apart by type and expression, then by id, last by
 * order. Ids alone would not do: their ordinals count only what one build holds. Each site is in exactly one place.
 */
export function matchBuilds(builds: readonly (readonly Site[])[]): MatchedSite[] {
  const places = new Map<string, (Site | undefined)[][]>();
  for (const [build, sites] of builds.entries()) {
    const byPlace = new Map<string, Site[]>();
    for (const site of sites) {
      const key = [site.package, site.at.file, site.at.line, site.function, site.what].join('\0');
      byPlace.set(key, [...(byPlace.get(key) ?? []), site]);
    }
    for (const [key, open] of byPlace) {
      const known = places.get(key) ?? [];
      for (const [row, site] of pair(known, open, build)) {
        if (row) row[build] = site;
        else known.push(Object.assign(new Array<Site | undefined>(builds.length).fill(undefined), { [build]: site }));
      }
      places.set(key, known);
    }
  }
  return [...places.values()].flat();
}

type Row = (Site | undefined)[];

/** Gives each site the row that it belongs to, most specific likeness first; undefined: a new one. */
function pair(rows: readonly Row[], sites: readonly Site[], build: number): [Row | undefined, Site][] {
  const pairs: [Row | undefined, Site][] = [];
  const openRows = new Set(rows.filter((row) => row[build] === undefined));
  const openSites = new Set(sites);
  for (const keyOf of likenesses) {
    for (const site of openSites) {
      const key = keyOf(site);
      const row = key === undefined ? undefined : [...openRows].find((one) => one.some((known) => known && keyOf(known) === key));
      if (!row) continue;
      pairs.push([row, site]);
      openRows.delete(row);
      openSites.delete(site);
    }
  }
  for (const site of openSites) pairs.push([undefined, site]);
  return pairs;
}

const likenesses: readonly ((site: Site) => string | undefined)[] = [
  ({ type, subject }) => `${type?.name ?? ''}\0${subject ?? ''}`,
  ({ type }) => type?.name,
  ({ subject }) => subject,
  ({ id }) => id,
  () => '',
];
