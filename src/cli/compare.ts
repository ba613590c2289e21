import { resolveFrom, toSlashes, inside } from '../base/posix-path.ts';
import { createCompare } from '../engine/compare/compare.ts';
import { cacheFolder } from '../engine/user-cache.ts';
import { keepHeapSmall } from '../host/heap.ts';
import type { Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { packageVersion } from '../host/package-version.ts';
import type { Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { sidesBench } from './bench-options.ts';
import { compareBuilds } from './compare-builds.ts';
import type { Io } from './io.ts';
import { readMeasuring } from './measuring.ts';
import type { Asked } from './parse.ts';
import { showProgress } from './progress-line.ts';
import { readWhere } from './read-where.ts';
import { resultCache } from './result-cache.ts';

/** `stackward compare [packages]`: several builds side by side; with `--binary` a linked program against the sites. */
export async function compare(asked: Asked, io: Io): Promise<number> {
  const file = asked.texts.get('binary');
  if (file !== undefined) return (await import('./compare-binary.ts')).compareBinary(asked, file, io);
  keepHeapSmall();
  const host = createNodeHost();
  const { builds, order } = compareBuilds(asked);
  if (asked.given.has('output') || asked.lists.has('format')) await (await import('./check-output.ts')).checkOutput(asked, host);
  const where = await readPlaceTest(asked, host);
  const measured = await readMeasuring(asked, host, io.signal);
  const bench = sidesBench(asked);
  const cache = resultCache(asked, host);
  const folder = cacheFolder(host);
  const run = createCompare(host, builds, {
    stackward: packageVersion(),
    order,
    ...(cache ? { cache } : {}),
    ...(folder === undefined ? {} : { folder }),
    ...(measured ? { measured } : {}),
    ...(where ? { where } : {}),
    ...(bench ? { bench } : {}),
  });
  const endProgress = asked.switches.has('quiet') ? undefined : showProgress(run.events, io.stderr, () => host.now());
  try {
    const { comparison, root, timing } = await run.run(io.signal);
    await endProgress?.();
    const { showBuildComparison } = await import('./show-build-comparison.ts');
    const code = await showBuildComparison(comparison, asked, io, host, root);
    if (asked.switches.has('timing')) await (await import('./show-check.ts')).showTiming(timing, io);
    return code;
  } finally {
    await endProgress?.();
    run.close();
  }
}

/** `--where`: which places are rows, told of the sites of the first build's modules. */
async function readPlaceTest(
  asked: Asked,
  host: Host,
): Promise<{ readonly asked: string; readonly of: (report: Report, root: string) => (site: Site) => boolean } | undefined> {
  const query = await readWhere(asked);
  if (query === undefined) return undefined;
  const { siteTest } = await import('../query/match-query.ts');
  const stands = toSlashes(await host.files.real(resolveFrom(host.cwd, asked.texts.get('directory') ?? '.')));
  return {
    asked: asked.texts.get('where') ?? '',
    of: (report, root) => siteTest(query, { modules: report.build.modules, cwd: inside(root, stands) || '.', builds: [] }),
  };
}
