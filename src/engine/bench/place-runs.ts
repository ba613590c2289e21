import { lineKey, placeOperations, type KeptCalls, type PlacedAmount } from '../../analysis/bench/place-operations.ts';
import { packagesOfFunctions } from '../../analysis/cost/function-packages.ts';
import { createFileFinder } from '../../analysis/cost/own-files.ts';
import type { Profile } from '../../model/profile.ts';
import { pointerSizeOf } from '../../object/architectures.ts';
import { packageOfSymbol } from '../../object/package-of-symbol.ts';
import { heapValues } from '../../profile/heap-values.ts';
import type { Snapshot } from '../session.ts';

export type PlaceRuns = (difference: Profile) => ReadonlyMap<string, PlacedAmount>;

/** Places profiles of test programs of these packages. */
export async function createPlacer({
  report,
  units,
  sources,
  readCalled,
}: Pick<Snapshot, 'report' | 'units' | 'sources' | 'readCalled'>): Promise<PlaceRuns> {
  // In the program that tests it a main package is a library.
  const fileOf = createFileFinder(report.packages, null);
  const packageOf = (name: string): string => packageOfSymbol(name, 'main');
  const kept = keptCalls(units, sources);
  const pointerSize = pointerSizeOf(report.build.goarch);
  const called = await readCalled();
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
      called,
      kept,
    });
  };
}

/** Lines in loops of `b.Loop` in which the compiler inlines nothing, and functions that it inlines elsewhere, by their symbols. */
function keptCalls(units: Snapshot['units'], sources: Snapshot['sources']): KeptCalls {
  const lines = new Set<string>();
  const loops = new Map(sources.map((source) => [source.file, source.loops]));
  for (const { texts } of units)
    for (const { notes } of texts)
      for (const { file, line, text } of notes) {
        if (!text.startsWith('skip inlining within testing.B.loop')) continue;
        const end = (loops.get(file) ?? []).find((loop) => loop.line === line)?.endLine ?? line;
        for (let at = line; at <= end; at++) lines.add(lineKey({ file, line: at }));
      }
  if (lines.size === 0) return { lines, inlinable: new Set() };
  const inlinable = units.flatMap(({ package: pkg, texts }) =>
    texts.flatMap(({ inlining }) => inlining.flatMap(({ can, function: name }) => (can ? [`${pkg}.${name}`] : []))),
  );
  return { lines, inlinable: new Set(inlinable) };
}
