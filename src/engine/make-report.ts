import { groupSites, type GroupOptions } from '../analysis/group-sites.ts';
import { compareBy, compareText } from '../base/order.ts';
import { verdictKinds, type CallFact, type VerdictKind } from '../model/facts.ts';
import type { Build, Counts, Problem, Report, Site, Unit } from '../model/report.ts';
import { paperReasons, saids, unsettledReasons } from '../model/report.ts';
import { allocatorsOf, chargedSize } from '../model/tables/index.ts';

export interface ReportInput {
  readonly build: Build;
  readonly problems: readonly Problem[];
  /** The release whose tables hold: `1.26`. */
  readonly release: string;
  readonly pointerSize: 4 | 8;
  readonly loopAt?: GroupOptions['loopAt'];
  readonly functionAt?: GroupOptions['functionAt'];
}

/** Groups the evidence and counts it: pure, so that a bundle gives the same report without Go. */
export function makeReport(units: readonly Unit[], input: ReportInput): Report {
  const owners = new Map<string, string>();
  for (const unit of units) for (const file of unit.listed.files) if (!owners.has(file)) owners.set(file, unit.package);
  const allocators = allocatorsOf(input.release);
  const sites = groupSites(units, {
    ownerOf: (file) => owners.get(file),
    describe: (call) => describeCall(call, allocators.get(call.allocator)?.what),
    charged: (size, hasPointers) => chargedSize(input.release, size, hasPointers, input.pointerSize),
    ...(input.loopAt ? { loopAt: input.loopAt } : {}),
    ...(input.functionAt ? { functionAt: input.functionAt } : {}),
  });
  return {
    schema: 'stackward/report/1',
    build: input.build,
    packages: units.map((unit) => unit.listed),
    sites,
    problems: distinctProblems(input.problems),
    counts: countAll(units, sites),
  };
}

function describeCall(call: CallFact, what: Site['what'] = 'object'): ReturnType<GroupOptions['describe']> {
  if (what === 'slice' || what === 'growth' || what === 'leaves-frame') return { what, of: 'element', isSingle: false };
  // The record of a closure (cmd/compile/internal/typecheck, ClosureType): the code pointer, then what it captures.
  const isClosure = what === 'object' && /^(noalg\.)?struct \{ F uintptr(;|\s*\})/.test(call.type ?? '');
  return { what: isClosure ? 'closure' : what, of: 'object', isSingle: what === 'object' || what === 'box' };
}

/** Variants repeat each other's problems: once is enough. Failures first, then by package. */
function distinctProblems(problems: readonly Problem[]): Problem[] {
  const weight = { failed: 0, incomplete: 1, notice: 2 };
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...distinct.values()].toSorted(
    compareBy(
      (a, b) => weight[a.effect] - weight[b.effect],
      (a, b) => compareText(a.package ?? '', b.package ?? ''),
      (a, b) => compareText(a.code, b.code),
    ),
  );
}

function countAll(units: readonly Unit[], sites: readonly Site[]): Counts {
  const byKind = Object.fromEntries(verdictKinds.map((kind) => [kind, 0])) as Record<VerdictKind, number>;
  const named = new Set(units.map((unit) => unit.package));
  const texts = units.flatMap((unit) => unit.texts);
  const archives = units.flatMap((unit) => (unit.archive ? [unit.archive] : []));
  for (const text of texts) for (const verdict of text.verdicts) byKind[verdict.kind] += verdict.count;
  const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((total, item) => total + of(item), 0);
  return {
    packages: units.length,
    packagesFailed: units.filter((unit) => unit.listed.state === 'failed').length,
    lines: sum(texts, (text) => text.counts.lines),
    verdicts: sum(texts, (text) => text.counts.verdicts),
    byKind,
    calls: sum(archives, (archive) => archive.counts.calls),
    callsTypeUnknown: sum(archives, (archive) => archive.counts.typeUnknown),
    sites: sites.length,
    outcomes: { allocates: sites.length, paper: 0, merged: 0, unsettled: 0 },
    paper: zeros(paperReasons),
    unsettled: zeros(unsettledReasons),
    said: zeros(saids),
    join: { heapVerdicts: 0, joined: { type: 0, kind: 0, order: 0 }, paper: 0, merged: 0, unsettled: 0, hiddenCalls: 0 },
    sitesElsewhere: sites.filter((site) => !named.has(site.package)).length,
    functions: sum(archives, (archive) => archive.counts.functions),
    unknownLines: sum(texts, (text) => text.counts.unknown),
  };
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
}
