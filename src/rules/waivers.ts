import type { Finding } from '../model/finding.ts';
import type { Site } from '../model/site.ts';
import { siteTest } from '../query/match-query.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { Waiver } from './metadata.ts';
import { severityOf, type RuleName, type Subject } from './rule.ts';

/** The code of what a rule finds. */
const codes: Readonly<Record<RuleName, Finding['code']>> = {
  sites: 'unwanted-site',
  budget: 'over-budget',
  'new-allocation': 'new-allocation',
  'worse-allocation': 'worse-allocation',
  'new-untested': 'new-untested',
  'worse-benchmark': 'worse-benchmark',
};

/**
 * Marks findings that a waiver lets be. One whose last day is over lets nothing be and is a finding itself, and so is one that means no site at all
 * of a whole run. `today` is `2026-12-31`.
 */
export function applyWaivers(findings: readonly Finding[], waivers: readonly Waiver[], subject: Subject, today: string): Finding[] {
  const sites = new Map<string, Site>((subject.sites ?? []).map((site) => [site.id, site]));
  for (const { head } of subject.places ?? []) if (head) sites.set(head.id, head);
  const severity = severityOf(subject.stale);
  const tests = waivers.map((waiver) => ({ waiver, ...testsOf(waiver, subject, sites) }));
  const waived = findings.map((finding): Finding => {
    const found = tests.find(({ waiver, test }) => !isOver(waiver, today) && test(finding));
    if (!found || finding.known) return finding;
    const { reason, until } = found.waiver;
    return { ...finding, known: { by: 'waiver', reason, ...(until === undefined ? {} : { until }) } };
  });
  if (severity === undefined) return waived;
  const stale = tests.flatMap(({ waiver, test, meansSite }): Finding[] => {
    const selector = waiver.id ?? waiver.where ?? '';
    const common = { severity, anchor: subject.placeOf(waiver), related: [] };
    if (isOver(waiver, today)) {
      const { reason, until = '' } = waiver;
      const args = { selector, reason, until, findings: findings.filter(test).length };
      return [{ code: 'waiver-expired', args, id: `waiver-expired/${selector}/${until}`, ...common }];
    }
    // Only of a whole run is it known that nothing is meant.
    if (!subject.sites || !subject.isWhole || meansSite() || findings.some(test)) return [];
    return [{ code: 'waiver-unused', args: { selector, reason: waiver.reason }, id: `waiver-unused/${selector}`, ...common }];
  });
  return [...waived, ...stale];
}

function isOver({ until }: Waiver, today: string): boolean {
  return until !== undefined && until < today;
}

interface WaiverTests {
  /** Whether it means this finding. */
  readonly test: (finding: Finding) => boolean;
  /** Whether it means a site of the run, objected to or not. */
  readonly meansSite: () => boolean;
}

function testsOf({ id, where, rule }: Waiver, { context }: Subject, sites: ReadonlyMap<string, Site>): WaiverTests {
  const code = rule && codes[rule];
  const isMeant = where === undefined ? () => true : siteTest(parseQuery(where), context);
  const meansId = (site: string): boolean => id === undefined || site.startsWith(id);
  return {
    test(finding) {
      if (code !== undefined && finding.code !== code) return false;
      if (id !== undefined && finding.id === id) return true;
      if (finding.site === undefined || !meansId(finding.site)) return false;
      const site = sites.get(finding.site);
      return where === undefined || (site !== undefined && isMeant(site));
    },
    meansSite: () => [...sites.values()].some((site) => meansId(site.id) && isMeant(site)),
  };
}
