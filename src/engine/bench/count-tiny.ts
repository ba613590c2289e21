import { canCountExecutions, countExecutions } from '../../analysis/bench/count-executions.ts';
import { countShared } from '../../analysis/bench/count-shared.ts';
import { foundObjects, hidesTiny } from '../../analysis/bench/explain-benchmark.ts';
import type { PlacedAmount } from '../../analysis/bench/place-operations.ts';
import type { Package, Report } from '../../model/report.ts';
import { benchFlags } from '../../toolchain/test-binary.ts';
import type { Binaries } from './binaries.ts';
import { measureBenchmark, type MeasureAsked, type Runs } from './measure-benchmark.ts';
import type { PlaceRuns } from './place-runs.ts';
import { operationsOf } from './run-amounts.ts';

export interface CountedTiny {
  readonly places: ReadonlyMap<string, PlacedAmount>;
  readonly counted?: { readonly by: 'executions' | 'race'; readonly objects: ReadonlyMap<string, number> };
}

export interface CountTinyAsked {
  readonly report: Report;
  readonly of: Package;
  readonly wanted: MeasureAsked;
  readonly runs: Runs;
  readonly places: ReadonlyMap<string, PlacedAmount>;
  /** Objects that the benchmark reports. */
  readonly reported: number;
  readonly place: PlaceRuns;
  readonly binaries: Binaries;
  readonly noRace: boolean;
}

/**
 * Counts objects of less than 16 bytes without pointers, of which a profile shows blocks only: by executions, which takes no longer than to compile the packages once more, where that
 * can tell and agrees with what the benchmark reports; else with the race detector, for which Go compiles std once.
 */
export async function countTiny(asked: CountTinyAsked): Promise<CountedTiny> {
  const { places, runs, place, binaries, of, wanted, noRace } = asked;
  const operations = operationsOf(runs);
  if (!hidesTiny(places, operations)) return { places };
  const executed = await byExecutions(asked);
  if (executed) return executed;
  const binary = noRace ? undefined : await binaries.race(of);
  if (!binary) return { places };
  // The same operations: what they allocate may depend on their number, as boxes of a counter do.
  const again = await measureBenchmark(binaries.profile(binary), { ...wanted, time: { operations: runs.operations[0] }, count: 1 });
  if (again.state !== 'measured') return { places };
  const shared = countShared(places, place(again.difference), operations, operationsOf(again));
  return { places: shared.places, counted: { by: 'race', objects: shared.objects } };
}

async function byExecutions({ report, of, wanted, runs, places, reported, binaries }: CountTinyAsked): Promise<CountedTiny | undefined> {
  const operations = operationsOf(runs);
  if (!canCountExecutions(places.values())) return undefined;
  const binary = await binaries.covered(of);
  if (!binary) return undefined;
  const { benchmark, procs } = wanted;
  const run = (count: number): ReturnType<Binaries['cover']> =>
    binaries.cover(binary, [
      '-test.run=^$',
      ...benchFlags(benchmark.name),
      `-test.benchtime=${count}x`,
      ...(procs === undefined ? [] : [`-test.cpu=${procs}`]),
    ]);
  const [fewer, more] = [await run(runs.operations[0]), await run(runs.operations[1])];
  if (!fewer || !more) return undefined;
  const between = runs.operations[1] - runs.operations[0];
  const counts = countExecutions(report, places, { fewer, more, between }, operations);
  if (!counts) return undefined;
  const found = foundObjects(counts.places, counts.objects) / operations;
  const agrees = Math.abs(found - reported) < leastDifference || (found > reported && found < reported + 1);
  return agrees ? { places: counts.places, counted: { by: 'executions', objects: counts.objects } } : undefined;
}

/** Of an object in an operation. */
const leastDifference = 0.05;
