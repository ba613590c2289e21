import { compareBy, compareText } from '../../base/order.ts';
import type { PinRow } from '../../model/build-comparison.ts';
import type { Pin } from '../../model/pin.ts';

/** Pins that are judged otherwise in some build, by place; undefined where no build has any. `undefined` in the list stands for a build that failed. */
export function pinRows(builds: readonly (readonly Pin[] | undefined)[]): readonly PinRow[] | undefined {
  const byId = builds.map((pins) => pins && new Map(pins.map((pin) => [pin.id, pin])));
  const ids = new Set(byId.flatMap((pins) => [...(pins?.keys() ?? [])]));
  if (ids.size === 0) return undefined;
  const rows = [...ids].flatMap((id): PinRow[] => {
    const found = byId.map((pins) => pins?.get(id));
    const last = found.findLast((pin) => pin !== undefined);
    const results = byId.map((pins, index) => found[index]?.result ?? (pins ? 'absent' : 'unknown'));
    if (!last || new Set(results.filter((result) => result !== 'unknown')).size < 2) return [];
    const { kind, package: pkg, function: name, at } = last;
    return [{ id, kind, package: pkg, ...(name === undefined ? {} : { function: name }), at, results }];
  });
  return rows.toSorted(
    compareBy(
      (a, b) => compareText(a.at.file, b.at.file),
      (a, b) => a.at.line - b.at.line,
      (a, b) => compareText(a.id, b.id),
    ),
  );
}
