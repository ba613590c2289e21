import type { Comparison } from '../../../src/model/comparison.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Problem, Report } from '../../../src/model/report.ts';
import { judgedComparison, judgedReport } from '../../../src/report/ci/judged.ts';
import { findingFormats, renderFindings, type FindingFormat } from '../../../src/report/ci/finding-renderers.ts';
import { defaultList, type RenderOptions } from '../../../src/report/render-options.ts';
import { sampleReport } from '../../support/sample-report.ts';

export const plainOptions: RenderOptions = { color: false, all: false, nameFile: (file) => file, list: defaultList };

export type CiFormat = Exclude<FindingFormat, 'markdown-summary'>;
export const ciFormats = findingFormats.filter((format): format is CiFormat => format !== 'markdown-summary');

/** What a format writes of a report or a comparison. */
export function rendered(format: CiFormat, document: Report | Comparison, more: Partial<RenderOptions> = {}): string {
  const options = { ...plainOptions, ...more };
  const judged = 'places' in document ? judgedComparison(document) : judgedReport(document, options);
  return [...renderFindings(format, judged, options)].join('');
}

/** `n` findings at lines of a file, each of its own. */
export function findingsAt(n: number, more: Partial<Finding> = {}, file = 'store/order.go'): Finding[] {
  return Array.from({ length: n }, (_, index): Finding => {
    const id = `id${index}`;
    return {
      code: 'new-allocation',
      args: { what: 'object', type: 'store.Order', subject: `&Order{${index}}` },
      severity: 'error',
      id,
      site: id,
      package: 'ex.com/shop/store',
      function: '(*Store).Add',
      anchor: { file, line: index + 1, column: 3 },
      related: [],
      state: 'new',
      ...more,
    } as Finding;
  });
}

/** A report of one package with these findings and problems, and no sites. */
export function reportOf(findings: readonly Finding[], problems: readonly Problem[] = []): Report {
  const sample = sampleReport('x');
  const { callees: _, measurements: _m, ...rest } = sample;
  return {
    ...rest,
    build: {
      ...sample.build,
      stackward: '1.2.3',
      go: 'go1.26.8',
      goos: 'linux',
      goarch: 'amd64',
      prefix: 'services/shop',
      tags: [],
      deps: [],
    },
    packages: [{ path: 'ex.com/shop/store', name: 'store', dir: 'store', module: 'ex.com/shop', files: ['store/order.go'], state: 'ok' }],
    sites: [],
    findings,
    problems,
  };
}

export function comparisonOf(findings: readonly Finding[], more: Partial<Comparison> = {}): Comparison {
  const { build } = reportOf([]);
  return {
    schema: 'stackward/comparison/1',
    base: { label: 'merge base of main', build },
    head: { label: 'working tree', build },
    causes: [],
    places: [],
    states: { new: findings.length, worse: 0, fixed: 2, moved: 1, 'other-reason': 0, unchanged: 1234 },
    findings,
    files: { changed: 3, read: 2 },
    problems: [],
    ...more,
  };
}
