import type { Site } from '../../model/site.ts';

/** Finds sites by what a stack says. */
export interface SiteIndex {
  /** Those of which a compiled copy has exactly this chain of inlined calls, innermost first, each `base.go:line`. */
  ofChain(pkg: string, chain: string): readonly Site[];
  /** Those written on a line. */
  ofLine(file: string, line: number): readonly Site[];
}

export function chainPart(file: string, line: number): string {
  return `${file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)}:${line}`;
}

/** `isMain` tells the packages that the compiler names `main`. */
export function indexSites(sites: readonly Site[], isMain: (pkg: string) => boolean): SiteIndex {
  const byChain = new Map<string, Set<Site>>();
  const byLine = new Map<string, Set<Site>>();
  const add = (to: Map<string, Set<Site>>, key: string, site: Site): void => {
    const same = to.get(key);
    if (same) same.add(site);
    else to.set(key, new Set([site]));
  };
  for (const site of sites) {
    if (site.outcome !== 'allocates') continue;
    add(byLine, `${site.at.file}\0${site.at.line}`, site);
    for (const { package: pkg, inline } of site.places) {
      const chain = inline.map(({ file, line }) => chainPart(file, line)).join('<');
      add(byChain, `${isMain(pkg) ? 'main' : pkg}\0${chain}`, site);
    }
  }
  return {
    ofChain: (pkg, chain) => [...(byChain.get(`${pkg}\0${chain}`) ?? [])],
    ofLine: (file, line) => [...(byLine.get(`${file}\0${line}`) ?? [])],
  };
}

/**
 * Those sites that can have made objects of this size class; all of them where none is known to fit. `size` is what the profile's sample says, bytes of one
 * object.
 */
export function fittingSites(sites: readonly Site[], size: number): readonly Site[] {
  if (sites.length < 2) return sites;
  const exact = sites.filter(({ type }) => type?.charged === size);
  if (exact.length > 0) return exact;
  const open = sites.filter(({ type }) => type?.charged === undefined);
  return open.length > 0 ? open : sites;
}
