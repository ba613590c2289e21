import { compareText } from '../../base/order.ts';
import type { BenchmarkTable } from '../../model/benchmark-comparison.ts';

/** Why the columns of tables do not hold the same benchmarks. Names are those of rows, with the package behind where there are several. */
export interface Uneven {
  /** In both, but under other values of these keys. */
  readonly apart: { readonly keys: readonly string[]; readonly names: readonly string[] };
  /** One for each label that has some. */
  readonly onlyIn: readonly { readonly label: string; readonly names: readonly string[] }[];
  /** Units that only one reports of a benchmark that both have. */
  readonly unitsOnlyIn: readonly { readonly label: string; readonly units: readonly string[] }[];
  /** Whether any benchmark is compared. */
  readonly isCompared: boolean;
}

type Config = BenchmarkTable['config'];

/** What is in one of two inputs alone, from the tables that were made of both. */
export function findUneven(tables: readonly BenchmarkTable[], labels: readonly [string, string]): Uneven {
  const configs = new Map<string, Config>();
  const places = placesOf(tables, configs);
  const isCompared = tables.some(({ rows }) => rows.some(({ cells }) => cells.length > 1 && cells.every((cell) => cell !== null)));
  const packages = new Set(tables.map(({ config }) => valueOf(config, 'pkg')));
  const keys = new Set<string>();
  const apart = new Set<string>();
  const only = new Map<string, Set<string>>(labels.map((label) => [label, new Set()]));

  for (const [name, byLabel] of places)
    for (const [index, label] of labels.entries()) {
      const mine = byLabel.get(label) ?? new Set();
      const theirs = byLabel.get(labels[1 - index] ?? '') ?? new Set();
      const free = [...theirs].filter((key) => !mine.has(key)).map((key) => configs.get(key) ?? []);
      for (const key of mine) {
        if (theirs.has(key)) continue;
        const config = configs.get(key) ?? [];
        const pkg = valueOf(config, 'pkg');
        const shown = packages.size > 1 && pkg !== '' ? `${name} (${pkg})` : name;
        // A name that two packages have is two benchmarks, unless the package itself was renamed.
        const differences = free.map((other) => differingKeys(config, other)).filter((found) => !isCompared || !found.includes('pkg'));
        const [nearest] = differences.toSorted((a, b) => a.length - b.length);
        if (nearest === undefined) only.get(label)?.add(shown);
        else {
          apart.add(name);
          for (const each of nearest) keys.add(each);
        }
      }
    }

  return {
    apart: { keys: [...keys].toSorted(compareText), names: [...apart] },
    onlyIn: [...only].flatMap(([label, names]) => (names.size === 0 ? [] : [{ label, names: [...names] }])),
    unitsOnlyIn: unitsOnlyIn(tables, labels),
    isCompared,
  };
}

/** In which configurations each input has a benchmark, by its name and label. */
function placesOf(tables: readonly BenchmarkTable[], configs: Map<string, Config>): Map<string, Map<string, Set<string>>> {
  const places = new Map<string, Map<string, Set<string>>>();
  for (const { config, columns, rows } of tables) {
    const key = keyOf(config);
    configs.set(key, config);
    for (const { name, cells } of rows) {
      const byLabel = places.get(name) ?? new Map<string, Set<string>>();
      places.set(name, byLabel);
      for (const [column, cell] of cells.entries()) {
        const label = columns[column] ?? '';
        if (cell !== null) byLabel.set(label, (byLabel.get(label) ?? new Set()).add(key));
      }
    }
  }
  return places;
}

function unitsOnlyIn(tables: readonly BenchmarkTable[], labels: readonly [string, string]): Uneven['unitsOnlyIn'] {
  const both = new Set(tables.filter(({ columns }) => columns.length > 1).map(({ config }) => keyOf(config)));
  return labels.flatMap((label) => {
    const alone = tables.filter(({ config, columns }) => columns.length === 1 && columns[0] === label && both.has(keyOf(config)));
    const units = [...new Set(alone.map(({ unit }) => unit))];
    return units.length === 0 ? [] : [{ label, units }];
  });
}

function keyOf(config: Config): string {
  return JSON.stringify(config.toSorted(([a], [b]) => compareText(a, b)));
}

function valueOf(config: Config, key: string): string {
  return config.find(([name]) => name === key)?.[1] ?? '';
}

function differingKeys(one: Config, other: Config): string[] {
  return [...new Set([...one, ...other].map(([key]) => key))].filter((key) => valueOf(one, key) !== valueOf(other, key));
}
