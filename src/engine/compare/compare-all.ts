import { mapPlaces } from '../../analysis/difference/place-map.ts';
import { findReasons } from '../../analysis/reasons/find-reasons.ts';
import { countClaims } from '../../analysis/side-by-side/claims.ts';
import { createCallerTest } from '../../analysis/side-by-side/callers.ts';
import { finishRows } from '../../analysis/side-by-side/finish-rows.ts';
import { inliningRows, type InliningDecisions } from '../../analysis/side-by-side/inlining.ts';
import { matchStep } from '../../analysis/side-by-side/match-step.ts';
import { pinRows } from '../../analysis/side-by-side/pins.ts';
import { createPresence } from '../../analysis/side-by-side/presence.ts';
import { createRows } from '../../analysis/side-by-side/rows.ts';
import { UserError } from '../../base/user-error.ts';
import type { Host } from '../../host/host.ts';
import { buildComparisonSchema, type BuildComparison, type ComparedBuild, type StepCause } from '../../model/build-comparison.ts';
import { errorExitCode } from '../../model/exit-code.ts';
import type { Pin } from '../../model/pin.ts';
import { byEffect } from '../../model/problem-order.ts';
import type { Package, Problem, Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { measurementHeads } from '../explain.ts';
import { applyMeasurements } from '../measure.ts';
import type { Snapshot } from '../session.ts';
import { makeBuildFacts, type BuildFacts, type OutlineMemory } from './build-facts.ts';
import type { BuildQueue } from './build-queue.ts';
import type { AskedBuild, CompareSettings } from './compare.ts';
import type { RevisionFolder } from './revisions.ts';

/** What is kept of each build until the end. */
interface Column {
  readonly build: ComparedBuild;
  readonly decisions?: InliningDecisions;
  readonly pins?: readonly Pin[];
}

export interface ComparedAll {
  readonly comparison: Omit<BuildComparison, 'benchmarks'>;
  /** Of the build that the last ones were compared with. */
  readonly packages: readonly Package[];
  /** The folder that files are relative to, in the user's working tree. */
  readonly root: string;
  readonly timing: Readonly<Record<string, number>>;
}

/** Makes the builds and compares each with the one before or the first. The evidence of two is held at a time. Throws what ended the first build where none was built. */
export async function compareAll(
  host: Host,
  builds: readonly AskedBuild[],
  settings: CompareSettings,
  revisions: RevisionFolder,
  queue: BuildQueue,
): Promise<ComparedAll> {
  const timing: Record<string, number> = {};
  const isOneSource = builds.every(({ revision }) => revision === undefined);
  const memory: OutlineMemory = new Map();
  const rows = createRows(builds.length);
  const columns: Column[] = [];
  const problems: Problem[] = [];
  const causes: StepCause[] = [];
  let failure: UserError | undefined;
  let measurements: BuildComparison['measurements'];
  let base: { readonly number: number; readonly facts: BuildFacts } | undefined;
  let root = '';
  let isAsked: ((site: Site) => boolean) | undefined;
  for (const [number, asked] of builds.entries()) {
    const snapshot = await queue.whole(number);
    if (snapshot instanceof UserError) {
      failure ??= snapshot;
      columns.push({ build: { label: asked.label, state: 'failed', flags: asked.flags } });
      problems.push(buildFailed(asked.label, snapshot));
      continue;
    }
    const label = labelOf(asked, snapshot.report, columns);
    const since = host.now();
    const report = await measuredReport(snapshot, base ? undefined : settings.measured);
    if (!base) measurements = measurementHeads(report);
    isAsked ??= settings.where?.of(report, snapshot.root);
    const facts = makeBuildFacts(host, { ...snapshot, report }, memory);
    const missing = createPresence(report.packages, isOneSource);
    if (base) {
      const map = mapPlaces(base.facts.side, facts.side);
      const pair = { before: base.facts.reasons, after: facts.reasons, map };
      const match = matchStep(base.facts.report.sites, report.sites, map);
      const callers = createCallerTest(base.facts, facts, map);
      // Of one source nothing is edited: a file that only one build has is left out of the other.
      const reasons: Parameters<typeof rows.step>[0]['reasons'] = (step) =>
        findReasons(step, pair).filter(({ code }) => !isOneSource || code !== 'edited');
      rows.step({ build: number, against: base.number, sites: report.sites, match, isOneSource, missing, callers, reasons });
      causes.push(...(await revisions.causes(base.number, number)));
    } else rows.begin({ build: number, sites: report.sites, missing });
    const against = base ? { against: base.number } : {};
    const { build, counts, pins = [] } = report;
    columns.push({
      build: { label, state: 'built', ...against, flags: asked.flags, build, counts, ...revisions.commitOf(number) },
      decisions: facts.decisions,
      pins,
    });
    problems.push(...problemsOf(report, label));
    root = revisions.rootOf(number, snapshot.root);
    if (!base || settings.order === 'sequence') base = { number, facts };
    for (const [stage, milliseconds] of Object.entries(snapshot.timing)) timing[`${label} ${stage}`] = milliseconds;
    timing[`${label} compare`] = Math.max(0, host.now() - since);
  }
  if (!base && failure) throw failure;
  const wanted = isAsked;
  const meant = wanted ? rows.rows.filter(({ cells }) => cells.some((cell) => typeof cell !== 'string' && wanted(cell))) : rows.rows;
  const {
    rows: finished,
    notKnown,
    ...counts
  } = finishRows(
    meant,
    columns.map(({ build }) => build.state === 'built'),
  );
  const pins = pinRows(columns.map((column) => column.pins));
  return {
    comparison: {
      schema: buildComparisonSchema,
      builds: columns.map(({ build }) => build),
      rows: finished,
      inlining: inliningRows(columns.map(({ decisions }) => decisions)),
      ...counts,
      ...(notKnown === 0 ? {} : { notKnown }),
      ...(pins ? { pins } : {}),
      causes,
      ...(measurements ? { measurements } : {}),
      ...(settings.where ? { where: settings.where.asked } : {}),
      ...claimsOf(builds, columns, meant),
      problems: joinProblems(problems, columns.filter(({ build }) => build.state === 'built').length),
    },
    packages: base?.facts.report.packages ?? [],
    root,
    timing,
  };
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

async function measuredReport(snapshot: Snapshot, measured: CompareSettings['measured']): Promise<Report> {
  return measured ? applyMeasurements(snapshot, measured) : snapshot.report;
}

/** `1.24` was asked for, and `go1.24.13` was built. */
function labelOf({ label, options, flags }: AskedBuild, { build }: Report, columns: readonly Column[]): string {
  if (options.go === undefined || !flags.some((flag) => flag.startsWith('--go='))) return label;
  const full = label.replace(`go${options.go.replace(/^go/, '')}`, build.go);
  // What was asked for tells two columns of one release apart.
  return columns.some((column) => column.build.label === full) ? label : full;
}

function buildFailed(label: string, { code, args }: UserError): Problem {
  const effect = errorExitCode({ code, args }) === 3 ? 'failed' : 'incomplete';
  return { code: 'build-failed', args: { label, code, args }, effect, in: [label] };
}

/** That a flag changes the code is what is asked here. */
function problemsOf({ problems }: Report, label: string): Problem[] {
  const told = problems.filter((problem) => problem.code !== 'flag-changes-code' || problem.args.from !== 'flags');
  return told.map((problem): Problem => ({ ...problem, in: [label] }));
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
