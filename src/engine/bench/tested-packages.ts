import { compareText } from '../../base/order.ts';
import type { Host } from '../../host/host.ts';
import type { Package } from '../../model/report.ts';
import type { Snapshot } from '../session.ts';

/** One entry for each named package, with all files of its tests. */
export function testedPackages(packages: readonly Package[]): Package[] {
  const byPath = new Map<string, Package>();
  for (const one of packages) {
    if (one.dependency) continue;
    // Tests of a package from the outside are a package of their own, in the same program.
    const path = one.variant?.endsWith('.test') ? one.variant.slice(0, -'.test'.length) : one.path;
    const known = byPath.get(path);
    const state = known?.state === 'failed' ? known.state : one.state;
    byPath.set(path, { ...one, path, state, files: [...new Set([...(known?.files ?? []), ...one.files])].toSorted() });
  }
  return [...byPath.values()].toSorted((a, b) => compareText(a.path, b.path));
}

const sourceLimit = 8 << 20;

/** Whether it is worth to compile the tests: linking a program takes a second or two. */
export function mayHaveBenchmarks(host: Host, { findFile }: Pick<Snapshot, 'findFile'>, { state, files }: Package): boolean {
  return (
    state === 'ok' &&
    files.some((file) => {
      const path = file.endsWith('_test.go') ? findFile(file) : undefined;
      const bytes = path === undefined ? undefined : host.files.readNow(path, sourceLimit);
      return bytes !== undefined && new TextDecoder().decode(bytes).includes('func Benchmark');
    })
  );
}
