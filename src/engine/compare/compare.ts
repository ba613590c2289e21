/**
 * Several builds side by side: what did a toolchain, a profile, a flag or a revision change? Input: the options of each build. Output: a comparison of builds. It builds one
 * after the other, shows nothing and decides no exit code.
 */
import { countClaims, type ClaimBy } from '../../analysis/side-by-side/claims.ts';
import { inliningRows, type InliningDecisions } from '../../analysis/side-by-side/inlining.ts';
import { finishRows } from '../../analysis/side-by-side/finish-rows.ts';
import { matchStep } from '../../analysis/side-by-side/match-step.ts';
import { pinRows } from '../../analysis/side-by-side/pins.ts';
import { createPresence } from '../../analysis/side-by-side/presence.ts';
import { createRows } from '../../analysis/side-by-side/rows.ts';
import { mapPlaces } from '../../analysis/difference/place-map.ts';
import { findReasons } from '../../analysis/reasons/find-reasons.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { buildComparisonSchema, type BuildComparison, type ComparedBuild } from '../../model/build-comparison.ts';
import { errorExitCode } from '../../model/exit-code.ts';
import type { Pin } from '../../model/pin.ts';
import { byEffect } from '../../model/problem-order.ts';
import type { Problem, Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import type { Cache } from '../../store/cache.ts';
import { measurementHeads } from '../explain.ts';
import { applyMeasurements, type ReadMeasurements } from '../measure.ts';
import type { Options } from '../options.ts';
import { createProgressQueue, type Progress } from '../progress.ts';
import { createSession, type Snapshot } from '../session.ts';
import { findBenchmarks } from './benchmarks.ts';
import { makeBuildFacts, type BuildFacts, type OutlineMemory } from './build-facts.ts';
import { readPgoProfile, refuseOtherProgram } from './pgo-profile.ts';
import { openRevisions, type RevisionFolder } from './revisions.ts';
import { listShipped, onlyPackages } from './shipped-packages.ts';

/** One column that was asked for. */
export interface AskedBuild {
  /** What tells it from the others; distinct. Of another release the version takes its place once that is known. */
  readonly label: string;
  readonly options: Options;
  /** See {@link ComparedBuild}. */
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

/** What is kept of each build until the end. */
interface Column {
  readonly build: ComparedBuild;
  readonly decisions?: InliningDecisions;
  readonly pins?: readonly Pin[];
}

export function createCompare(host: Host, builds: readonly AskedBuild[], settings: CompareSettings): Compare {
  const events = createProgressQueue();
  return {
    events,
    close: () => events.close(),
    async run(signal) {
      const revisions = await openRevisions(host, builds, settings, signal);
      try {
        return await compareAll(host, builds, settings, revisions, events.push, signal);
      } finally {
        await revisions.close();
      }
    },
  };
}

async function compareAll(
  host: Host,
  builds: readonly AskedBuild[],
  settings: CompareSettings,
  revisions: RevisionFolder,
  onProgress: (event: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<Compared> {
  const timing: Record<string, number> = {};
  const isOneSource = builds.every(({ revision }) => revision === undefined);
  const memory: OutlineMemory = new Map();
  const rows = createRows(builds.length);
  const columns: Column[] = [];
  const problems: Problem[] = [];
  const failures: UserError[] = [];
  const causes: BuildComparison['causes'][number][] = [];
  let measurements: BuildComparison['measurements'];
  let base: { readonly number: number; readonly facts: BuildFacts } | undefined;
  let root = '';
  let isAsked: ((site: Site) => boolean) | undefined;
  for (const [number, asked] of builds.entries()) {
    const built = await buildOne(
      host,
      asked,
      settings,
      revisions,
      (event) => onProgress({ ...event, build: { label: asked.label, number: number + 1, of: builds.length } }),
      signal,
    );
    if (built instanceof UserError) {
      failures.push(built);
      columns.push({ build: { label: asked.label, state: 'failed', flags: asked.flags } });
      problems.push(buildFailed(asked.label, built));
      continue;
    }
    const { snapshot, ms } = built;
    const label = labelOf(asked, snapshot.report);
    for (const [stage, milliseconds] of Object.entries(snapshot.timing)) timing[`${label} ${stage}`] = milliseconds;
    timing[`${label} session`] = ms;
    const since = host.now();
    const report = !base && settings.measured ? await applyMeasurements(snapshot, settings.measured) : snapshot.report;
    if (!base) measurements = measurementHeads(report);
    isAsked ??= settings.where?.of(report, snapshot.root);
    const facts = makeBuildFacts(host, { ...snapshot, report }, memory);
    const missing = createPresence(report.packages, isOneSource);
    if (base) {
      const map = mapPlaces(base.facts.side, facts.side);
      const pair = { before: base.facts.reasons, after: facts.reasons, map };
      rows.step({
        build: number,
        against: base.number,
        sites: report.sites,
        match: matchStep(base.facts.report.sites, report.sites, map),
        isOneSource,
        missing,
        reasons: (step) => findReasons(step, pair),
      });
      causes.push(...(await revisions.causes(base.number, number)));
    } else rows.begin({ build: number, sites: report.sites, missing });
    columns.push({
      build: {
        label,
        state: 'built',
        ...(base ? { against: base.number } : {}),
        flags: asked.flags,
        build: report.build,
        counts: report.counts,
        ...revisions.commitOf(number),
      },
      decisions: facts.decisions,
      pins: report.pins ?? [],
    });
    // That a flag changes the code is what is asked here.
    const told = report.problems.filter((problem) => problem.code !== 'flag-changes-code' || problem.args.from !== 'flags');
    problems.push(...told.map((problem): Problem => ({ ...problem, in: [label] })));
    root = revisions.rootOf(number, snapshot.root);
    if (!base || settings.order === 'sequence') base = { number, facts };
    timing[`${label} compare`] = Math.max(0, host.now() - since);
  }
  const [failure] = failures;
  if (!base && failure) throw failure;
  const finished = finishRows(
    isAsked ? rows.rows.filter(({ cells }) => cells.some((cell) => typeof cell !== 'string' && isAsked?.(cell))) : rows.rows,
  );
  const pins = pinRows(columns.map((column) => column.pins));
  const comparison: BuildComparison = {
    schema: buildComparisonSchema,
    builds: columns.map(({ build }) => build),
    rows: finished.rows,
    inlining: inliningRows(columns.map(({ decisions }) => decisions)),
    same: finished.same,
    differ: finished.differ,
    differences: finished.differences,
    ...(pins ? { pins } : {}),
    benchmarks: base ? await findBenchmarks(host, root, base.facts.report.packages, finished.rows) : [],
    explained: finished.explained,
    unexplained: finished.unexplained,
    causes,
    ...(measurements ? { measurements } : {}),
    ...(settings.where ? { where: settings.where.asked } : {}),
    ...claimsOf(builds, columns, rows.rows),
    problems: joinProblems(problems, columns.filter(({ build }) => build.state === 'built').length),
  };
  return { comparison, root, timing };
}

function claimsOf(
  builds: readonly AskedBuild[],
  columns: readonly Column[],
  rows: Parameters<typeof countClaims>[0],
): Pick<BuildComparison, 'claims'> {
  const isBuilt = (build: number): boolean => columns[build]?.build.state === 'built';
  const asked = builds.flatMap(({ claims }, build) => (claims && isBuilt(build) ? [{ build, by: claims }] : []));
  return asked.length > 0 && isBuilt(0) ? { claims: countClaims(rows, 0, asked) } : {};
}

/** A build, or what ended it. `cancelled` ends all. */
async function buildOne(
  host: Host,
  asked: AskedBuild,
  { stackward, cache }: CompareSettings,
  revisions: RevisionFolder,
  onProgress: (event: Progress) => void,
  signal: AbortSignal | undefined,
): Promise<{ readonly snapshot: Snapshot; readonly ms: number } | UserError> {
  const since = host.now();
  try {
    const place = await revisions.open(asked);
    const options = place ? { ...asked.options, cwd: place.cwd } : asked.options;
    const there = withVariables(place ? { ...host, env: place.env } : host, asked);
    const session = createSession(there, options, stackward, cache);
    const forwarded = forward(session.events, onProgress);
    try {
      const functions = await readPgoProfile(host, options);
      const whole = await session.run(signal);
      const snapshot = asked.shipped
        ? { ...whole, report: onlyPackages(whole.report, await listShipped(there, options, asked.shipped, signal)) }
        : whole;
      if (functions) refuseOtherProgram(functions, options.pgo ?? '', snapshot);
      await session.keep();
      return { snapshot, ms: Math.max(0, host.now() - since) };
    } finally {
      session.close();
      await forwarded;
    }
  } catch (error) {
    if (error instanceof UserError && error.code !== 'cancelled') return error;
    throw error;
  }
}

/** The host with what is set for one build alone. */
function withVariables(host: Host, { env = {}, goflags = [] }: AskedBuild): Host {
  const all = { ...host.env, ...env };
  return { ...host, env: goflags.length === 0 ? all : { ...all, GOFLAGS: [all['GOFLAGS'] ?? '', ...goflags].join(' ').trim() } };
}

async function forward(from: AsyncIterable<Progress>, to: (event: Progress) => void): Promise<void> {
  for await (const event of from) if (event.stage !== 'done') to(event);
}

/** `1.24` was asked for, and `go1.24.13` was built. */
function labelOf({ label, options, flags }: AskedBuild, { build }: Report): string {
  return options.go !== undefined && flags.some((flag) => flag.startsWith('--go='))
    ? label.replace(`go${options.go.replace(/^go/, '')}`, build.go)
    : label;
}

function buildFailed(label: string, { code, args }: UserError): Problem {
  return {
    code: 'build-failed',
    args: { label, code, args },
    effect: errorExitCode({ code, args }) === 3 ? 'failed' : 'incomplete',
    in: [label],
  };
}

/** Each once, with the builds that have it unless all do. */
function joinProblems(problems: readonly Problem[], built: number): Problem[] {
  const found = new Map<string, { problem: Problem; labels: string[] }>();
  for (const problem of problems) {
    const key = JSON.stringify({ ...problem, in: undefined });
    const known = found.get(key);
    if (known) known.labels.push(...(problem.in ?? []));
    else found.set(key, { problem, labels: [...(problem.in ?? [])] });
  }
  return [...found.values()]
    .map(({ problem: { in: _, ...problem }, labels }): Problem => (labels.length === built ? problem : { ...problem, in: labels }))
    .toSorted(byEffect);
}
