import { resolveFrom } from '../../base/posix-path.ts';
import type { Host } from '../../host/host.ts';
import { countSites } from '../../analysis/count-sites.ts';
import { isForeignFile } from '../../model/position.ts';
import type { Report } from '../../model/report.ts';
import { runGo } from '../../toolchain/run-go.ts';
import { buildFlags } from '../../toolchain/run-list.ts';
import type { Options } from '../options.ts';

/** Import paths of the packages that a program is made of: those that its command names, and what they import. Throws those of `runGo`. */
export async function listShipped(
  host: Host,
  options: Options,
  packages: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const cwd = await host.files.real(resolveFrom(host.cwd, options.cwd ?? host.cwd));
  const output = await runGo(host, {
    cwd,
    env: { ...host.env, PWD: cwd },
    signal,
    timeoutMs: options.timeoutMs,
    args: ['list', '-deps', '-f={{.ImportPath}}', ...buildFlags(options), '--', ...packages],
  });
  return new Set(output.split('\n').filter(Boolean));
}

/** A report as if only these packages had been built. */
export function onlyPackages(report: Report, shipped: ReadonlySet<string>): Report {
  const packages = report.packages.filter(({ path }) => shipped.has(path));
  const sites = report.sites.filter(
    ({ package: pkg, at, places }) => shipped.has(pkg) && (!isForeignFile(at.file) || places.some((place) => shipped.has(place.package))),
  );
  return { ...report, packages, sites, counts: { ...report.counts, ...countSites(sites, new Set(packages.map(({ path }) => path))) } };
}
