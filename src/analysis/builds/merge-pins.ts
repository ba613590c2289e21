import type { Finding } from '../../model/finding.ts';
import { pinResults, type Allow, type Pin, type PinResult } from '../../model/pin.ts';
import type { Report } from '../../model/report.ts';

/** The worst first: what holds of several builds must hold of each. */
const worst: readonly PinResult[] = ['violated', 'unproven', 'except', 'unsupported', 'not-checked', 'proven'];

/**
 * Pins of several builds: each once, with the worst result. An `allow` accepts what it accepts in any build, and is unused only if it is in all. `siteId`
 * gives the id that a site of a build has in the merged report.
 */
export function mergePins(
  reports: readonly Report[],
  siteId: (build: number, id: string) => string,
): Pick<Report, 'pins' | 'allows' | 'findings'> {
  if (!reports.some((report) => report.pins ?? report.allows ?? report.findings)) return {};
  const pins = new Map<string, Pin>();
  for (const pin of reports.flatMap((report) => report.pins ?? [])) {
    const known = pins.get(pin.id);
    if (!known || rank(pin.result) < rank(known.result)) pins.set(pin.id, pin);
  }
  const allows = new Map<string, Allow>();
  for (const [build, report] of reports.entries()) {
    for (const allow of report.allows ?? []) {
      const key = `${allow.at.file}:${allow.at.line}:${allow.at.column ?? 0}`;
      const sites = allow.sites.map((id) => siteId(build, id));
      allows.set(key, { ...allow, sites: [...new Set([...(allows.get(key)?.sites ?? []), ...sites])] });
    }
  }
  const findings = new Map<string, Finding>();
  for (const finding of reports.flatMap((report) => report.findings ?? [])) {
    const isOfAll = finding.code !== 'allow-unused' || reports.every((report) => report.findings?.some(({ id }) => id === finding.id));
    if (isOfAll && !findings.has(finding.id)) findings.set(finding.id, finding);
  }
  return { pins: [...pins.values()], allows: [...allows.values()], findings: [...findings.values()] };
}

function rank(result: PinResult): number {
  const found = worst.indexOf(result);
  return found < 0 ? pinResults.length : found;
}
