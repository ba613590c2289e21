import { compareBy, compareText } from '../../base/order.ts';
import { changes, type Change } from '../../model/change.ts';
import type { ComparedPlace } from '../../model/comparison.ts';
import type { Site } from '../../model/site.ts';
import { isForeignFile } from '../../model/position.ts';
import { findBringers } from './find-bringers.ts';
import { createInlinedTest, findInlining } from './find-inlining.ts';
import { findUninlined } from './find-uninlined.ts';
import { judgePair } from './judge-pair.ts';
import { matchSites } from './match-sites.ts';
import { mapPlaces, type PlaceMap } from './place-map.ts';
import type { ComparedSide } from './side.ts';

export interface ComparedSides {
  /** What changed, in the order of a comparison. */
  readonly places: readonly ComparedPlace[];
  readonly states: Readonly<Record<Change, number>>;
  readonly map: PlaceMap;
}

/**
 * Matches two builds site by site and says how each place stands. A site that does not allocate in either is counted nowhere. `isSameModule` says of packages of other modules whether
 * both builds have one text of them; without it only std is.
 */
export function compareSides(base: ComparedSide, head: ComparedSide, isSameModule: (pkg: string) => boolean = isStandard): ComparedSides {
  const map = mapPlaces(base, head);
  const { pairs, gone, came } = matchSites(base.sites, head.sites, map);
  const uninlined = findUninlined(base, head, map);
  const states: Record<Change, number> = { new: 0, worse: 0, fixed: 0, moved: 0, 'other-reason': 0, unchanged: 0 };
  const places: ComparedPlace[] = [];
  const broughtAt = (site: Site): Pick<ComparedPlace, 'broughtAt'> =>
    isForeignFile(site.at.file) ? { broughtAt: findBringers(site, head.inlined, map) } : {};
  for (const pair of pairs) {
    if (!allocates(pair.base) && !allocates(pair.head)) continue;
    const judged = judgePair(pair);
    const callers = judged.state === 'fixed' ? undefined : uninlined.get(pair.head);
    const { state, how } = callers ? { state: 'worse' as const, how: [...(judged.how ?? []), 'not-inlined' as const] } : judged;
    states[state]++;
    if (state === 'unchanged') continue;
    places.push({
      state,
      base: pair.base,
      head: pair.head,
      matchedBy: pair.by,
      ...(how ? { how } : {}),
      ...(callers ? { callers } : {}),
      ...(state === 'worse' ? broughtAt(pair.head) : {}),
    });
  }
  const [isInlinedInBase, isInlinedInHead] = [createInlinedTest(base.inlined), createInlinedTest(head.inlined)];
  for (const site of came) {
    if (!allocates(site)) continue;
    const call = findInlining(site, { side: 'head', map, isInlined: isInlinedInBase, isSameModule });
    if (call) {
      states.moved++;
      places.push({ state: 'moved', head: site, matchedBy: 'inlining', because: { code: 'inlining-gained', ...call } });
      continue;
    }
    states.new++;
    places.push({ state: 'new', head: site, ...broughtAt(site) });
  }
  for (const site of gone) {
    if (!allocates(site)) continue;
    const call = findInlining(site, { side: 'base', map, isInlined: isInlinedInHead, isSameModule });
    if (call) {
      states.moved++;
      const at = map.after(call.at.file, call.at.line);
      places.push({
        state: 'moved',
        base: site,
        matchedBy: 'inlining',
        because: { code: 'inlining-lost', callee: call.callee, ...(at ? { at } : {}) },
      });
      continue;
    }
    states.fixed++;
    places.push({ state: 'fixed', base: site });
  }
  return { places: places.toSorted(byImportance), states, map };
}

/** Both builds are of one Go release. As cmd/go tells: the first element of its paths has no dot. */
function isStandard(pkg: string): boolean {
  return !(pkg.split('/')[0] ?? '').includes('.');
}

function allocates({ outcome }: Site): boolean {
  return outcome === 'allocates';
}

const order: readonly Change[] = ['new', 'worse', 'other-reason', 'moved', 'fixed', ...changes];

const byImportance = compareBy<ComparedPlace>(
  (a, b) => order.indexOf(a.state) - order.indexOf(b.state),
  // What stands in other modules is brought by own lines, and told below them.
  (a, b) => distanceOf(a) - distanceOf(b),
  (a, b) => spaceOf(b) - spaceOf(a),
  (a, b) => rankOf(a) - rankOf(b),
  (a, b) => compareText(siteOf(a)?.at.file ?? '', siteOf(b)?.at.file ?? ''),
  (a, b) => (siteOf(a)?.at.line ?? 0) - (siteOf(b)?.at.line ?? 0),
  (a, b) => compareText(siteOf(a)?.id ?? '', siteOf(b)?.id ?? ''),
);

function siteOf({ head, base }: ComparedPlace): Site | undefined {
  return head ?? base;
}

function distanceOf(place: ComparedPlace): number {
  if (!isForeignFile(siteOf(place)?.at.file ?? '')) return 0;
  return (place.broughtAt?.length ?? 0) > 0 ? 1 : 2;
}

/** Bytes that it allocated, where that was measured. */
function spaceOf(place: ComparedPlace): number {
  return siteOf(place)?.cost?.reduce((sum, { values }) => sum + Math.abs(values.alloc_space), 0) ?? 0;
}

function rankOf(place: ComparedPlace): number {
  return siteOf(place)?.rank ?? Number.MAX_SAFE_INTEGER;
}
