/**
 * Formats for continuous integration: findings of a report or a comparison, each in the form and within the limits of one channel. In:
 * {@link Judged}, which both kinds of document give. Out: pieces of text. They decide nothing: order, words and fingerprints come from here.
 */
import { changes } from '../../model/change.ts';
import type { Comparison } from '../../model/comparison.ts';
import { exitCode, type ExitCode } from '../../model/exit-code.ts';
import { severities, type Finding, type Known, type Related, type Severity } from '../../model/finding.ts';
import { byEffect } from '../../model/problem-order.ts';
import type { Build, Package, Problem, Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import type { Change } from '../../model/change.ts';
import { compareBy, compareText } from '../../base/order.ts';
import { arrangeSites, listTest } from '../../view/arrange-sites.ts';
import { findingMessage } from '../../view/messages/en/findings.ts';
import { safeText } from '../../view/safe-text.ts';
import { hiddenWords, siteCause, siteWords } from '../../view/site-words.ts';
import type { RenderOptions } from '../render-options.ts';

/** What is told at one place: a finding, or a site that was asked for. */
export interface Entry {
  /** The code of the finding; of a site that of its cause. */
  readonly rule: string;
  readonly of: 'finding' | 'site';
  readonly severity: Severity;
  /** Without lines, unique among the entries. */
  readonly id: string;
  /** One line that a terminal does not act on. */
  readonly message: string;
  readonly next?: string;
  readonly at: Span;
  readonly related: readonly Related[];
  readonly package?: string;
  readonly function?: string;
  readonly state?: Change;
  readonly known?: Known;
}

export interface Judged {
  readonly command: 'check' | 'gate';
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
export function judgedReport(report: Report, { all, list, nameFile }: Pick<RenderOptions, 'all' | 'list' | 'nameFile'>): Judged {
  const { build, packages, problems, findings = [] } = report;
  const rankOf = new Map(report.sites.flatMap(({ id, rank }) => (rank === undefined ? [] : [[id, rank] as const])));
  const found = findingEntries(findings, (site) => rankOf.get(site) ?? Infinity);
  const told = new Set(findings.map(({ site }) => site));
  const sites =
    all || list.where
      ? arrangeSites(report.sites, { where: listTest(report, list.where), sort: list.sort, group: 'none' }).groups.flatMap(
          (group) => group.sites,
        )
      : [];
  const labels = report.builds?.map(({ label }) => label);
  return {
    command: 'check',
    build,
    packages,
    findings,
    problems: problems.toSorted(byEffect),
    entries: withUniqueIds([...found, ...sites.filter(({ id }) => !told.has(id)).map((site) => siteEntry(site, labels, nameFile))]),
    exit: exitCode(report),
    report,
  };
}

/** Of a comparison its findings. */
export function judgedComparison(comparison: Comparison): Judged {
  const { head, findings, problems, places } = comparison;
  // Places stand in the order of their importance.
  const rankOf = new Map(places.flatMap((place, index) => (place.head ? [[place.head.id, index] as const] : [])));
  return {
    command: 'gate',
    ...(head.build ? { build: head.build } : {}),
    packages: [],
    findings,
    problems: problems.toSorted(byEffect),
    entries: withUniqueIds(findingEntries(findings, (site) => rankOf.get(site) ?? Infinity)),
    exit: exitCode(comparison),
    comparison,
  };
}

function findingEntries(findings: readonly Finding[], rankOf: (site: string) => number): Entry[] {
  const rank = ({ site }: Finding): number => (site === undefined ? 0 : rankOf(site));
  const order = compareBy<Finding>(
    (a, b) => Number(a.known !== undefined) - Number(b.known !== undefined),
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
    (a, b) => stateRank(a.state) - stateRank(b.state),
    (a, b) => compareNumber(rank(a), rank(b)),
    (a, b) => compareText(a.anchor.file, b.anchor.file),
    (a, b) => a.anchor.line - b.anchor.line,
    (a, b) => compareText(a.id, b.id),
  );
  return findings.toSorted(order).map((finding) => {
    const { code, args, severity, id, anchor, related, package: pkg, function: name, state, known } = finding;
    const { what, next } = findingMessage(code, args);
    return {
      rule: code,
      of: 'finding',
      severity,
      id,
      message: safeText(what),
      ...(next === undefined ? {} : { next: safeText(next) }),
      at: anchor,
      related,
      ...(pkg === undefined ? {} : { package: pkg }),
      ...(name === undefined ? {} : { function: name }),
      ...(state === undefined ? {} : { state }),
      ...(known === undefined ? {} : { known }),
    };
  });
}

function siteEntry(site: Site, labels: readonly string[] | undefined, nameFile: (file: string) => string): Entry {
  const { at, cause } = site;
  const isElsewhere = cause.at !== undefined && (cause.at.file !== at.file || cause.at.line !== at.line);
  return {
    rule: cause.code,
    of: 'site',
    severity: 'note',
    id: site.id,
    message: [siteWords(site, labels), hiddenWords(site), siteCause(site, nameFile)].filter(Boolean).join('. '),
    at,
    related: isElsewhere && cause.at ? [{ code: 'path', at: cause.at }] : [],
    package: site.package,
    function: site.function,
  };
}

/** Where a document has an id twice, the second is told apart: channels show equal fingerprints as one. */
function withUniqueIds(entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const times = (seen.get(entry.id) ?? 0) + 1;
    seen.set(entry.id, times);
    return times === 1 ? entry : { ...entry, id: `${entry.id}/${times}` };
  });
}

function stateRank(state: Change | undefined): number {
  return state === undefined ? changes.length : changes.indexOf(state);
}

/** Infinity less infinity is no number. */
function compareNumber(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
