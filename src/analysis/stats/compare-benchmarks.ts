import { compareText } from '../../base/order.ts';
import { UserError } from '../../base/user-error.ts';
import type { BenchmarkConfig, OpenBenchmarkText } from '../../model/benchmark.ts';
import type { BenchmarkCell, BenchmarkRow, BenchmarkTable } from '../../model/benchmark-comparison.ts';
import type { BenchmarkTables } from '../../model/benchmark-tables.ts';
import { createOrder } from './observation-order.ts';
import { summarizeColumn } from './summarize-column.ts';
import { compareSamples, summarizeSample } from './summarize-sample.ts';
import { readMetadata, type Metadata } from './unit-metadata.ts';
import { baseUnit, betterOf, isBinaryUnit } from './units.ts';

/** Runs of benchmarks under one label: a file, a revision. Inputs of one label are one column. */
export interface BenchmarkInput {
  readonly label: string;
  readonly text: OpenBenchmarkText;
}

export interface CompareOptions {
  /** Level of intervals, of (0, 1]; 0.95 where none is given. */
  readonly confidence?: number;
  /** A difference with a larger p is none; 0.05. */
  readonly alpha?: number;
  /** Keys of the configuration that do not part results, such as `commit`. */
  readonly ignore?: readonly string[];
}

interface Group {
  readonly config: BenchmarkConfig;
  readonly unit: string;
  /** By name and label. */
  readonly samples: Map<string, Map<string, number[]>>;
}

/** A group, what values in one of the units that are written are multiplied with, and the sample that was asked for last: results of one benchmark mostly follow each other. */
interface Open {
  readonly group: Group;
  readonly factor: number;
  name: string;
  sample: number[];
}

/**
 * Tables of what was measured: one for each unit under each configuration, with a row for each benchmark and a column for each input,
 * compared with the first that has results in the table. Medians, intervals, p values and means are those of `benchstat`
 * (golang.org/x/perf v0.0.0-20260908, its defaults -table .config -row .fullname -col .file). One thing differs: a value of 0 ns/op
 * is 0 sec/op and stays in the table of its benchmark, there it gets a table of its own.
 * Throws UserError `benchmark-no-results` for an input without any.
 */
export function compareBenchmarks(inputs: readonly BenchmarkInput[], options: CompareOptions = {}): BenchmarkTables {
  const { confidence = 0.95, alpha = 0.05, ignore = [] } = options;
  const order = { units: createOrder(), names: createOrder(), labels: createOrder() };
  const keys = new Set<string>();
  const groups = new Map<string, Group>();
  const results: number[] = [];
  for (const { label, text } of inputs) {
    order.labels.add(label);
    const count = collect(label, text);
    results.push(count);
    if (count === 0)
      throw new UserError('benchmark-no-results', {
        label,
        faults: text.faults.length,
        failed: text.outcomes.filter(({ what }) => what !== 'skipped').slice(0, 10),
      });
  }
  const metadata = readMetadata(inputs);
  const tables = [...groups.values()].toSorted(byConfigThenUnit).map((group) => makeTable(group));
  return { tables, results, confidence, alpha, conflicts: metadata.conflicts };

  function collect(label: string, text: OpenBenchmarkText): number {
    let count = 0;
    let last = '';
    // Results of one configuration stand together and share its object.
    let from: BenchmarkConfig | undefined;
    let open: (unit: string) => Open = openGroups(new Map());
    for (const { config, name, units, values } of text.results) {
      count++;
      if (from !== config) {
        from = config;
        open = openGroups(new Map([...config].filter(([key]) => !ignore.includes(key))));
      }
      if (name !== last) order.names.add(name);
      last = name;
      for (let index = 0; index < units.length; index++) {
        const of = open(units[index] ?? '');
        if (of.name !== name || of.sample.length === 0) {
          of.name = name;
          of.sample = getOrAdd(
            getOrAdd(of.group.samples, name, () => new Map<string, number[]>()),
            label,
            (): number[] => [],
          );
        }
        of.sample.push((values[index] ?? 0) * of.factor);
      }
    }
    return count;
  }

  /** The group of each unit, as it is written, under one configuration. */
  function openGroups(config: BenchmarkConfig): (unit: string) => Open {
    const opened = new Map<string, Open>();
    for (const name of config.keys()) keys.add(name);
    const pairs = JSON.stringify([...config].toSorted(([a], [b]) => compareText(a, b)));
    return (written) =>
      getOrAdd(opened, written, () => {
        const { unit, factor } = baseUnit(written);
        order.units.add(unit);
        const group = getOrAdd(groups, `${unit} ${pairs}`, (): Group => ({ config, unit, samples: new Map() }));
        return { group, factor, name: '', sample: [] };
      });
  }

  /** Configurations by their texts, key by key; a key that is missing has ''. Units in the order in which they came up. */
  function byConfigThenUnit(a: Group, b: Group): number {
    for (const key of keys) {
      const difference = compareText(a.config.get(key) ?? '', b.config.get(key) ?? '');
      if (difference !== 0) return difference;
    }
    return order.units.compare(a.unit, b.unit);
  }

  function makeTable({ config, unit, samples }: Group): BenchmarkTable {
    const assume = metadata.assume(unit);
    const better = betterUnder(metadata, unit);
    const columns = [...new Set([...samples.values()].flatMap((row) => [...row.keys()]))].toSorted(order.labels.compare);
    const rows = [...samples]
      .toSorted(([a], [b]) => order.names.compare(a, b))
      .map(([name, row]): BenchmarkRow => {
        let first: BenchmarkCell | null | undefined;
        const cells = columns.map((label) => {
          const cell = summarize(row.get(label), first);
          if (first === undefined) first = cell;
          return cell;
        });
        return { name, cells };
      });
    const summaries = columns.map((_, column) => summarizeColumn(rows, column));
    const pairs = [...keys].flatMap((key) => (config.has(key) ? [[key, config.get(key) ?? ''] as const] : []));
    return {
      config: pairs,
      unit,
      isBinary: isBinaryUnit(unit),
      assume,
      ...(better === undefined ? {} : { better }),
      columns,
      rows,
      summaries,
    };

    function summarize(values: number[] | undefined, first: BenchmarkCell | null | undefined): BenchmarkCell | null {
      if (values === undefined) return null;
      // Nobody else has them.
      const cell = summarizeSample(
        values.sort((a, b) => a - b),
        assume,
        confidence,
      );
      return first ? Object.assign(cell, { comparison: compareSamples(first, cell, assume, alpha) }) : cell;
    }
  }
}

function betterUnder(metadata: Metadata, unit: string): 'higher' | 'lower' | undefined {
  const said = metadata.get(unit, 'better');
  if (said === undefined) return betterOf(unit);
  return said === 'higher' || said === 'lower' ? said : undefined;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
