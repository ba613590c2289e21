import type { Cost, HoldsPointers, Saving, Values } from '../../model/cost.ts';
import type { Site } from '../../model/site.ts';
import { sampledOf, samplingFactors } from './sampling.ts';

/** Conversions to interfaces that take no type: runtime/iface.go. */
const boxes: Readonly<Record<string, HoldsPointers>> = {
  'runtime.convTstring': 'yes',
  'runtime.convTslice': 'yes',
  'runtime.convT16': 'no',
  'runtime.convT32': 'no',
  'runtime.convT64': 'no',
};

/** Whether the collector scans what a site allocates: objects without pointers are only marked. Of maps, channels and records of the runtime it is not known here. */
export function holdsPointers({ what, type, places }: Pick<Site, 'what' | 'type' | 'places'>): HoldsPointers {
  if (what === 'string' || what === 'bytes') return 'no';
  if (type?.pointers !== undefined) return type.pointers ? 'yes' : 'no';
  if (what !== 'box') return 'unknown';
  const kinds = new Set(places.flatMap(({ calls }) => calls).map(({ allocator }) => boxes[allocator] ?? 'unknown'));
  const [only] = kinds;
  return kinds.size === 1 && only ? only : 'unknown';
}

/**
 * What would be gone with each site. The collector runs when so many bytes were allocated, so a site's share of them is its share of cycles; a cycle takes as long as the
 * live bytes that may hold pointers take to be scanned. The two multiply, and are told apart. Nothing is said of differences.
 */
export function addSavings(
  sites: readonly Site[],
  costs: ReadonlyMap<string, Cost>,
  totals: Values,
  rate: number | undefined,
): ReadonlyMap<string, Cost> {
  const known = sites.flatMap((site) => {
    const cost = costs.get(site.id);
    return cost ? [{ site, cost, pointers: holdsPointers(site) }] : [];
  });
  // What stands at several sites of a line is counted at none of them: so the bounds hold whichever it was.
  const live = (wanted: HoldsPointers): number =>
    known.reduce((sum, { cost, pointers }) => sum + (pointers === wanted && !cost.among ? cost.values.inuse_space : 0), 0);
  const least = live('yes');
  const most = totals.inuse_space - live('no');
  const result = new Map(costs);
  for (const { site, cost, pointers } of known) {
    const { alloc_space: space, inuse_space: inUse, inuse_objects: objects } = cost.values;
    const [low, high] = cost.between ?? [space, space];
    const cycles = [share(cost.among ? 0 : low, totals.alloc_space - space), share(high, totals.alloc_space - space)] as const;
    const samples = rate === undefined ? 0 : sampledOf(objects, inUse, rate);
    const [less, more] = rate !== undefined && rate > 1 && samples >= 0.5 ? samplingFactors(samples) : [1, 1];
    const saves: Saving = {
      cycles,
      ...(totals.inuse_space > 0
        ? {
            marking: [
              pointers === 'yes' && !cost.among ? share(less * inUse, most - inUse) : 0,
              pointers === 'no' ? 0 : share(more * inUse, least - (pointers === 'yes' && !cost.among ? inUse : 0)),
            ] as const,
          }
        : {}),
      pointers,
    };
    result.set(site.id, { ...cost, saves });
  }
  return result;
}

/** Of a part in itself and the rest; six digits are more than is known. */
function share(part: number, rest: number): number {
  const whole = part + Math.max(0, rest);
  return whole <= 0 ? 0 : Math.round((1e6 * part) / whole) / 1e6;
}
