import { findIncomparable } from '../analysis/baseline/find-incomparable.ts';
import { weighPlaces } from './bench/weigh-places.ts';
import type { JudgedBenchmarks } from './gate/benchmarks.ts';
import { matchBaseline, type Matched } from '../analysis/baseline/match-baseline.ts';
import { relative } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';
import type { Baseline, BaselineCounts, BaselineEntry } from '../model/baseline.ts';
import type { ComparedPlace, Comparison } from '../model/comparison.ts';
import { allocationArgs, type Finding, type Known } from '../model/finding.ts';
import type { Problem, Report } from '../model/report.ts';
import type { Site } from '../model/site.ts';
import { judge, type Baseline as KnownSites } from '../rules/judge.ts';
import type { PolicySetting } from '../rules/metadata.ts';
import { resolvePolicy, type Policy } from '../rules/policy.ts';
import { severityOf, type Level } from '../rules/rule.ts';
import { createSiteMarks } from './site-marks.ts';

/** A policy with its file and the folder that it is relative to; absolute, slashes. */
export interface PolicySource {
  readonly setting: PolicySetting;
  readonly folder: string;
  readonly file: string;
}

export interface JudgeOptions {
  readonly policy?: PolicySource;
  readonly baseline?: { readonly file: string; readonly content: Baseline };
  /** What benchmarks allocate. */
  readonly benchmarks?: JudgedBenchmarks;
  /** A baseline of another build makes the evidence incomplete instead of being told only. */
  readonly failsIncomparable?: boolean;
  /** `2026-12-31` */
  readonly today: string;
  /** Whether all packages were looked at that the policy is meant for. */
  readonly isWhole: boolean;
}

/** A policy as documents with this root are judged by it; without one the preset `recommended`. */
function placePolicy(root: string, { setting, folder, file }: PolicySource = { setting: {}, folder: root, file: '' }): Policy {
  return resolvePolicy(setting, { folder: relative(root, folder), file: file === '' ? '' : relative(root, file) });
}

/** The report with what policy and baseline object to; without either it is as it was. `root` is absolute. */
export function judgeReport(host: Host, report: Report, root: string, options: JudgeOptions): Report {
  const { policy: source, baseline, today, isWhole, benchmarks } = options;
  if (!source && !baseline) return report;
  const policy = placePolicy(root, source);
  const measured = benchmarks ? { benchmarks: benchmarks.amounts } : {};
  const missing = benchmarks?.problems ?? [];
  if (!baseline)
    return { ...report, problems: [...missing, ...report.problems], findings: judge(report, policy, today, { isWhole, ...measured }) };
  const { known, expired, counts, problems } = standTo(host, report, root, baseline, policy, options);
  return {
    ...report,
    problems: [...problems, ...missing, ...report.problems],
    findings: judge(report, policy, today, { isWhole, baseline: known, also: expired, ...measured }),
    baseline: counts,
  };
}

/** Without a policy of the user's a gate objects to whatever is new or worse; the rest is as in `recommended`. */
const ownPolicy: PolicySetting = { 'new-allocation': 'error', 'worse-allocation': 'error', 'worse-benchmark': 'error' };

/**
 * A comparison with what a policy objects to, and what is known already, in the sources, by waivers, in a baseline and in the base. `head` is the report of its head: for budgets,
 * pins and the baseline; `base` that of its base, for what pins found there already. `root` is absolute.
 */
export function judgeComparison(
  host: Host,
  comparison: Comparison,
  root: string,
  {
    policy: source,
    baseline,
    today,
    isWhole,
    head,
    base,
    benchmarks,
    ...more
  }: JudgeOptions & { readonly head: Report; readonly base?: Report },
): Comparison {
  const policy = placePolicy(root, source ?? { setting: ownPolicy, folder: root, file: '' });
  const standing = baseline && standTo(host, head, root, baseline, policy, { today, ...more });
  const came = new Set(comparison.places.map((place) => place.head?.id));
  const whole = { ...comparison, findings: [...comparison.findings, ...(head.findings ?? [])] };
  return {
    ...comparison,
    ...(benchmarks?.result ? { places: weighPlaces(comparison.places, benchmarks.result) } : {}),
    ...(benchmarks?.compared ? { benchmarks: benchmarks.compared } : {}),
    findings: judge(whole, policy, today, {
      head,
      ...(base ? { before: base.findings ?? [] } : {}),
      isWhole,
      ...(benchmarks ? { benchmarks: benchmarks.amounts } : {}),
      // What was accepted until yesterday and did not change is not this change's.
      ...(standing ? { baseline: standing.known, also: standing.expired.filter(({ site }) => came.has(site)) } : {}),
    }),
    ...(source ? { policy: policy.file } : {}),
    ...(standing ? { baseline: standing.counts } : {}),
    problems: [...(standing?.problems ?? []), ...(benchmarks?.problems ?? []), ...comparison.problems],
  };
}

/** How the sites of a run stand to a baseline: what is known, and what is to be told of the baseline itself. */
function standTo(
  host: Host,
  report: Report,
  root: string,
  { file, content }: NonNullable<JudgeOptions['baseline']>,
  policy: Policy,
  { today, failsIncomparable }: Pick<JudgeOptions, 'today' | 'failsIncomparable'>,
): {
  readonly known: KnownSites;
  readonly expired: readonly Finding[];
  readonly counts: BaselineCounts;
  readonly problems: readonly Problem[];
} {
  const entries = content.entries.length;
  const incomparable = findIncomparable(content.header, report.build);
  if (incomparable.length > 0) {
    const effect = failsIncomparable === true ? 'incomplete' : 'notice';
    return {
      known: { places: undefined, known: () => undefined },
      expired: [],
      counts: { file, incomparable, entries, known: 0, new: 0, worse: 0, gone: 0, expired: 0 },
      problems: [{ code: 'baseline-incomparable', args: { file, differing: incomparable }, effect }],
    };
  }
  const matched = matchBaseline(content.entries, report.sites, createSiteMarks(host, root));
  const { known, expired, worse } = stand(matched, today, policy);
  return {
    known,
    expired,
    counts: {
      file,
      entries,
      known: matched.pairs.length - expired.length,
      new: matched.fresh.length + expired.length,
      worse,
      gone: goneOf(matched, report).length,
      expired: expired.length,
    },
    problems: [],
  };
}

/** Entries whose site is gone: those of packages that were not looked at say nothing. */
export function goneOf({ gone }: Pick<Matched, 'gone'>, report: Pick<Report, 'packages'>): BaselineEntry[] {
  const seen = new Set(report.packages.filter(({ state }) => state !== 'failed').map(({ path }) => path));
  return gone.filter((entry) => seen.has(entry.package));
}

interface Standing {
  readonly known: KnownSites;
  readonly worse: number;
  readonly expired: readonly Finding[];
}

/** What matched pairs mean on this day: what was accepted until yesterday is new. */
function stand({ pairs, fresh }: Matched, today: string, { stale }: Policy): Standing {
  const over = pairs.filter(({ entry }) => entry.until !== undefined && entry.until < today);
  const holding = pairs.filter((pair) => !over.includes(pair));
  const worse = holding.filter(({ how }) => how.length > 0);
  const places: ComparedPlace[] = [
    ...[...fresh, ...over.map(({ site }) => site)].map((head): ComparedPlace => ({ state: 'new', head })),
    ...worse.map(({ site, how, matchedBy }): ComparedPlace => ({ state: 'worse', head: site, how, matchedBy })),
  ];
  // What costs more than it did is not what was let be.
  const known = new Map(holding.flatMap(({ site, entry, how }) => (how.length === 0 ? [[site.id, knownBy(entry)] as const] : [])));
  return {
    known: { places, known: (site) => known.get(site) },
    worse: worse.length,
    expired: over.map(({ entry, site }) => expiredFinding(entry, site, stale)),
  };
}

function expiredFinding({ reason = '', until = '' }: BaselineEntry, site: Site, stale: Level): Finding {
  return {
    code: 'acceptance-expired',
    args: {
      ...allocationArgs(site),
      reason,
      until,
    },
    severity: severityOf(stale) ?? 'note',
    id: `acceptance-expired/${site.id}`,
    site: site.id,
    package: site.package,
    function: site.function,
    anchor: site.at,
    related: [],
  };
}

function knownBy({ section, reason, until }: BaselineEntry): Known {
  return { by: 'baseline', reason: reason ?? section, ...(until === undefined ? {} : { until }) };
}
