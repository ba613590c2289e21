/**
 * Formats for continuous integration: findings of a report or a comparison, each in the form and within the limits of one channel. In:
 * {@link Judged}, which both kinds of document give. Out: pieces of text. They decide nothing: order, words and fingerprints come from here.
 */
import type { Comparison } from '../../model/comparison.ts';
import { exitCode, type ExitCode } from '../../model/exit-code.ts';
import type { Finding } from '../../model/finding.ts';
import { byEffect } from '../../model/problem-order.ts';
import type { Build, Package, Problem, Report } from '../../model/report.ts';
import { arrangeSites, listTest } from '../../view/arrange-sites.ts';
import { comparisonSummary } from '../../view/comparison-words.ts';
import type { RenderOptions } from '../render-options.ts';
import { findingEntries, siteEntry, withUniqueIds, type About, type Entry } from './entries.ts';

export interface Judged {
  /** The command that says it. */
  readonly by: 'check' | 'gate' | 'diff';
  /** Of a comparison that of its head; absent where nothing had to be built. */
  readonly build?: Build;
  /** Empty of a comparison. */
  readonly packages: readonly Package[];
  readonly findings: readonly Finding[];
  /** The gravest first. */
  readonly problems: readonly Problem[];
  /** Findings first, errors before warnings, what is known last; then sites in the order of the list. */
  readonly entries: readonly Entry[];
  readonly exit: ExitCode;
  readonly report?: Report;
  readonly comparison?: Comparison;
}

/** Of a report its findings; its sites too where they were asked for, with `--all` or a query. */
export function judgedReport(report: Report, { all, list }: Pick<RenderOptions, 'all' | 'list'>): Judged {
  const { build, packages, problems, findings = [] } = report;
  const about = new Map(report.sites.map((site): [string, About] => [site.id, { site, rank: site.rank ?? Infinity }]));
  const told = new Set(findings.map(({ site }) => site));
  const sites =
    all || list.where
      ? arrangeSites(report.sites, { where: listTest(report, list.where), sort: list.sort, group: 'none' }).groups.flatMap(
          (group) => group.sites,
        )
      : [];
  const labels = report.builds?.map(({ label }) => label);
  return {
    by: 'check',
    build,
    packages,
    findings,
    problems: problems.toSorted(byEffect),
    entries: withUniqueIds([
      ...findingEntries(findings, about, build),
      ...sites.filter(({ id }) => !told.has(id)).map((site) => siteEntry(site, labels, build)),
    ]),
    exit: exitCode(report),
    report,
  };
}

/** Of a comparison its findings. */
export function judgedComparison(comparison: Comparison): Judged {
  const { head, findings, problems, places } = comparison;
  // Places stand in the order of their importance.
  const about = new Map(
    places.flatMap(({ head: site, because, explained }, rank): [string, About][] =>
      site ? [[site.id, { site, rank, ...(because ? { because } : {}), ...(explained?.chain ? { chain: explained.chain } : {}) }]] : [],
    ),
  );
  return {
    // Only a gate looks at files.
    by: comparison.files ? 'gate' : 'diff',
    ...(head.build ? { build: head.build } : {}),
    packages: [],
    findings,
    problems: problems.toSorted(byEffect),
    entries: withUniqueIds(findingEntries(findings, about, head.build)),
    exit: exitCode(comparison),
    comparison,
  };
}

/** Why nothing is judged, of two builds that cannot be held against each other; undefined where they can. */
export function incomparableWords({ comparison }: Judged): string | undefined {
  return comparison?.incomparable && comparisonSummary(comparison);
}
