import { basename } from '../../base/posix-path.ts';
import type { Site } from '../../model/site.ts';
import { symbolPackages } from './own-files.ts';

/** Finds sites by what a stack says. */
export interface SiteIndex {
  /** Those of which a compiled copy has exactly this chain of inlined calls, innermost first, each `base.go:line`. */
  ofChain(pkg: string, chain: string): readonly Site[];
  /** Those written on the line where a chain ends, of which a copy allocates in these calls of other packages' functions, or in none. */
  ofWritten(file: string, chain: string): readonly Site[];
  /** Those written on a line. */
  ofLine(file: string, line: number): readonly Site[];
}

export function chainPart(file: string, line: number): string {
  return `${basename(file)}:${line}`;
}

/** `isMain` tells main packages, `program` which of them ran, if any. */
export function indexSites(sites: readonly Site[], isMain: (pkg: string) => boolean, program: string | null | undefined): SiteIndex {
  const byChain = new Map<string, Set<Site>>();
  const byWritten = new Map<string, Set<Site>>();
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
      const parts = inline.map(({ file, line }) => chainPart(file, line));
      const chain = parts.join('<');
      const anchor = inline.findIndex(({ file, line }) => file === site.at.file && line === site.at.line);
      if (anchor >= 0) add(byWritten, `${site.at.file}\0${parts.slice(0, anchor + 1).join('<')}`, site);
      for (const name of symbolPackages(pkg, isMain(pkg), program)) add(byChain, `${name}\0${chain}`, site);
    }
  }
  return {
    ofChain: (pkg, chain) => [...(byChain.get(`${pkg}\0${chain}`) ?? [])],
    ofWritten: (file, chain) => [...(byWritten.get(`${file}\0${chain}`) ?? [])],
    ofLine: (file, line) => [...(byLine.get(`${file}\0${line}`) ?? [])],
  };
}
