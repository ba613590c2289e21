import type { InlinedUse } from '../../model/outline.ts';
import type { Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import type { PlaceMap } from './place-map.ts';
import type { ComparedSide } from './side.ts';

/**
 * Places that stayed on the stack where their function was inlined, and that are called there now: the written place allocates in both builds, for its function's own
 * body always did, so that only the calls tell the difference. Gives the calls of the head, by site.
 */
export function findUninlined(base: ComparedSide, head: ComparedSide, map: PlaceMap): ReadonlyMap<Site, readonly Span[]> {
  const still = new Set<string>();
  for (const { file, line, callee } of head.inlined) still.add(`${file}\0${line}\0${callee}`);
  const lost = new Map<string, (InlinedUse & { readonly now: Span })[]>();
  for (const use of base.inlined) {
    if (use.stays.length === 0) continue;
    const now = map.after(use.file, use.line);
    if (!now || still.has(`${now.file}\0${now.line}\0${use.callee}`)) continue;
    const name = lastName(use.callee);
    lost.set(name, [...(lost.get(name) ?? []), { ...use, now }]);
  }
  const found = new Map<Site, Span[]>();
  if (lost.size === 0) return found;
  for (const site of head.sites) {
    if (site.outcome !== 'allocates' || site.subject === undefined) continue;
    const uses = (lost.get(lastName(site.function)) ?? []).filter(
      ({ callee, stays, file }) => isNamed(callee, site, head.packageOf(file)) && stays.includes(site.subject ?? ''),
    );
    if (uses.length > 0)
      found.set(
        site,
        uses.map(({ now }) => now),
      );
  }
  return found;
}

/** `(*store.T).clone` → `clone` */
export function lastName(name: string): string {
  return /[^.]*$/.exec(name.replaceAll(/\[.*\]/g, ''))?.[0] ?? name;
}

/** `New` and `(*T).clone` in the function's own package, `store.New` and `(*store.T).clone` in others. */
function isNamed(callee: string, { package: pkg, function: written }: Site, from: string | undefined): boolean {
  const name = callee.replaceAll(/\[.*\]/g, '');
  if (name === written) return from === pkg;
  const own = packageName(pkg);
  return name === `${own}.${written}` || name === written.replace(/^(\(\*?)?/, `$1${own}.`);
}

/** As a path is named by custom: a major version is no name. `ex.com/chi/v5` → `chi`, `gopkg.in/yaml.v3` → `yaml`. */
function packageName(pkg: string): string {
  const parts = pkg.split('/');
  const last = parts.at(-1) ?? pkg;
  return (/^v\d+$/.test(last) && parts.length > 1 ? (parts.at(-2) ?? last) : last).replace(/\.v\d+$/, '');
}
