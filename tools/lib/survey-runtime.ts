import { releaseTables } from '../../src/model/tables/index.ts';
import { listArchives, listRuntimePackages } from './go-archives.ts';
import type { Target } from './go-archives.ts';
import type { GoRelease } from './go-releases.ts';
import { readArchiveCalls } from './read-archive-calls.ts';
import { readRuntimeGraph } from './runtime-graph.ts';
import type { RuntimeGraph } from './runtime-graph.ts';

/** What compiled packages call of the runtime, in one release and on one platform. */
export interface Survey {
  readonly graph: RuntimeGraph;
  /** Functions that the runtime's archives define and that others call, with one package that does. */
  readonly called: ReadonlyMap<string, string>;
}

/** Packages of std that build everywhere and together call most of what the runtime offers. */
export const portablePackages: readonly string[] = (
  'encoding/json expvar go/types image/png log/slog maps math/big net/http os/exec os/signal os/user plugin reflect ' +
  'runtime/metrics runtime/pprof runtime/trace slices strings testing text/template'
).split(' ');

/** Some of these that do not need C, so that they build with `-race` where no C compiler is. */
export const sanitizedPackages: readonly string[] =
  'encoding/json go/types reflect runtime/metrics runtime/trace slices strings text/template'.split(' ');

/** Compiles `patterns` in each target (all of one platform) and reads the calls of each package outside the runtime. */
export function surveyRuntime(release: GoRelease, builds: readonly (Target & { readonly patterns: readonly string[] })[]): Survey {
  const tables = releaseTables(release.version);
  const [first] = builds;
  if (tables === undefined || first === undefined) throw new Error(`nothing to survey of ${release.version}`);
  const runtime = listRuntimePackages(release, first);
  const archives = new Map(builds.flatMap((build) => [...listArchives(release, build.patterns, build)]));
  const graph = readRuntimeGraph(archives, runtime, tables);
  const called = new Map<string, string>();
  for (const [name, file] of archives) {
    if (runtime.includes(name)) continue;
    for (const { calls } of readArchiveCalls(file, tables)) {
      for (const target of calls) if (graph.defined.has(target) && !called.has(target)) called.set(target, name);
    }
  }
  return { graph, called };
}
