import { measurementHeads } from '../../src/engine/explain.ts';
import { changes, worseHows } from '../../src/model/change.ts';
import {
  changeCauseKinds,
  comparisonSchemaName,
  incomparableWhats,
  matchedBys,
  type Because,
  type ChangeCause,
  type ComparedBenchmarks,
  type ComparedPlace,
  type Comparison,
} from '../../src/model/comparison.ts';
import type { Site } from '../../src/model/site.ts';
import { sampleFindings } from './sample-findings.ts';
import { sampleReport } from './sample-report.ts';

/** A comparison that holds each kind of thing once, with `text` wherever a text of foreign origin can stand. */
export function sampleComparison(text: string): Comparison {
  const report = sampleReport(text);
  const at = { file: text, line: 4, column: 2 };
  const causes = changeCauseKinds.map((kind): ChangeCause => ({ kind, name: text, from: text, to: text }));
  const because: Because[] = [
    { code: 'edited', at },
    { code: 'callee-changed', callee: text, at },
    { code: 'inlining-lost', callee: text, at, cost: 90, budget: 80 },
    { code: 'inlining-gained', callee: text },
    { code: 'type-grown', type: text, from: 16, to: 24, at },
    ...causes.map((cause): Because => ({ code: 'only', cause })),
  ];
  const site = (index: number) => report.sites[index % report.sites.length];
  const places = [...changes, ...because].map((one, index): ComparedPlace => {
    const state = typeof one === 'string' ? one : index % 2 === 0 ? 'new' : 'worse';
    const [base, head] = [state === 'new' ? undefined : site(index), state === 'fixed' ? undefined : site(index)];
    const matchedBy = base && head && matchedBys[index % matchedBys.length];
    return {
      state,
      ...(base ? { base } : {}),
      ...(head ? { head } : {}),
      ...(matchedBy ? { matchedBy } : {}),
      ...(state === 'worse' ? { how: worseHows, callers: [at] } : {}),
      ...(typeof one === 'string' ? {} : { because: one }),
      ...(typeof one === 'string' ? {} : { broughtAt: index % 3 === 0 ? [] : [at] }),
      ...(state === 'new' ? { perOp: { package: text, benchmark: text, objects: 1.5, bytes: 24 } } : {}),
      explained: { columns: [2] },
    };
  });
  return {
    schema: comparisonSchemaName,
    base: { label: text, revision: text, build: report.build, counts: report.counts },
    head: { label: text, build: report.build, counts: report.counts },
    incomparable: incomparableWhats.map((what) => ({ what, base: text, head: text })),
    causes,
    places,
    states: Object.fromEntries(changes.map((change, index) => [change, index])) as Comparison['states'],
    findings: sampleFindings(text),
    files: { changed: 3, read: 2 },
    policy: text,
    baseline: { file: text, entries: 9, known: 5, new: 4, worse: 3, gone: 2, expired: 1 },
    benchmarks: sampleBenchmarks(text, report.sites[0]),
    measurements: measurementHeads(report) ?? [],
    problems: report.problems,
  };
}

/** Two inputs with one benchmark, which allocates one object more. */
function sampleBenchmarks(text: string, site: Site | undefined): ComparedBenchmarks {
  const cell = (values: readonly number[]) => ({ values, center: values[0] ?? 0, low: values[0] ?? 0, confidence: 0.95, warnings: [] });
  const comparison = { p: 0.002, sizes: [2, 2] as const, change: 50, warnings: [] };
  return {
    inputs: [
      { label: text, from: 'revision', commit: text, results: 2 },
      { label: text, from: 'working-tree', results: 2 },
    ],
    confidence: 0.95,
    alpha: 0.05,
    tables: [
      {
        config: [['pkg', text]],
        unit: 'allocs/op',
        isBinary: false,
        assume: 'nothing',
        better: 'lower',
        columns: [text, `${text}2`],
        rows: [{ name: text, cells: [cell([2, 2]), { ...cell([3, 3]), comparison }] }],
        summaries: [
          { mean: 2, warnings: [] },
          { mean: 3, ratio: 1.5, warnings: [] },
        ],
      },
    ],
    allocations: [
      {
        package: text,
        name: text,
        procs: 2,
        reported: [
          { objects: 2, bytes: 32 },
          { objects: 3, bytes: 48 },
        ],
        places: site
          ? [
              {
                change: 'gained',
                amounts: [
                  { objects: 0, bytes: 0 },
                  { objects: 1, bytes: 16 },
                ],
                of: 'site',
                site,
              },
            ]
          : [],
        remainder: { objects: 0, bytes: 0 },
      },
    ],
  };
}
