import type { PlacedAmount } from './place-operations.ts';

/** A place that has so few in an operation has them from something else. */
const least = 0.02;

/**
 * How many objects share blocks at each place, from a profile of the same operations with the race detector: there each has a block of its own (`mallocgcTiny` in
 * runtime/malloc.go combines only `if !raceenabled`). Places that only this profile has are added to `places`.
 */
export function countShared(
  places: ReadonlyMap<string, PlacedAmount>,
  race: ReadonlyMap<string, PlacedAmount>,
  operations: number,
  raceOperations: number,
): { readonly places: ReadonlyMap<string, PlacedAmount>; readonly objects: ReadonlyMap<string, number> } {
  const all = new Map(places);
  const objects = new Map<string, number>();
  for (const [key, place] of race) {
    const { on, missesPool, sharedBy } = place;
    // The harness and the runtime work otherwise there.
    if ('rest' in on || isOfHarness(on)) continue;
    const known = all.get(key);
    let each = 0;
    for (const [stack, sum] of sharedBy) {
      const count = sum / raceOperations;
      const seen = (known?.sharedBy.get(stack) ?? 0) / operations;
      if (!missesPool || seen > least || !isPoolLoss(count)) each += count;
    }
    if (each < least) continue;
    if (!known) all.set(key, { ...place, objects: 0, bytes: 0, shared: 0, sharedBy: new Map() });
    else if (place.isTiny) known.isTiny = true;
    objects.set(key, each * operations);
  }
  return { places: all, objects };
}

/** With the race detector a `sync.Pool` loses each fourth of what is put into it (sync/pool.go, `Put`); what was in it is then made once more. */
function isPoolLoss(count: number): boolean {
  return Math.abs(count - Math.round(count)) > 0.05;
}

function isOfHarness(on: PlacedAmount['on']): boolean {
  return 'call' in on && on.call.callee.startsWith('testing.');
}
