import { compareBy, compareText } from '../base/order.ts';
import type { BenchmarkAmounts } from '../model/benchmark-amounts.ts';
import type { ComparedPlace, Comparison } from '../model/comparison.ts';
import { severities, type Finding, type Known } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { SiteId } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import { policyRules } from './metadata.ts';
import type { Policy } from './policy.ts';
import { ruleNames, type Entry, type Rule, type Subject, type RuleName } from './rule.ts';
import { applyWaivers } from './waivers.ts';

/** What stands beside the document that is judged. */
export interface Beside {
  /** Of a comparison: the report of its head, for what is asked of all sites (budgets). */
  readonly head?: Report;
  /** Of a comparison: what pins found in its base. */
  readonly before?: readonly Finding[];
  /** How the sites, of a comparison those of its head, stand to a baseline. */
  readonly baseline?: Baseline;
  /** What benchmarks allocate. */
  readonly benchmarks?: readonly BenchmarkAmounts[];
  /** Findings from elsewhere that are judged with the others. */
  readonly also?: readonly Finding[];
  /** Whether the run is of all packages that the policy is meant for; then what matches nothing is told. */
  readonly isWhole?: boolean;
}

/** How the sites of a report stand to a baseline. */
export interface Baseline {
  /** What is new or worse; undefined where the two cannot be compared: then nothing is said of single sites. */
  readonly places: readonly ComparedPlace[] | undefined;
  /** Why a site may stay that was there already. */
  readonly known: (site: SiteId) => Known | undefined;
}

/**
 * What a policy objects to in a document, with what pins found in it: errors first, then by place. Pure: `today` is the date, `2026-12-31`. Of a
 * report `sites` and `budget` are judged, with a baseline also what changed; of a comparison what changed, and the rest where its head is at hand.
 * An incomparable comparison has no findings but those of pins.
 */
export function judge(document: Report | Comparison, policy: Policy, today: string, beside: Beside = {}): Finding[] {
  // What was judged by an earlier run, or a comparison found by itself, is judged anew.
  const others = (document.findings ?? []).filter(({ code }) => !ofPolicy.includes(code));
  const pins = cappedPins('places' in document ? comparedPins(others, document.base.label, policy, beside.before) : others, policy);
  const subject = subjectOf(document, policy, beside);
  const { baseline } = beside;
  const isBlind = (baseline && baseline.places === undefined) || ('places' in document && document.incomparable !== undefined);
  const found = ruleNames.filter((name) => !isBlind || !ofPlaces.includes(name)).flatMap((name) => judgeRule(name, policy, subject));
  const allowed = allowedSites('sites' in document ? document : beside.head, subject.places ?? []);
  const known = found.map((finding): Finding => {
    const allow = finding.site === undefined ? undefined : allowed.get(finding.site);
    if (allow !== undefined) return { ...finding, known: { by: 'allow', reason: allow } };
    // Of a report `new` and `worse` are against the baseline itself.
    const isOutside = !('places' in document) && (finding.state === 'new' || finding.state === 'worse');
    const why = finding.site === undefined || isOutside ? undefined : baseline?.known(finding.site);
    return why ? { ...finding, known: why } : finding;
  });
  const all = applyWaivers(onePerSite([...pins, ...known, ...(beside.also ?? [])]), policy.waivers, subject, today);
  return distinctIds(all.map((finding) => ({ ...finding, severity: atMost(finding.severity, policy.highest) })).toSorted(byGravity));
}

/** Reasons of `allow` comments in the sources, by the sites that they accept: those on their line, and what other modules put there by inlining. */
function allowedSites(report: Report | undefined, places: readonly ComparedPlace[]): ReadonlyMap<SiteId, string> {
  const allowed = new Map(report?.allows?.flatMap(({ sites, reason }) => sites.map((site) => [site, reason] as const)));
  if (allowed.size === 0) return allowed;
  const keyOf = ({ file, line }: Span): string => `${file}\0${line}`;
  const lines = new Map(report?.sites.flatMap(({ id, at }) => (allowed.has(id) ? [[keyOf(at), allowed.get(id) ?? ''] as const] : [])));
  for (const { head, broughtAt = [] } of places) {
    const [first] = broughtAt;
    if (head && first && !allowed.has(head.id) && broughtAt.every((at) => lines.has(keyOf(at))))
      allowed.set(head.id, lines.get(keyOf(first)) ?? '');
  }
  return allowed;
}

function judgeRule(name: RuleName, { rules }: Policy, subject: Subject): Finding[] {
  // Each rule takes its own entries; the table keeps the two together.
  const rule = policyRules[name] as Rule<Entry>;
  return rules[name].length === 0 ? [] : rule.judge(rules[name], subject);
}

function subjectOf(document: Report | Comparison, policy: Policy, { head, baseline, benchmarks, isWhole = false }: Beside): Subject {
  const report = 'sites' in document ? document : head;
  const build = report?.build ?? ('places' in document ? document.head.build : undefined);
  const places = 'places' in document ? document.places : baseline?.places;
  return {
    ...(report ? { sites: report.sites } : {}),
    onlyChanges: 'places' in document,
    ...(places ? { places } : {}),
    ...(benchmarks ? { benchmarks } : {}),
    packages: [...new Set(report?.packages.map((one) => one.path))],
    isWhole: isWhole && report !== undefined,
    context: { modules: build?.modules ?? [], cwd: policy.folder, builds: report?.builds?.map(({ label }) => label) ?? [] },
    placeOf: ({ at }) => ({ file: policy.file, line: at?.line ?? 0, ...(at ? { column: at.column } : {}) }),
    stale: policy.stale,
  };
}

function cappedPins(findings: readonly Finding[], { pins }: Policy): Finding[] {
  if (pins === 'off') return [];
  return findings.map((finding) => (pins === undefined ? finding : { ...finding, severity: atMost(finding.severity, pins) }));
}

/** What a pin found in the base as well is not this change's. Ids hold no lines. */
function comparedPins(findings: readonly Finding[], label: string, { oldPins }: Policy, before: Beside['before']): Finding[] {
  if (!before) return [...findings];
  const known = new Set(before.map(({ id }) => id));
  return findings.map((finding): Finding => {
    if (!known.has(finding.id)) return { ...finding, state: 'new' };
    const old = { ...finding, state: 'unchanged' } as const;
    return oldPins === 'off' ? { ...old, known: { by: 'base', reason: label } } : { ...old, severity: atMost(finding.severity, oldPins) };
  });
}

function atMost(severity: Finding['severity'], highest: Finding['severity']): Finding['severity'] {
  return severities.indexOf(severity) < severities.indexOf(highest) ? highest : severity;
}

/** Rules that say nothing where two builds, or a baseline, cannot be compared. */
const ofPlaces: readonly RuleName[] = ['sites', 'new-allocation', 'worse-allocation', 'new-untested'];

const ofSites: readonly Finding['code'][] = ['new-allocation', 'worse-allocation', 'unwanted-site'];

/** What rules, waivers and baselines object to; the rest is of pins. */
const ofPolicy: readonly Finding['code'][] = [
  ...ofSites,
  'over-budget',
  'benchmark-over-budget',
  'worse-benchmark',
  'new-untested',
  'rule-not-judged',
  'rule-unmatched',
  'waiver-expired',
  'waiver-unused',
  'acceptance-expired',
];

/** A site that several rules object to is told once, by the gravest; among equals by what changed. */
function onePerSite(findings: readonly Finding[]): Finding[] {
  const best = new Map<string, Finding>();
  for (const finding of findings) {
    if (finding.site === undefined || !ofSites.includes(finding.code)) continue;
    const before = best.get(finding.site);
    if (!before || byWeight(finding, before) < 0) best.set(finding.site, finding);
  }
  return findings.filter((finding) => finding.site === undefined || !ofSites.includes(finding.code) || best.get(finding.site) === finding);
}

const byWeight = compareBy<Finding>(
  (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  (a, b) => ofSites.indexOf(a.code) - ofSites.indexOf(b.code),
);

const byGravity = compareBy<Finding>(
  (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
  (a, b) => compareText(a.anchor.file, b.anchor.file),
  (a, b) => a.anchor.line - b.anchor.line,
  (a, b) => (a.anchor.column ?? 0) - (b.anchor.column ?? 0),
  (a, b) => compareText(a.id, b.id),
);

/** Two budgets may have one name; ids are unique within a document. */
function distinctIds(findings: readonly Finding[]): Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const count = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, count);
    return count === 1 ? finding : { ...finding, id: `${finding.id}#${count}` };
  });
}
