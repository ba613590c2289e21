import { measurementHeads } from '../../src/engine/explain.ts';
import { changes, worseHows } from '../../src/model/change.ts';
import {
  changeCauseKinds,
  comparisonSchemaName,
  incomparableWhats,
  matchedBys,
  type Because,
  type ChangeCause,
  type ComparedPlace,
  type Comparison,
} from '../../src/model/comparison.ts';
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
    measurements: measurementHeads(report) ?? [],
    problems: report.problems,
  };
}
