import { countReport } from '../analysis/count-report.ts';
import { rankSites } from '../analysis/rank.ts';
import { createCauseOf } from '../analysis/sites/cause-of.ts';
import { buildSites } from '../analysis/sites/build-sites.ts';
import type { JoinedUnit } from '../analysis/join/unit-join.ts';
import { describeType } from '../analysis/join/what-of.ts';
import { compareBy, compareText } from '../base/order.ts';
import type { Build, Problem, Report } from '../model/report.ts';
import { byEffect } from '../model/problem-order.ts';
import { chargedSize } from '../model/tables/index.ts';
import { digest } from './digest.ts';
import type { SourceFinders } from './source-finders.ts';

export interface ReportInput extends Partial<Pick<SourceFinders, 'loopAt' | 'functionAt' | 'isStraight'>> {
  readonly build: Build;
  readonly problems: readonly Problem[];
  /** The release whose tables hold: `1.26`. */
  readonly release: string;
  readonly pointerSize: 4 | 8;
}

/** Judges the joined evidence and counts it: pure, so that a bundle gives the same report without Go. */
export function makeReport(joined: readonly JoinedUnit[], input: ReportInput): Report {
  const units = joined.map(({ unit }) => unit);
  const owners = new Map<string, string>();
  for (const unit of units) for (const file of unit.listed.files) if (!owners.has(file)) owners.set(file, unit.package);
  const sites = buildSites(joined, {
    ownerOf: (file) => owners.get(file),
    describe: describeType,
    charged: (size, hasPointers) => chargedSize(input.release, size, hasPointers, input.pointerSize),
    causeOf: createCauseOf(),
    hasMakeBuffer: Number(input.release.split('.')[1]) >= 25,
    digest,
    hasLoopVariables: (pkg) => isSince(languageOf(pkg, input.build), 22),
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
    counts: countReport(joined, sites),
  };
}

/** Variants repeat the problems of their package: once is enough. Failures first, then by package. */
function distinctProblems(problems: readonly Problem[]): Problem[] {
  const distinct = new Map<string, Problem>();
  // The package itself before its variants.
  for (const problem of problems.toSorted(compareBy((a, b) => compareText(a.variant ?? '', b.variant ?? '')))) {
    const key = JSON.stringify({ ...problem, variant: undefined });
    if (!distinct.has(key)) distinct.set(key, problem);
  }
  return [...distinct.values()].toSorted(
    compareBy(
      byEffect,
      (a, b) => compareText(a.package ?? '', b.package ?? ''),
      (a, b) => compareText(a.code, b.code),
    ),
  );
}

/** The go line of the module that a package belongs to, the longest path that fits. */
function languageOf(pkg: string, { modules }: Build): string | undefined {
  const own = modules.filter(({ path }) => pkg === path || pkg.startsWith(`${path}/`));
  return own.toSorted((a, b) => b.path.length - a.path.length)[0]?.go;
}

/** Whether a go line is 1.`minor` or later; one that is not known is. */
function isSince(language: string | undefined, minor: number): boolean {
  const [, major, written] = /^(\d+)\.(\d+)/.exec(language ?? '') ?? [];
  return major === undefined || Number(major) > 1 || Number(written) >= minor;
}
