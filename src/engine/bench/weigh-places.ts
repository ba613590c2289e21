import { compareBy } from '../../base/order.ts';
import type { BenchResult } from '../../model/bench.ts';
import type { BenchmarkedPlace, ComparedPlace } from '../../model/comparison.ts';

/** Changed places with what they allocate in one operation of the benchmark in which that is most; within a state those of the costliest operations come first. */
export function weighPlaces(places: readonly ComparedPlace[], { benchmarks }: BenchResult): ComparedPlace[] {
  const most = new Map<string, BenchmarkedPlace>();
  for (const one of benchmarks) {
    if (one.state !== 'measured') continue;
    for (const { site, objects, bytes } of one.sites) {
      const known = most.get(site);
      if (objects <= 0 || (known && (known.objects > objects || (known.objects === objects && known.bytes >= bytes)))) continue;
      most.set(site, { package: one.package, benchmark: one.name, objects, bytes });
    }
  }
  const states = [...new Set(places.map(({ state }) => state))];
  return places
    .map((place): ComparedPlace => {
      const perOp = place.head && most.get(place.head.id);
      return perOp ? { ...place, perOp } : place;
    })
    .toSorted(
      compareBy(
        (a, b) => states.indexOf(a.state) - states.indexOf(b.state),
        // What stands in other modules is told below the own lines that bring it.
        (a, b) => Number(a.broughtAt !== undefined) - Number(b.broughtAt !== undefined),
        (a, b) => (b.perOp?.objects ?? 0) - (a.perOp?.objects ?? 0),
        (a, b) => (b.perOp?.bytes ?? 0) - (a.perOp?.bytes ?? 0),
      ),
    );
}
