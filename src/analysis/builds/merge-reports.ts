/**
 * Makes one report of the reports of several builds of one source. Input: finished reports. Output: each written place once, with how it
 * stands in each build where that is not the same; each build with its own counts. It does not read evidence again.
 */
import { compareBy, compareText } from '../../base/order.ts';
import type { Counts } from '../../model/counts.ts';
import type { LabelledBuild, Package, Problem, Report } from '../../model/report.ts';
import { outcomeOf, type InBuild, type Site } from '../../model/site.ts';
import { byEffect } from '../../model/problem-order.ts';
import { byPackage } from '../../model/site-order.ts';
import { countSites } from '../count-sites.ts';
import { rankSites } from '../rank.ts';
import { identifySites } from '../sites/identify.ts';
import { mergePins } from './merge-pins.ts';
import { matchBuilds, type MatchedSite } from './match-builds.ts';

export interface BuildReport {
  readonly label: string;
  readonly report: Report;
}

/** `digest` as for `identifySites`. There is at least one build; labels are distinct. */
export function mergeReports(builds: readonly BuildReport[], digest: (...parts: string[]) => string): Report {
  const [first] = builds;
  if (!first) throw new Error('no builds');
  const packages = mergePackages(builds);
  const { sites, siteId } = mergeSites(builds, digest);
  const ranks = rankSites(sites);
  return {
    schema: first.report.schema,
    build: first.report.build,
    builds: builds.map(({ label, report }): LabelledBuild => ({ label, ...report.build, counts: report.counts })),
    packages,
    sites: sites.map((site, index) => withRank(site, ranks[index])).toSorted(byPackage),
    problems: mergeProblems(builds),
    ...mergePins(
      builds.map(({ report }) => report),
      siteId,
    ),
    counts: {
      ...sumEvidence(builds.map(({ report }) => report.counts)),
      packages: packages.length,
      packagesFailed: packages.filter((one) => one.state === 'failed').length,
      ...countSites(sites, new Set(packages.map((one) => one.path))),
    },
  };
}

/** `siteId` gives the id in the merged report of a site of one build. */
function mergeSites(
  builds: readonly BuildReport[],
  digest: (...parts: string[]) => string,
): { sites: Site[]; siteId: (build: number, id: string) => string } {
  const matched = matchBuilds(builds.map(({ report }) => report.sites));
  const shown = matched.map(chooseShown);
  // Ordinals of ids count what is there: of all builds together they may be others than in one.
  const ids = identifySites(shown, digest);
  const idOf = new Map<Site, string>();
  for (const [index, row] of matched.entries()) for (const site of row) if (site) idOf.set(site, ids[index] ?? '');
  const byId = builds.map(({ report }) => new Map(report.sites.map((site) => [site.id, site])));
  const withId = (site: Site, build: number): Site => {
    const into = site.outcome === 'merged' ? byId[build]?.get(site.into) : undefined;
    return { ...site, id: idOf.get(site) ?? '', ...(into ? { into: idOf.get(into) ?? '' } : {}) };
  };
  const sites = matched.map((row, index): Site => {
    const one = shown[index] as Site;
    const site = withId(one, row.indexOf(one));
    const rows = row.flatMap((own, build): InBuild[] => (own ? [inBuild(builds[build]?.label ?? '', own, withId(own, build))] : []));
    const isSame = rows.length === builds.length && new Set(rows.map((entry) => JSON.stringify({ ...entry, build: '' }))).size === 1;
    return isSame && rows[0]?.id === undefined ? site : { ...site, in: rows };
  });
  const siteId = (build: number, id: string): string => {
    const site = byId[build]?.get(id);
    return (site && idOf.get(site)) ?? id;
  };
  return { sites, siteId };
}

/** What is told of a place is what is so in the first build in which it allocates, else in the one that knows least of it. */
function chooseShown(row: MatchedSite): Site {
  const severity = ['allocates', 'unsettled', 'merged', 'paper'] as const;
  const sites = row.flatMap((site) => site ?? []);
  const [best] = sites.toSorted((a, b) => severity.indexOf(a.outcome) - severity.indexOf(b.outcome));
  if (!best) throw new Error('a place without sites');
  return best;
}

/** `own` has the id of its build, `site` that of the document. */
function inBuild(build: string, own: Site, site: Site): InBuild {
  const { when, type, places } = site;
  return {
    build,
    ...outcomeOf(site),
    ...(own.id === site.id ? {} : { id: own.id }),
    when,
    ...(type === undefined ? {} : { type }),
    copies: places.length,
  };
}

function withRank(site: Site, rank: number | undefined): Site {
  const { rank: _, ...rest } = site;
  return rank === undefined ? rest : { ...rest, rank };
}

/** Packages by path and variant, with the files of all builds. A package that fails in one has failed. */
function mergePackages(builds: readonly BuildReport[]): Package[] {
  const states = ['failed', 'ok', 'no-go-code'] as const;
  const found = new Map<string, { pkg: Package; in: string[] }>();
  for (const { label, report } of builds) {
    for (const pkg of report.packages) {
      const key = `${pkg.path}\0${pkg.variant ?? ''}`;
      const known = found.get(key);
      if (!known) found.set(key, { pkg, in: [label] });
      else {
        const files = [...new Set([...known.pkg.files, ...pkg.files])].toSorted();
        const state = states.find((one) => one === known.pkg.state || one === pkg.state) ?? pkg.state;
        found.set(key, { pkg: { ...known.pkg, files, state }, in: [...known.in, label] });
      }
    }
  }
  return [...found.values()]
    .map(({ pkg, in: labels }) => (labels.length === builds.length ? pkg : { ...pkg, in: labels }))
    .toSorted(
      compareBy(
        (a, b) => compareText(a.path, b.path),
        (a, b) => compareText(a.variant ?? '', b.variant ?? ''),
      ),
    );
}

/** Each once, with the builds that have it unless all do; the order of the first build, then what others add. */
function mergeProblems(builds: readonly BuildReport[]): Problem[] {
  const found = new Map<string, { problem: Problem; in: string[] }>();
  for (const { label, report } of builds) {
    for (const problem of report.problems) {
      const key = JSON.stringify(problem);
      const known = found.get(key);
      if (known) known.in.push(label);
      else found.set(key, { problem, in: [label] });
    }
  }
  return [...found.values()]
    .map(({ problem, in: labels }) => (labels.length === builds.length ? problem : { ...problem, in: labels }))
    .toSorted(byEffect);
}

/** What was read in each build, added up: lines, verdicts and calls of two builds are two things, wherever they stand. */
function sumEvidence([first, ...more]: readonly Counts[]): Counts {
  if (!first) throw new Error('no builds');
  return more.reduce((all, one) => addNumbers(all, one), first);
}

function addNumbers<T extends object>(a: T, b: T): T {
  return Object.fromEntries(
    Object.entries(a).map(([key, value]) => {
      const other = (b as Record<string, unknown>)[key];
      return [key, typeof value === 'number' ? value + Number(other) : addNumbers(value as object, other as object)];
    }),
  ) as T;
}
