import { countSites, tally } from '../analysis/count-sites.ts';
import { rankSites } from '../analysis/rank.ts';
import { createCauseOf } from '../analysis/sites/cause-of.ts';
import { buildSites } from '../analysis/sites/build-sites.ts';
import { joinUnit, type JoinOptions, type UnitJoin } from '../analysis/join/join-unit.ts';
import { createWhatOf, describeType } from '../analysis/join/what-of.ts';
import { compareBy, compareText } from '../base/order.ts';
import { verdictKinds } from '../model/facts.ts';
import type { Build, Counts, JoinCounts, Problem, Report, Site, Unit } from '../model/report.ts';
import { chargedSize } from '../model/tables/index.ts';
import { digest } from './digest.ts';
import type { SourceFinders } from './source-finders.ts';

export interface ReportInput extends Partial<Pick<SourceFinders, 'loopAt' | 'functionAt' | 'isStraight'>> {
  readonly build: Build;
  readonly problems: readonly Problem[];
  /** The release whose tables hold: `1.26`. */
  readonly release: string;
  readonly pointerSize: 4 | 8;
  readonly functionLines: JoinOptions['functionLines'];
}

/** Joins and judges the evidence and counts it: pure, so that a bundle gives the same report without Go. */
export function makeReport(units: readonly Unit[], input: ReportInput): Report {
  const owners = new Map<string, string>();
  for (const unit of units) for (const file of unit.listed.files) if (!owners.has(file)) owners.set(file, unit.package);
  const joining = { whatOf: createWhatOf(input.release), functionLines: input.functionLines };
  const joins = units.map((unit) => ({ unit, join: joinUnit(unit, joining) }));
  const sites = buildSites(joins, {
    ownerOf: (file) => owners.get(file),
    describe: describeType,
    charged: (size, hasPointers) => chargedSize(input.release, size, hasPointers, input.pointerSize),
    causeOf: createCauseOf(),
    hasMakeBuffer: Number(input.release.split('.')[1]) >= 25,
    digest,
    isStraight: input.isStraight ?? (() => false),
    ...(input.loopAt ? { loopAt: input.loopAt } : {}),
    ...(input.functionAt ? { functionAt: input.functionAt } : {}),
  });
  const ranks = rankSites(sites);
  return {
    schema: 'stackward/report/1',
    build: input.build,
    packages: units.map((unit) => unit.listed),
    sites: sites.map((site, index) => (ranks[index] === undefined ? site : { ...site, rank: ranks[index] })),
    problems: distinctProblems(input.problems),
    counts: countAll(
      units,
      sites,
      joins.map(({ join }) => join),
    ),
  };
}

/** Variants repeat the problems of their package: once is enough. Failures first, then by package. */
function distinctProblems(problems: readonly Problem[]): Problem[] {
  const weight = { failed: 0, incomplete: 1, notice: 2 };
  const distinct = new Map<string, Problem>();
  // The package itself before its variants.
  for (const problem of problems.toSorted(compareBy((a, b) => compareText(a.variant ?? '', b.variant ?? '')))) {
    const key = JSON.stringify({ ...problem, variant: undefined });
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  return [...distinct.values()].toSorted(
    compareBy(
      (a, b) => weight[a.effect] - weight[b.effect],
      (a, b) => compareText(a.package ?? '', b.package ?? ''),
      (a, b) => compareText(a.code, b.code),
    ),
  );
}

function countAll(units: readonly Unit[], sites: readonly Site[], joins: readonly UnitJoin[]): Counts {
  const texts = units.flatMap((unit) => unit.texts);
  const archives = units.flatMap((unit) => (unit.archive ? [unit.archive] : []));
  const verdicts = texts.flatMap((text) => text.verdicts);
  return {
    packages: units.length,
    packagesFailed: units.filter((unit) => unit.listed.state === 'failed').length,
    lines: sum(texts, (text) => text.counts.lines),
    verdicts: sum(texts, (text) => text.counts.verdicts),
    byKind: tally(
      verdictKinds,
      verdicts,
      (verdict) => verdict.kind,
      (verdict) => verdict.count,
    ),
    calls: sum(archives, (archive) => archive.counts.calls),
    callsTypeUnknown: sum(archives, (archive) => archive.counts.typeUnknown),
    ...countSites(sites, new Set(units.map((unit) => unit.package))),
    join: countJoins(joins),
    functions: sum(archives, (archive) => archive.counts.functions),
    unknownLines: sum(texts, (text) => text.counts.unknown),
  };
}

function countJoins(joins: readonly UnitJoin[]): JoinCounts {
  const calls = joins.flatMap((join) => join.calls);
  const loose = joins.flatMap((join) => join.loose);
  const onHeap = calls.filter((one) => one.said === 'heap');
  const { paper, merged, unsettled, repeated } = tally(
    ['paper', 'merged', 'unsettled', 'repeated'],
    loose,
    (one) => one.is,
    (one) => one.count,
  );
  return {
    heapVerdicts: sum(onHeap, (one) => one.count) + sum(loose, (one) => one.count),
    joined: tally(
      ['type', 'kind', 'order'],
      onHeap,
      (one) => (one.joined === 'alone' ? undefined : one.joined),
      (one) => one.count,
    ),
    paper,
    merged,
    unsettled,
    repeated,
    hiddenCalls: sum(calls, (one) => (one.said === 'stack' || one.said === 'nothing' ? one.count : 0)),
  };
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
