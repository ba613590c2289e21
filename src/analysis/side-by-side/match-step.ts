import type { Site } from '../../model/site.ts';
import { matchBuilds } from '../builds/match-builds.ts';
import { matchSites } from '../difference/match-sites.ts';
import type { PlaceMap } from '../difference/place-map.ts';

/** For each site of the second build the one that it is in the first; undefined for what has none there. */
export type StepMatch = ReadonlyMap<Site, Site | undefined>;

/**
 * Finds the sites of one build in another. As for a gate, but that what is left on a line that both have is paired too, where function and kind are the same: of one
 * source it is the same written place, whatever its type and the compiler's words have become.
 */
export function matchStep(before: readonly Site[], after: readonly Site[], map: PlaceMap): StepMatch {
  const { pairs, gone, came } = matchSites(before, after, map);
  const found = new Map<Site, Site | undefined>(pairs.map(({ base, head }) => [head, base]));
  const moved = new Map<Site, Site>();
  for (const site of gone) {
    const at = map.after(site.at.file, site.at.line);
    if (at) moved.set({ ...site, at: { ...site.at, ...at } }, site);
  }
  for (const [one, other] of matchBuilds([[...moved.keys()], came])) {
    const known = one && moved.get(one);
    if (other) found.set(other, known);
  }
  return found;
}
