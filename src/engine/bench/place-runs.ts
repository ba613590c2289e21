import { lineKey, placeOperations, type PlacedAmount } from '../../analysis/bench/place-operations.ts';
import { packagesOfFunctions } from '../../analysis/cost/function-packages.ts';
import { createFileFinder } from '../../analysis/cost/own-files.ts';
import type { Profile } from '../../model/profile.ts';
import { pointerSizeOf } from '../../object/architectures.ts';
import { packageOfSymbol } from '../../object/package-of-symbol.ts';
import { heapValues } from '../../profile/heap-values.ts';
import type { Snapshot } from '../session.ts';

export type PlaceRuns = (difference: Profile) => ReadonlyMap<string, PlacedAmount>;

/** Places profiles of test programs of these packages. */
export function createPlacer({ report, units }: Pick<Snapshot, 'report' | 'units'>): PlaceRuns {
  // In the program that tests it a main package is a library.
  const fileOf = createFileFinder(report.packages, null);
  const packageOf = (name: string): string => packageOfSymbol(name, 'main');
  const notes = units.flatMap(({ texts }) => texts.flatMap((text) => text.notes));
  const keptCalls = new Set(notes.filter(({ text }) => text.startsWith('skip inlining within testing.B.loop')).map(lineKey));
  const pointerSize = pointerSizeOf(report.build.goarch);
  return (difference) => {
    if (difference.samples.count === 0) return new Map();
    const { allocObjects, allocSpace, inuseObjects, inuseSpace } = heapValues(difference, 'profile');
    return placeOperations(report, difference, {
      rows: { allocObjects, allocSpace, inuseObjects, inuseSpace },
      packageOf,
      fileOf,
      owners: packagesOfFunctions(difference, packageOf, fileOf),
      program: null,
      pointerSize,
      keptCalls,
    });
  };
}
