import { compareSides } from '../../analysis/difference/compare-sides.ts';
import { listIncomparable } from '../../analysis/difference/comparable.ts';
import { dirname, inside, resolveFrom } from '../../base/posix-path.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { comparisonSchemaName, type ChangeCause, type Comparison, type Side } from '../../model/comparison.ts';
import type { Problem, Report } from '../../model/report.ts';
import type { ChangedFile } from '../../toolchain/git/changed-files.ts';
import { ignoredGoFiles } from '../../toolchain/git/ignored-files.ts';
import { fileAt, listSubmodules, type Repository } from '../../toolchain/git/repository.ts';
import type { GitCall } from '../../toolchain/git/run-git.ts';
import { readGoEnvironment } from '../../toolchain/go-environment.ts';
import type { BenchOptions } from '../bench/bench-options.ts';
import { openCheckout } from '../checkout.ts';
import { digest } from '../digest.ts';
import { measurementHeads } from '../explain.ts';
import { snapshotEvidence } from '../explain-evidence.ts';
import { applyMeasurements } from '../measure.ts';
import type { Options } from '../options.ts';
import type { Progress } from '../progress.ts';
import { createSession, type Session, type Snapshot } from '../session.ts';
import { prepareBase, readBase, type BaseRequest } from './base-side.ts';
import { measureGateBenchmarks, type JudgedBenchmarks } from './benchmarks.ts';
import { compareModFiles } from './change-causes.ts';
import { explainPlaces } from './explain-places.ts';
import type { FoundBase } from './find-base.ts';
import { findingsOf } from './findings-of.ts';
import type { Gated, GateSettings } from './gate.ts';
import { sideFailed } from './side-failed.ts';
import { comparedSide, makeSideFacts } from './side-facts.ts';

/** A working tree in which something differs that a build reads. */
export interface ChangedTree {
  /** Where the user stands. Absolute, slashes, no symbolic links. */
  readonly cwd: string;
  readonly repository: Repository;
  /** At the top of the repository. */
  readonly call: GitCall;
  readonly base: FoundBase;
  readonly changed: readonly ChangedFile[];
  readonly files: NonNullable<Comparison['files']>;
  /** Ends a stage that is timed. */
  readonly lap: (stage: string) => void;
  readonly onProgress: (event: Progress) => void;
  readonly signal: AbortSignal | undefined;
}

/** Builds both sides, or takes the base as it is kept, and compares them. */
export async function compareTree(host: Host, options: Options, settings: GateSettings, tree: ChangedTree): Promise<Omit<Gated, 'timing'>> {
  const { cwd, repository, call, base, changed, files, lap, onProgress, signal } = tree;
  const { stackward, cache } = settings;
  const baseSide: Side = { label: base.label, revision: base.commit };
  const session = createSession(host, options, stackward, cache);
  const forwarded = forward(session, onProgress);
  try {
    const environment = readGoEnvironment(host, { cwd, env: { ...host.env, PWD: cwd }, signal, timeoutMs: options.timeoutMs });
    environment.catch(() => undefined);
    const built = await session.run(signal).catch((error: unknown) => {
      throw sideFailed(error, 'head', 'working tree');
    });
    const report = settings.measured ? await applyMeasurements(built, settings.measured) : built.report;
    const head = { ...built, report };
    const measurements = measurementHeads(report);
    lap('head');
    const headSide: Side = { label: 'working tree', build: head.report.build, counts: head.report.counts };
    const headProblems = problemsOf(head.report.problems, 'head');
    const ignored = ignoredProblems(host, call, head.report, head.root, repository.top);
    ignored.catch(() => undefined);
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
      ...(measurements ? { measurements } : {}),
    } as const;
    if (headProblems.some(({ effect }) => effect === 'failed')) {
      await refuseMissingSubmodule(host, call, repository.top);
      return { comparison: { ...empty, problems: headProblems }, head: report, root: head.root };
    }
    const request: BaseRequest = {
      repository,
      call,
      base,
      options,
      stackward,
      cwd,
      go: await environment,
      head: head.report,
      root: head.root,
      cache,
      folder: settings.folder,
      onProgress: (event) => onProgress({ ...event, build: { label: 'base', number: 2, of: 2 } }),
      signal,
    };
    const other = await readBase(host, request);
    lap('base');
    if (!other) {
      const problem: Problem = { code: 'base-empty', args: { label: base.label }, effect: 'notice' };
      return { comparison: { ...empty, problems: [problem, ...headProblems] }, head: report, root: head.root };
    }
    const { facts, rename } = other;
    const whole: Side = { ...baseSide, build: facts.report.build, counts: facts.report.counts };
    const problems = [...problemsOf(facts.report.problems.filter(isOfBase), 'base'), ...(await ignored), ...headProblems];
    const incomparable = listIncomparable(facts.report.build, head.report.build);
    if (problems.some(({ effect }) => effect === 'failed') || incomparable.length > 0)
      return {
        comparison: { ...empty, base: whole, ...(incomparable.length > 0 ? { incomparable } : {}), problems },
        head: report,
        root: head.root,
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
    const { places, states, map } = compareSides(comparedSide(facts, rename), comparedSide(headFacts), sameModules(causes));
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
    const benchmarks = settings.bench && (await measureBenchmarks(host, settings.bench, request, options));
    if (benchmarks) lap('benchmarks');
    return {
      comparison: { ...empty, base: whole, places: explained, states, findings: findingsOf(explained), problems },
      head: report,
      base: facts.report,
      root: head.root,
      ...(benchmarks ? { benchmarks } : {}),
    };
  } finally {
    session.close();
    await forwarded;
  }
}

/** The benchmarks of both sides, with the flags of the gate. */
async function measureBenchmarks(host: Host, bench: BenchOptions, request: BaseRequest, options: Options): Promise<JudgedBenchmarks> {
  const { repository, call, base, folder, stackward, cache, signal } = request;
  const checkout = await openCheckout(host, { repository, call, commit: base.commit, folder });
  try {
    const prepared = await prepareBase(host, request, checkout);
    if (!prepared) throw new Error('a base that was compared has its folder');
    return await measureGateBenchmarks(host, {
      base: { name: base.label, from: 'revision', commit: base.commit, ...prepared },
      head: { name: 'working tree', from: 'working-tree', host, options },
      bench,
      stackward,
      cache,
      signal,
      onStep: request.onProgress,
    });
  } finally {
    await checkout.release();
  }
}

const noStates = { new: 0, worse: 0, fixed: 0, moved: 0, 'other-reason': 0, unchanged: 0 } as const;

/** Whether the change leaves the module of a package as it was: both sides are built with one Go release. */
function sameModules(causes: readonly ChangeCause[]): (pkg: string) => boolean {
  const changed = causes.filter(({ kind }) => kind === 'dependency').map(({ name }) => name);
  return (pkg) => !changed.some((name) => pkg === name || pkg.startsWith(`${name}/`));
}

/** Of the base: what concerns its packages. A pattern that meets nothing there names a package that is new. */
function isOfBase({ code }: Problem): boolean {
  return code !== 'pattern-unmatched' && code !== 'go-said';
}

function problemsOf(problems: readonly Problem[], side: 'base' | 'head'): Problem[] {
  // Notices of the build are the same on both sides, and a gate is no place to say them twice.
  return problems.filter(({ effect }) => side === 'head' || effect !== 'notice').map((problem): Problem => ({ ...problem, in: [side] }));
}

/** A working tree without its submodules often does not build, and Go's words do not say what is missing. Throws UserError `submodule-missing`. */
async function refuseMissingSubmodule(host: Host, call: GitCall, top: string): Promise<void> {
  for (const { path, commit } of await listSubmodules(host, call, 'HEAD'))
    if ((await host.files.kind(`${top}/${path}/.git`)) === 'none') throw new UserError('submodule-missing', { path, commit });
}

/** Go files that are built and that git ignores: the base is built without them. */
async function ignoredProblems(host: Host, call: GitCall, report: Report, root: string, top: string): Promise<Problem[]> {
  const built = new Set(report.packages.flatMap(({ files }) => files.map((file) => inside(top, resolveFrom(root, file)) ?? '')));
  const folders = new Set([...built].flatMap((file) => (file.endsWith('.go') ? [dirname(file)] : [])));
  const ignored = (await ignoredGoFiles(host, call, [...folders])).filter((file) => built.has(file));
  const [first] = ignored;
  return first === undefined ? [] : [{ code: 'ignored-files', args: { count: ignored.length, first }, effect: 'notice' }];
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
