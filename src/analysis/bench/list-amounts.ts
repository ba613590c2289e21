import { compareBy } from '../../base/order.ts';
import type { Amount, BenchResult, MeasuredBenchmark } from '../../model/bench.ts';
import { judgedUnits, type AmountPlace, type BenchmarkAmounts, type JudgedUnit } from '../../model/benchmark-amounts.ts';
import type { AllocationDifference, BenchmarkCell, BenchmarkTable } from '../../model/benchmark-comparison.ts';

/** What was measured of one or two sides: samples in tables, or results of `bench`, which say where it comes from. */
export interface MeasuredSides {
  readonly tables: readonly BenchmarkTable[];
  /** The columns of the tables. */
  readonly labels: { readonly before?: string; readonly after: string };
  readonly before?: BenchResult;
  readonly after?: BenchResult;
  readonly allocations?: readonly AllocationDifference[];
}

/** What is judged of benchmarks, each unit for itself: from the tables where there are any, else from what `bench` reports. */
export function listAmounts(sides: MeasuredSides): BenchmarkAmounts[] {
  const places = placesOf(sides);
  return sides.tables.length > 0 ? fromTables(sides, places) : fromResults(sides, places);
}

type PlacesOf = (pkg: string, name: string) => readonly AmountPlace[];

function fromTables({ tables, labels }: MeasuredSides, places: PlacesOf): BenchmarkAmounts[] {
  return tables.flatMap(({ unit, config, columns, rows }) => {
    const judged = judgedUnits.find((one) => one === unit);
    if (judged === undefined) return [];
    const pkg = config.find(([key]) => key === 'pkg')?.[1] ?? '';
    const [before, after] = [labels.before === undefined ? -1 : columns.indexOf(labels.before), columns.indexOf(labels.after)];
    return rows.map(({ name, cells }): BenchmarkAmounts => {
      const [one, other] = [cells[before]?.values ?? [], cells[after]?.values ?? []];
      const p = chanceOf(cells[after]);
      return {
        package: pkg,
        name,
        unit: judged,
        before: one,
        after: other,
        runs: [one.length, other.length],
        ...(p === undefined ? {} : { p }),
        places: places(pkg, name),
      };
    });
  });
}

/** Not where so few runs can never tell. */
function chanceOf(cell: BenchmarkCell | null | undefined): number | undefined {
  const { p, warnings = [] } = cell?.comparison ?? {};
  return warnings.some(({ code }) => code === 'few-for-difference') ? undefined : p;
}

function fromResults({ before, after }: MeasuredSides, places: PlacesOf): BenchmarkAmounts[] {
  const known = new Map(measuredOf(before).map((one) => [keyOf(one.package, nameOf(one)), one]));
  return measuredOf(after).flatMap((one) => {
    const name = nameOf(one);
    const base = known.get(keyOf(one.package, name));
    return judgedUnits.map((unit): BenchmarkAmounts => ({
      package: one.package,
      name,
      unit,
      before: base ? valuesOf(base, unit) : [],
      after: valuesOf(one, unit),
      runs: [base?.runs ?? 0, one.runs],
      places: places(one.package, name),
    }));
  });
}

/** Of several runs the lowest, the median and the highest are kept. */
function valuesOf({ reported, between }: MeasuredBenchmark, unit: JudgedUnit): number[] {
  const value = (amount: Amount): number => (unit === 'B/op' ? amount.bytes : amount.objects);
  return between ? [value(between[0]), value(reported), value(between[1])] : [value(reported)];
}

function placesOf({ after, allocations = [] }: MeasuredSides): PlacesOf {
  const sites = new Map(after?.sites.map((site) => [site.id, site]));
  const benchmarks = new Map(measuredOf(after).map((one) => [keyOf(one.package, nameOf(one)), one]));
  const differences = new Map(allocations.map((one) => [keyOf(one.package, nameOf(one)), one]));
  return (pkg, name) => {
    const one = benchmarks.get(keyOf(pkg, name));
    if (!one) return [];
    const difference = differences.get(keyOf(pkg, name));
    const moreOf = new Map<string, Amount>();
    for (const place of difference?.places ?? []) {
      const [was, is] = place.amounts;
      if (place.of !== 'rest') moreOf.set(placeKey(place.of === 'site' ? place.site.id : place.call), less(is, was));
    }
    const found = [
      ...one.sites.flatMap(({ site: id, objects, bytes }) => {
        const site = sites.get(id);
        return site ? [{ key: placeKey(id), at: site.at, function: site.function, now: { objects, bytes } }] : [];
      }),
      ...one.calls.map((call) => {
        const { function: written, file, line, objects, bytes } = call;
        return { key: placeKey(call), at: { file, line }, function: written, now: { objects, bytes } };
      }),
    ];
    return found
      .map(({ key, ...place }): AmountPlace => ({ ...place, more: moreOf.get(key) ?? { objects: 0, bytes: 0 } }))
      .toSorted(
        compareBy(
          (a, b) => b.now.objects - a.now.objects,
          (a, b) => b.now.bytes - a.now.bytes,
        ),
      );
  };
}

function placeKey(place: string | { readonly file: string; readonly line: number; readonly callee: string }): string {
  return typeof place === 'string' ? place : `${place.file}\0${place.line}\0${place.callee}`;
}

function less(one: Amount, other: Amount): Amount {
  return { objects: one.objects - other.objects, bytes: one.bytes - other.bytes };
}

function measuredOf(result: BenchResult | undefined): MeasuredBenchmark[] {
  return result?.benchmarks.filter((one) => one.state === 'measured') ?? [];
}

/** As Go writes it. */
function nameOf({ name, procs }: { readonly name: string; readonly procs: number }): string {
  return procs === 1 ? name : `${name}-${procs}`;
}

function keyOf(pkg: string, name: string): string {
  return `${pkg}\0${name}`;
}
