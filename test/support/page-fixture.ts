import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleEvidence } from '../../src/engine/explain-evidence.ts';
import { collectPageDetails } from '../../src/engine/page-details.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import type { PageDetails, PageFile } from '../../src/model/page.ts';
import type { Report } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import { defaultList } from '../../src/report/render-options.ts';
import { renderBuildComparisonHtml, renderComparisonHtml, renderHtml } from '../../src/report/html.ts';
import { root } from './repo.ts';
import type { BuildComparison } from '../../src/model/build-comparison.ts';

export const assets = {
  script: readFileSync(path.join(root, 'dist/page/page.js'), 'utf8'),
  style: readFileSync(path.join(root, 'dist/page/page.css'), 'utf8'),
};

/** The page of a report, as `npm run build` made its script. */
export function pageOf(report: Report, details?: PageDetails): string {
  return [...renderHtml(report, { list: defaultList, page: { assets, ...(details ? { details } : {}) } })].join('');
}

/** A real report with its chains and sources, from a bundle, so without Go; with costs, which are made up. */
export async function bundlePage(): Promise<{ readonly report: Report; readonly details: PageDetails }> {
  const evidence = await bundleEvidence(createNodeHost(), path.join(root, 'test/documents/bundle-3'));
  const space = (megabytes: number): { alloc_objects: number; alloc_space: number; inuse_objects: number; inuse_space: number } => ({
    alloc_objects: megabytes * 1000,
    alloc_space: megabytes << 20,
    inuse_objects: 0,
    inuse_space: 0,
  });
  const sites = evidence.report.sites.map((site, index): Site =>
    site.outcome === 'allocates' && index % 2 === 0 ? { ...site, cost: [{ from: 1, values: space(index + 1), samples: 90 }] } : site,
  );
  const report: Report = {
    ...evidence.report,
    sites,
    measurements: [
      {
        id: 1,
        kind: 'profile',
        files: ['testdata/profiles/heap-after-an-hour-of-load.out'],
        digest: 'made up',
        rate: 512 << 10,
        totals: space(60),
        sites: space(40),
        calls: [
          {
            package: 'example.com/old',
            function: 'example.com/old.Keep',
            callee: 'strings.Repeat',
            file: 'old.go',
            line: 3,
            values: space(2),
            samples: 4,
          },
        ],
        unplaced: [{ reason: 'runtime', values: space(20) }],
        agreement: [],
      },
    ],
  };
  return { report, details: await collectPageDetails(evidence, report, { source: true }) };
}

/** What could have changed: the first site is new, the second worse, the third gone. */
export function comparisonPage({ build, counts, sites }: Report, files?: readonly PageFile[]): string {
  const [a, b, c] = sites;
  if (!a || !b || !c) throw new Error('three sites are needed');
  const comparison: Comparison = {
    schema: 'stackward/comparison/1',
    base: { label: 'merge base of main', revision: 'f'.repeat(40), build, counts },
    head: { label: 'working tree', build, counts },
    causes: [{ kind: 'dependency', name: 'example.com/dep', from: 'v1.0.0', to: 'v1.1.0' }],
    places: [
      { state: 'new', head: a },
      { state: 'worse', base: b, head: { ...b, loop: 2 }, matchedBy: 'id', how: ['in-loop'] },
      { state: 'fixed', base: c },
    ],
    states: { new: 1, worse: 1, fixed: 1, moved: 0, 'other-reason': 0, unchanged: 5 },
    findings: [
      {
        code: 'new-allocation',
        args: { what: a.what, ...(a.subject === undefined ? {} : { subject: a.subject }) },
        severity: 'error',
        id: 'one',
        site: a.id,
        anchor: a.at,
        related: [],
        state: 'new',
      },
    ],
    problems: [],
  };
  return [...renderComparisonHtml(comparison, { page: { assets, ...(files ? { files } : {}) } })].join('');
}

/** Builds side by side. */
export function buildComparisonPage(comparison: BuildComparison): string {
  return [...renderBuildComparisonHtml(comparison, { page: { assets } })].join('');
}

/** A report of many sites: those of another one, again and again in files of their own. */
export function manySites(report: Report, count: number): Report {
  const sites = Array.from({ length: count }, (_, index): Site => {
    const site = report.sites[index % report.sites.length];
    if (!site) throw new Error('no sites to repeat');
    const file = `pkg${Math.floor(index / 1000)}/file${Math.floor(index / 40)}.go`;
    return {
      ...site,
      id: `${index}`.padStart(12, '0'),
      package: `example.com/many/pkg${Math.floor(index / 1000)}`,
      at: { file, line: (index % 40) * 9 + 1 },
      rank: index + 1,
    };
  });
  return { ...report, sites, counts: { ...report.counts, sites: count } };
}
