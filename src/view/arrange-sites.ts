import { compareBy, compareText } from '../base/order.ts';
import { surelySaved } from '../model/cost.ts';
import type { GroupKey, SortKey } from '../model/list-keys.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { byPosition } from '../model/site-order.ts';

export interface Arranging {
  /** Which sites are meant; all without it. A query gives one: `siteTest`. */
  readonly where?: (site: Site) => boolean;
  readonly sort: SortKey;
  readonly group: GroupKey;
  /** At most so many sites, over all groups; all without it. */
  readonly top?: number;
}
export interface Arrangement {
  /** In the order of their first sites. Groups of which nothing is left by `top` are counted in `groupsCut`. */
  readonly groups: readonly SiteGroup[];
  /** Sites that are meant: those in the groups and those cut. */
  readonly meant: number;
  /** Sites that are not meant. */
  readonly others: number;
  /** Sites that `top` cut off. */
  readonly cut: number;
  readonly groupsCut: number;
}
export interface SiteGroup {
  /** The package, `package.function`, code of a cause or type; '' for sites without a type, and of the one group of `none`. */
  readonly key: string;
  readonly sites: readonly Site[];
  /** Sites of the group that `top` cut off. */
  readonly cut: number;
}

/** Which sites a list is about: those of the query; without one what allocates in the packages that were named. */
export function listTest({ packages }: Pick<Report, 'packages'>, where: ((site: Site) => boolean) | undefined): (site: Site) => boolean {
  const named = new Set(packages.map(({ path }) => path));
  return where ?? ((site) => site.outcome === 'allocates' && named.has(site.package));
}

/**
 * Selects, sorts, groups and cuts sites for a list. Nothing is lost unsaid: sites in groups, `cut` and `others` are all that were given.
 * The order of what is given does not matter.
 */
export function arrangeSites(sites: readonly Site[], { where, sort, group, top }: Arranging): Arrangement {
  const meant = (where ? sites.filter(where) : [...sites]).toSorted(orders[sort]);
  const shown = top === undefined ? meant.length : Math.min(meant.length, Math.max(0, top));
  const groups = new Map<string, { readonly key: string; readonly sites: Site[]; cut: number }>();
  meant.forEach((site, index) => {
    const key = keyOf[group](site);
    let one = groups.get(key);
    if (!one) groups.set(key, (one = { key, sites: [], cut: 0 }));
    if (index < shown) one.sites.push(site);
    else one.cut++;
  });
  const left = [...groups.values()].filter((one) => one.sites.length > 0);
  return {
    groups: left,
    meant: meant.length,
    others: sites.length - meant.length,
    cut: meant.length - shown,
    groupsCut: groups.size - left.length,
  };
}

type Order = (a: Site, b: Site) => number;

const byRank: Order = (a, b) => compareNumber(a.rank ?? Infinity, b.rank ?? Infinity);
const byPackage: Order = (a, b) => compareText(a.package, b.package);

/** Each ends in the position, so equals have an order too. Most of `size` and `copies` first. */
const orders: Readonly<Record<SortKey, Order>> = {
  rank: compareBy(byRank, byPosition),
  cost: compareBy((a, b) => compareNumber(spaceOf(b), spaceOf(a)), byRank, byPosition),
  saving: compareBy(
    (a, b) => compareNumber(savedBy(b), savedBy(a)),
    (a, b) => compareNumber(spaceOf(b), spaceOf(a)),
    byRank,
    byPosition,
  ),
  position: byPosition,
  size: compareBy((a, b) => compareNumber(bytesOf(b), bytesOf(a)), byRank, byPosition),
  copies: compareBy((a, b) => b.places.length - a.places.length, byRank, byPosition),
  package: compareBy(byPackage, byPosition),
  function: compareBy(byPackage, (a, b) => compareText(a.function, b.function), byPosition),
};

const keyOf: Readonly<Record<GroupKey, (site: Site) => string>> = {
  none: () => '',
  package: (site) => site.package,
  function: (site) => `${site.package}.${site.function}`,
  cause: (site) => site.cause.code,
  type: (site) => site.type?.name ?? '',
};

/** Bytes that were allocated there, where something was measured; in a difference, more or less. */
export function spaceOf({ cost = [] }: Site): number {
  return cost.reduce((sum, { values }) => sum + Math.abs(values.alloc_space), 0);
}

function savedBy({ cost = [] }: Site): number {
  return cost.reduce((most, one) => Math.max(most, surelySaved(one)), 0);
}

/** What one object costs, else the size of its type; unknown sizes are last. */
function bytesOf(site: Site): number {
  return site.type?.charged ?? site.type?.size ?? -1;
}

/** Infinity less infinity is no number. */
function compareNumber(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
