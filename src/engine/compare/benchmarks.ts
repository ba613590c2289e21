import { compareText } from '../../base/order.ts';
import { join } from '../../base/posix-path.ts';
import type { Host } from '../../host/host.ts';
import type { BenchmarksOf, ComparedRow } from '../../model/build-comparison.ts';
import type { Package } from '../../model/report.ts';
import { sourceLimit } from '../../source/source-limit.ts';

/** Packages in which something is gained or grows, with the names of the benchmarks in the test files beside them: nothing is compiled for it. The most rows first. */
export async function findBenchmarks(
  host: Host,
  root: string,
  packages: readonly Package[],
  rows: readonly ComparedRow[],
): Promise<BenchmarksOf[]> {
  const counts = new Map<string, number>();
  for (const row of rows) if (isMore(row)) counts.set(row.site.package, (counts.get(row.site.package) ?? 0) + 1);
  const found: BenchmarksOf[] = [];
  const seen = new Set<string>();
  for (const { path, dir, dependency } of packages) {
    const count = counts.get(path);
    if (count === undefined || dependency || seen.has(path)) continue;
    seen.add(path);
    const names = await namesIn(host, join(root, dir));
    if (names.length > 0) found.push({ package: path, dir, rows: count, names });
  }
  return found.toSorted((a, b) => b.rows - a.rows || compareText(a.package, b.package));
}

function isMore({ steps, cells }: ComparedRow): boolean {
  return steps.some(
    ({ kinds, callers, from, to }) =>
      kinds.includes('gained') || (callers?.gained.length ?? 0) > 0 || (kinds.includes('size') && sizeAt(cells[to]) > sizeAt(cells[from])),
  );
}

function sizeAt(cell: ComparedRow['cells'][number] | undefined): number {
  return cell?.state === 'site' ? (cell.type?.charged ?? cell.type?.size ?? 0) : 0;
}

/** A function that Go runs with `-bench` has this form; one behind a build constraint that does not hold is among them. */
const declaration = /^func Benchmark(\w*)\(\w+ \*testing\.B\)/gm;

async function namesIn(host: Host, folder: string): Promise<string[]> {
  const names = new Set<string>();
  for (const file of (await host.files.list(folder)) ?? []) {
    if (!file.endsWith('_test.go')) continue;
    const bytes = host.files.readNow(join(folder, file), sourceLimit);
    if (bytes) for (const [, name = ''] of new TextDecoder().decode(bytes).matchAll(declaration)) names.add(name);
  }
  return [...names].toSorted();
}
