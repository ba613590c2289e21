/**
 * The gate: does the working tree allocate where the base did not? Input: a repository, options of a build. Output: a comparison with findings. It shows nothing and decides
 * no exit code.
 */
import { resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { comparisonSchemaName, type Comparison, type Side } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';
import type { Cache } from '../../store/cache.ts';
import { changedFiles, type ChangedFile } from '../../toolchain/git/changed-files.ts';
import { locateRepository } from '../../toolchain/git/repository.ts';
import { gitCall, type GitCall } from '../../toolchain/git/run-git.ts';
import { isReadByBuild } from '../../toolchain/is-read-by-build.ts';
import type { BenchOptions } from '../bench/bench-options.ts';
import type { ReadMeasurements } from '../measure.ts';
import type { Options } from '../options.ts';
import { createProgressQueue, type Progress } from '../progress.ts';
import type { JudgedBenchmarks } from './benchmarks.ts';
import { findBase } from './find-base.ts';

export interface GateSettings {
  /** The revision to compare with; else what the CI names, else the remote's default branch. */
  readonly base?: string;
  readonly stackward: string;
  readonly cache?: Cache;
  /** Where revisions are checked out: the user's folder for caches. */
  readonly folder: string;
  /** What the sites of the head are held against: the costly ones come first. */
  readonly measured?: ReadMeasurements;
  /** Benchmarks that are run on both sides. */
  readonly bench?: BenchOptions;
  /** There is something to judge besides the change, so that both sides are built whatever differs. */
  readonly isJudgedAnyway?: boolean;
}

export interface Gated {
  readonly comparison: Comparison;
  /** The report of the head; absent where nothing had to be built. */
  readonly head?: Report;
  /** The report of the base, where it was compared. */
  readonly base?: Report;
  /** The absolute folder that files are relative to. */
  readonly root: string;
  /** Where benchmarks were run. */
  readonly benchmarks?: JudgedBenchmarks;
  readonly timing: Readonly<Record<string, number>>;
}

export interface Gate {
  /** Throws UserError: those of git, of a session, `side-failed`; `cancelled` when the signal fires. */
  run(signal?: AbortSignal): Promise<Gated>;
  readonly events: AsyncIterable<Progress>;
  close(): void;
}

export function createGate(host: Host, options: Options, settings: GateSettings): Gate {
  const events = createProgressQueue();
  return {
    events,
    close: () => events.close(),
    async run(signal) {
      const timing: Record<string, number> = {};
      let since = host.now();
      const lap = (stage: string): void => {
        timing[stage] = Math.max(0, host.now() - since);
        since = host.now();
      };
      const folder = resolveFrom(host.cwd, options.cwd ?? host.cwd);
      if ((await host.files.kind(folder)) !== 'folder') throw new UserError('folder-missing', { folder });
      const cwd = toSlashes(await host.files.real(folder));
      const here = gitCall(host, cwd, { signal, timeoutMs: options.timeoutMs });
      const repository = await locateRepository(host, here);
      const call: GitCall = { ...here, cwd: repository.top };
      const base = await findBase(host, call, repository, settings.base);
      const changed = await changedFiles(host, call, base.commit);
      const read = changed.filter((file) => isRead(file, options.tests === true || settings.bench !== undefined));
      lap('git');
      const files = { changed: changed.length, read: read.length };
      const baseSide: Side = { label: base.label, revision: base.commit };
      if (read.length === 0 && settings.isJudgedAnyway !== true)
        return { comparison: nothingRead(baseSide, files), root: repository.top, timing };
      // What builds is loaded only where something is built: a change of documents is answered before that.
      const { compareTree } = await import('./compare-tree.ts');
      const tree = { cwd, repository, call, base, changed, files, lap, onProgress: (event: Progress) => events.push(event), signal };
      return { ...(await compareTree(host, options, settings, tree)), timing };
    },
  };
}

/** Benchmarks are in files of tests. */
function isRead({ path, from }: ChangedFile, tests: boolean): boolean {
  const asked = { tests };
  return isReadByBuild(path, asked) || (from !== undefined && isReadByBuild(from, asked));
}

/** Nothing that a build reads differs: nothing can have got worse, and nothing is built. */
function nothingRead(base: Side, files: NonNullable<Comparison['files']>): Comparison {
  return {
    schema: comparisonSchemaName,
    base,
    head: { label: 'working tree' },
    causes: [],
    places: [],
    states: { new: 0, worse: 0, fixed: 0, moved: 0, 'other-reason': 0, unchanged: 0 },
    findings: [],
    files,
    problems: [],
  };
}
