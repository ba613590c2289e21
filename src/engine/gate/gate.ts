/**
 * The gate: does the working tree allocate where the base did not? Input: a repository, options of a build. Output: a comparison with findings. It shows nothing and decides
 * no exit code.
 */
import { compareSides } from '../../analysis/difference/compare-sides.ts';
import { listIncomparable } from '../../analysis/difference/comparable.ts';
import { resolveFrom, toSlashes } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { comparisonSchemaName, type ChangeCause, type Comparison, type Side } from '../../model/comparison.ts';
import type { Problem } from '../../model/report.ts';
import type { Cache } from '../../store/cache.ts';
import { changedFiles, type ChangedFile } from '../../toolchain/git/changed-files.ts';
import { fileAt, locateRepository } from '../../toolchain/git/repository.ts';
import { gitCall, type GitCall } from '../../toolchain/git/run-git.ts';
import { readGoEnvironment } from '../../toolchain/go-environment.ts';
import { isReadByBuild } from '../../toolchain/is-read-by-build.ts';
import { digest } from '../digest.ts';
import { snapshotEvidence } from '../explain-evidence.ts';
import type { Options } from '../options.ts';
import { createProgressQueue, type Progress } from '../progress.ts';
import { createSession, type Session, type Snapshot } from '../session.ts';
import { readBase } from './base-side.ts';
import { compareModFiles } from './change-causes.ts';
import { explainPlaces } from './explain-places.ts';
import { findBase, type FoundBase } from './find-base.ts';
import { findingsOf } from './findings-of.ts';
import { comparedSide, makeSideFacts } from './side-facts.ts';

export interface GateSettings {
  /** The revision to compare with; else what the CI names, else the remote's default branch. */
  readonly base?: string;
  readonly stackward: string;
  readonly cache?: Cache;
  /** Where revisions are checked out: the user's folder for caches. */
  readonly folder: string;
}

export interface Gated {
  readonly comparison: Comparison;
  /** The absolute folder that files are relative to. */
  readonly root: string;
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
      const read = changed.filter((file) => isRead(file, options));
      lap('git');
      const files = { changed: changed.length, read: read.length };
      const baseSide: Side = { label: base.label, revision: base.commit };
      if (read.length === 0) return { comparison: nothingRead(baseSide, files), root: repository.top, timing };

      const session = createSession(host, options, settings.stackward, settings.cache);
      const forwarded = forward(session, (event) => events.push(event));
      try {
        const environment = readGoEnvironment(host, { cwd, env: { ...host.env, PWD: cwd }, signal, timeoutMs: options.timeoutMs });
        environment.catch(() => undefined);
        const head = await session.run(signal).catch((error: unknown) => {
          if (!(error instanceof UserError) || error.code === 'cancelled') throw error;
          throw new UserError('side-failed', { side: 'head', label: 'working tree', code: error.code, args: error.args }, { cause: error });
        });
        lap('head');
        const headSide: Side = { label: 'working tree', build: head.report.build, counts: head.report.counts };
        const headProblems = problemsOf(head.report.problems, 'head');
        const causes = await changeCauses(host, call, base, changed, repository.top);
        const empty = {
          schema: comparisonSchemaName,
          base: baseSide,
          head: headSide,
          causes,
          places: [],
          states: noStates,
          findings: [],
          files,
        } as const;
        if (headProblems.some(({ effect }) => effect === 'failed'))
          return { comparison: { ...empty, problems: headProblems }, root: head.root, timing };
        const other = await readBase(host, {
          repository,
          call,
          base,
          options,
          stackward: settings.stackward,
          cwd,
          go: await environment,
          head: head.report,
          root: head.root,
          cache: settings.cache,
          folder: settings.folder,
          onProgress: (event) => events.push({ ...event, build: { label: 'base', number: 2, of: 2 } }),
          signal,
        });
        lap('base');
        if (!other) {
          const problem: Problem = { code: 'base-empty', args: { label: base.label }, effect: 'notice' };
          return { comparison: { ...empty, problems: [problem, ...headProblems] }, root: head.root, timing };
        }
        const { facts, rename } = other;
        const whole: Side = { ...baseSide, build: facts.report.build, counts: facts.report.counts };
        const problems = [...problemsOf(facts.report.problems.filter(isOfBase), 'base'), ...headProblems];
        const incomparable = listIncomparable(facts.report.build, head.report.build);
        if (problems.some(({ effect }) => effect === 'failed') || incomparable.length > 0)
          return {
            comparison: { ...empty, base: whole, ...(incomparable.length > 0 ? { incomparable } : {}), problems },
            root: head.root,
            timing,
          };
        const known = new Map(facts.outlines.map((outline) => [rename(outline.file), { ...outline, file: rename(outline.file) }]));
        const touched = touchedFiles(changed, repository.top, head.root);
        const headFacts = makeSideFacts(
          head,
          (file) => {
            const path = head.findFile(file);
            return path === undefined ? undefined : host.files.readNow(path, 64 << 20);
          },
          (file) => (touched(file) ? undefined : known.get(file)),
        );
        const { places, states, map } = compareSides(comparedSide(facts, rename), comparedSide(headFacts));
        lap('match');
        const isWorse = places.some(({ state }) => state === 'new' || state === 'worse');
        const explained = isWorse
          ? await explainPlaces(places, {
              evidence: await explaining(host, options, settings, cwd, signal),
              map,
              causes,
              inlined: headFacts.inlined,
            })
          : places;
        lap('explain');
        await session.keep();
        return {
          comparison: { ...empty, base: whole, places: explained, states, findings: findingsOf(explained, digest), problems },
          root: head.root,
          timing,
        };
      } finally {
        session.close();
        await forwarded;
      }
    },
  };
}

const noStates = { new: 0, worse: 0, fixed: 0, moved: 0, 'other-reason': 0, unchanged: 0 } as const;

function isRead({ path, from }: ChangedFile, { tests }: Options): boolean {
  const asked = { tests: tests === true };
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
    states: noStates,
    findings: [],
    files,
    problems: [],
  };
}

/** Of the base: what concerns its packages. A pattern that meets nothing there names a package that is new. */
function isOfBase({ code }: Problem): boolean {
  return code !== 'pattern-unmatched' && code !== 'go-said';
}

function problemsOf(problems: readonly Problem[], side: 'base' | 'head'): Problem[] {
  // Notices of the build are the same on both sides, and a gate is no place to say them twice.
  return problems.filter(({ effect }) => side === 'head' || effect !== 'notice').map((problem): Problem => ({ ...problem, in: [side] }));
}

/** Whether a shown file is one that differs. */
function touchedFiles(changed: readonly ChangedFile[], top: string, root: string): (file: string) => boolean {
  const paths = new Set(changed.map(({ path }) => `${top}/${path}`));
  return (file) => paths.has(resolveFrom(root, file));
}

async function changeCauses(
  host: Host,
  call: GitCall,
  base: FoundBase,
  changed: readonly ChangedFile[],
  top: string,
): Promise<ChangeCause[]> {
  const causes: ChangeCause[] = [];
  const decoder = new TextDecoder();
  for (const { path, from = path } of changed) {
    const isMod = /(?:^|\/)go\.(?:mod|work)$/.test(path);
    if (!isMod && !path.endsWith('.pgo')) continue;
    const before = await fileAt(host, call, base.commit, from);
    const now = await host.files.readIfThere(`${top}/${path}`, 64 << 20);
    if (isMod) causes.push(...compareModFiles(before ? decoder.decode(before) : '', now ? decoder.decode(now) : ''));
    else causes.push({ kind: 'pgo', name: path, from: before ? digest(before) : '', to: now ? digest(now) : '' });
  }
  return causes;
}

/** The whole module with what the compiler explains: where a value goes stands in other packages too. */
async function explaining(
  host: Host,
  options: Options,
  { stackward, cache }: GateSettings,
  cwd: string,
  signal: AbortSignal | undefined,
): Promise<ReturnType<typeof snapshotEvidence>> {
  const session = createSession(host, { ...options, patterns: [], keepExplanations: true }, stackward, cache);
  const snapshot: Snapshot = await session.run(signal);
  return snapshotEvidence(host, snapshot, cwd);
}

async function forward(session: Session, to: (event: Progress) => void): Promise<void> {
  for await (const event of session.events) to(event);
}
