/**
 * Several builds side by side: what did a toolchain, a profile, a flag or a revision change? Input: the options of each build. Output: a comparison of builds. It builds one
 * after the other, shows nothing and decides no exit code.
 */
import type { ClaimBy } from '../../analysis/side-by-side/claims.ts';
import { worthRunning } from '../../analysis/side-by-side/worth-running.ts';
import type { Host } from '../../host/host.ts';
import { decodeStructured, encodeStructured } from '../../host/structured.ts';
import type { BuildComparison } from '../../model/build-comparison.ts';
import type { Package, Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import type { Cache } from '../../store/cache.ts';
import { UserError } from '../../base/user-error.ts';
import { digest } from '../digest.ts';
import type { ReadMeasurements } from '../measure.ts';
import type { BenchOptions } from '../bench/bench-options.ts';
import type { Options } from '../options.ts';
import { createProgressQueue, type Progress } from '../progress.ts';
import { findBenchmarks } from './benchmarks.ts';
import { createBuildQueue, type BuildQueue } from './build-queue.ts';
import { openRevisions, type RevisionFolder } from './revisions.ts';

/** One column that was asked for. */
export interface AskedBuild {
  /** What tells it from the others; distinct. Of another release the version takes its place once that is known. */
  readonly label: string;
  readonly options: Options;
  /** See `ComparedBuild`. */
  readonly flags: readonly string[];
  /** A revision as it was named, to be built in a checkout; absent for the sources where the user stands. */
  readonly revision?: string;
  /** Variables that this build has besides those of the host, and flags for its GOFLAGS. */
  readonly env?: Readonly<Record<string, string>>;
  readonly goflags?: readonly string[];
  /** Packages of the program that is shipped: of others nothing counts. */
  readonly shipped?: readonly string[];
  /** What is said of it is held against the first build. */
  readonly claims?: ClaimBy;
}

export interface CompareSettings {
  readonly stackward: string;
  readonly cache?: Cache;
  /** Where revisions are checked out: the user's folder for caches; undefined where there is none. */
  readonly folder?: string;
  /** `sequence`: each build is compared with the one before it; `star`: with the first. Of those that were built. */
  readonly order: 'sequence' | 'star';
  /** What the sites of the first build are held against. */
  readonly measured?: ReadMeasurements;
  /** Runs benchmarks of packages in which something is gained. */
  readonly bench?: BenchOptions;
  /** Which places are rows; made of the first report and its root. A place is one where a build has it so. */
  readonly where?: { readonly asked: string; readonly of: (report: Report, root: string) => (site: Site) => boolean };
}

export interface Compared {
  readonly comparison: BuildComparison;
  /** The absolute folder that files are relative to. */
  readonly root: string;
  readonly timing: Readonly<Record<string, number>>;
}

export interface Compare {
  /** Throws UserError: those of git and of a session where no build at all was built; `cancelled` when the signal fires. */
  run(signal?: AbortSignal): Promise<Compared>;
  readonly events: AsyncIterable<Progress>;
  close(): void;
}

/** What a comparison was, with what its benchmarks are looked up by: test files are part of no build. */
interface Kept {
  readonly comparison: Omit<BuildComparison, 'benchmarks'>;
  readonly packages: readonly Package[];
}

export function createCompare(host: Host, builds: readonly AskedBuild[], settings: CompareSettings): Compare {
  const events = createProgressQueue();
  return {
    events,
    close: () => events.close(),
    async run(signal) {
      const { cache, stackward } = settings;
      const revisions = await openRevisions(host, builds, settings, signal);
      const queue = createBuildQueue(host, builds, { stackward, cache, revisions, onProgress: (event) => events.push(event), signal });
      try {
        const compared = await compareKept(host, builds, settings, revisions, queue);
        const { bench } = settings;
        if (!bench) return compared;
        const { runBenchmarks } = await import('./run-benchmarks.ts');
        const since = host.now();
        const request = { bench, stackward, cache, signal, onStep: (event: Progress) => events.push(event) };
        const comparison = await runBenchmarks(host, compared.comparison, queue, request);
        return { ...compared, comparison, timing: { ...compared.timing, benchmarks: Math.max(0, host.now() - since) } };
      } finally {
        await queue.close();
        await revisions.close();
      }
    },
  };
}

/** The comparison, from the cache where nothing changed. */
async function compareKept(
  host: Host,
  builds: readonly AskedBuild[],
  settings: CompareSettings,
  revisions: RevisionFolder,
  queue: BuildQueue,
): Promise<Compared> {
  const { cache } = settings;
  const mayKeep = isKept(builds, settings);
  const known = mayKeep ? await openKnown(builds, queue) : undefined;
  const bytes = known && (await cache?.read('comparison', keyOf(builds, settings, queue)));
  if (known && bytes) {
    const { comparison, packages } = decodeStructured(bytes) as Kept;
    return { ...known, comparison: await withBenchmarks(host, comparison, packages, known.root) };
  }
  const { compareAll } = await import('./compare-all.ts');
  const { comparison, packages, root, timing } = await compareAll(host, builds, settings, revisions, queue);
  const isWhole = comparison.builds.every(({ state }) => state === 'built');
  if (mayKeep && isWhole)
    await cache?.write('comparison', keyOf(builds, settings, queue), encodeStructured({ comparison, packages } satisfies Kept));
  return { comparison: await withBenchmarks(host, comparison, packages, root), root, timing };
}

/** Whether the comparison follows from the reports and what they name. */
function isKept(builds: readonly AskedBuild[], { cache, measured, where }: CompareSettings): boolean {
  const isPlain = ({ revision, shipped, claims, options: { pgo = 'auto' } }: AskedBuild): boolean =>
    revision === undefined && shipped === undefined && claims === undefined && (pgo === 'auto' || pgo === 'off');
  return cache !== undefined && !measured && !where && builds.every(isPlain);
}

/** Makes builds as long as the report of each is known: only then is nothing of their sources another than it was. */
async function openKnown(
  builds: readonly AskedBuild[],
  queue: BuildQueue,
): Promise<{ readonly root: string; readonly timing: Readonly<Record<string, number>> } | undefined> {
  const timing: Record<string, number> = {};
  let root = '';
  for (const [number, { label }] of builds.entries()) {
    const opened = await queue.open(number);
    if (opened instanceof UserError || !opened.known) return undefined;
    for (const [stage, milliseconds] of Object.entries(opened.known.timing)) timing[`${label} ${stage}`] = milliseconds;
    root = opened.known.root;
  }
  return { root, timing };
}

function keyOf(builds: readonly AskedBuild[], { order }: CompareSettings, queue: BuildQueue): string {
  return digest('comparison', order, ...builds.flatMap(({ label, flags }, number) => [label, flags.join('\0'), queue.keyOf(number) ?? '']));
}

async function withBenchmarks(
  host: Host,
  comparison: Kept['comparison'],
  packages: readonly Package[],
  root: string,
): Promise<BuildComparison> {
  const benchmarks = await findBenchmarks(host, root, packages, comparison.rows);
  const worth = worthRunning(comparison.builds, comparison.rows);
  return { ...comparison, benchmarks, ...(worth ? { worth } : {}) };
}
