import type { Counts } from '../model/counts.ts';
import { outcomes, paperReasons, saids, unsettledReasons, type Site } from '../model/site.ts';

export type SiteCounts = Pick<Counts, 'sites' | 'outcomes' | 'paper' | 'unsettled' | 'said' | 'sitesElsewhere'>;

/** `named` are the packages that were looked into. */
export function countSites(sites: readonly Site[], named: ReadonlySet<string>): SiteCounts {
  return {
    sites: sites.length,
    outcomes: tally(outcomes, sites, (site) => site.outcome),
    paper: tally(paperReasons, sites, (site) => (site.outcome === 'paper' ? site.paper : undefined)),
    unsettled: tally(unsettledReasons, sites, (site) => (site.outcome === 'unsettled' ? site.why : undefined)),
    said: tally(saids, sites, (site) => (site.outcome === 'allocates' ? site.said : undefined)),
    sitesElsewhere: sites.filter((site) => !named.has(site.package)).length,
  };
}

/** A number for each of a closed list; what does not occur is 0. */
export function tally<T, K extends string>(
  keys: readonly K[],
  items: readonly T[],
  keyOf: (item: T) => K | undefined,
  amount: (item: T) => number = () => 1,
): Record<K, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const item of items) {
    const key = keyOf(item);
    if (key !== undefined) counts[key] += amount(item);
  }
  return counts;
}
