import { findIncomparable } from '../analysis/baseline/find-incomparable.ts';
import { matchBaseline, type Matched } from '../analysis/baseline/match-baseline.ts';
import { relative } from '../base/posix-path.ts';
import type { Host } from '../host/host.ts';
import type { Baseline, BaselineEntry } from '../model/baseline.ts';
import type { ComparedPlace, Comparison } from '../model/comparison.ts';
import type { Finding, Known } from '../model/finding.ts';
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
  const { policy: source, baseline, today, isWhole } = options;
  if (!source && !baseline) return report;
  const policy = placePolicy(root, source);
  if (!baseline) return { ...report, findings: judge(report, policy, today, { isWhole }) };
  const { file, content } = baseline;
  const incomparable = findIncomparable(content.header, report.build);
  if (incomparable.length > 0) {
    const problem: Problem = {
      code: 'baseline-incomparable',
      args: { file, differing: incomparable },
      effect: options.failsIncomparable === true ? 'incomplete' : 'notice',
    };
    return {
      ...report,
      problems: [problem, ...report.problems],
      findings: judge(report, policy, today, { isWhole, baseline: { places: undefined, known: () => undefined } }),
      baseline: { file, incomparable, entries: content.entries.length, known: 0, new: 0, worse: 0, gone: 0, expired: 0 },
    };
  }
  const matched = matchBaseline(content.entries, report.sites, createSiteMarks(host, root));
  const judged = stand(matched, today, policy);
  return {
    ...report,
    findings: judge(report, policy, today, { isWhole, baseline: judged.known, also: judged.expired }),
    baseline: {
      file,
      entries: content.entries.length,
      known: matched.pairs.length - judged.expired.length,
      new: matched.fresh.length + judged.expired.length,
      worse: judged.worse,
      gone: goneOf(matched, report).length,
      expired: judged.expired.length,
    },
  };
}

/** A comparison with what its own findings are worth by a policy. `head` is the report of its head, for budgets. Without a policy it is as it was. */
export function judgeComparison(
  comparison: Comparison,
  root: string,
  { policy, today, head }: Pick<JudgeOptions, 'policy' | 'today'> & { readonly head?: Report },
): Comparison {
  if (!policy) return comparison;
  return { ...comparison, findings: judge(comparison, placePolicy(root, policy), today, head ? { head } : {}) };
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
  const known = new Map(holding.map(({ site, entry }) => [site.id, knownBy(entry)]));
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
      what: site.what,
      ...(site.type ? { type: site.type.name } : {}),
      ...(site.subject === undefined ? {} : { subject: site.subject }),
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
