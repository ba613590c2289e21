import { measurementHeads } from '../../src/engine/explain.ts';
import {
  buildComparisonSchema,
  differenceKinds,
  type BuildComparison,
  type Cell,
  type ComparedRow,
  type DifferenceKind,
  type InliningCell,
  type Reason,
} from '../../src/model/build-comparison.ts';
import { changeCauseKinds } from '../../src/model/comparison.ts';
import { outcomeOf } from '../../src/model/site.ts';
import { releaseFactCodes } from '../../src/model/tables/release-facts.ts';
import { sampleReport } from './sample-report.ts';

/** Builds side by side with each kind of thing once, and `text` wherever a text of foreign origin can stand. */
export function sampleBuildComparison(text: string): BuildComparison {
  const sample = sampleReport(text);
  const report = { ...sample, counts: { ...sample.counts, packages: sample.counts.packagesFailed + 1 } };
  const at = { file: text, line: 4, column: 2 };
  const reasons: Reason[] = [
    { code: 'inlined', callee: text, at, cost: 70, budget: 80, words: text },
    { code: 'not-inlined', callee: text },
    { code: 'constant', from: text, to: text },
    { code: 'size-limit', limit: 65536, size: 70000, exceeded: 'after' },
    { code: 'type-size', type: text, from: 96, to: 112 },
    { code: 'allocator', from: [text], to: [] },
    { code: 'verdict', from: text, to: '' },
    { code: 'parameter', callee: text, parameter: text, leaks: 'before' },
    { code: 'merged', merged: 'after', into: at },
    { code: 'other-text', file: text, function: text },
    { code: 'edited', at },
    { code: 'setting', setting: text, from: text, to: text, shows: text },
    ...releaseFactCodes.map((fact): Reason => ({ code: 'release-fact', fact, since: '1.25' })),
  ];
  const cells: Cell[] = [
    { state: 'absent' },
    { state: 'not-built' },
    { state: 'unknown' },
    ...report.sites.map((site): Cell => ({
      state: 'site',
      when: site.when,
      type: { name: text, size: 96, charged: 112, of: 'object', known: 'operand' },
      subject: text,
      cause: site.cause.code,
      allocators: [text],
      copies: 2,
      at,
      ...outcomeOf(site),
    })),
  ];
  const row = (index: number, kinds: readonly DifferenceKind[]): ComparedRow => ({
    site: {
      id: `${index}`,
      package: text,
      function: text,
      at,
      what: 'object',
      type: { name: text, size: 8, of: 'object', known: 'operand' },
      subject: text,
    },
    cells: [0, 1, 2].map((build) => cells[(index + build * 4) % cells.length] as Cell),
    steps: [
      { from: 0, to: 1, kinds, reasons: reasons.filter((_, one) => one % 3 === index % 3) },
      { from: 1, to: 2, kinds, reasons: [] },
    ],
    ...(report.sites[index]?.cost ? { cost: report.sites[index].cost } : {}),
  });
  const rows = differenceKinds.flatMap((kind, index) => [
    row(3 * index, [kind]),
    // What is not built is nothing else besides.
    row(3 * index + 1, kind === 'not-built' ? [kind] : [kind, 'words']),
    row(3 * index + 2, [kind]),
  ]);
  const inlining: InliningCell[][] = [
    [{ state: 'can', cost: 60, calls: 3 }, { state: 'cannot', cost: 90, budget: 80, reason: text, calls: 0 }, { state: 'absent' }],
    [{ state: 'can', calls: 3 }, { state: 'can', calls: 5 }, { state: 'unknown' }],
  ];
  return {
    schema: buildComparisonSchema,
    builds: [
      { label: text, state: 'built', flags: [], build: report.build, counts: report.counts },
      {
        label: `${text}2`,
        state: 'built',
        against: 0,
        flags: [`--tags=${text}`],
        build: { ...report.build, go: text },
        counts: report.counts,
      },
      { label: `${text}3`, state: 'failed', flags: [], revision: text },
    ],
    rows,
    inlining: inlining.map((all) => ({ package: text, function: text, at, cells: all })),
    same: 12,
    differ: Object.fromEntries(differenceKinds.map((kind) => [kind, 3])) as BuildComparison['differ'],
    differences: Object.fromEntries(differenceKinds.map((kind) => [kind, 6])) as BuildComparison['differences'],
    pins: [{ id: text, kind: 'noalloc', package: text, function: text, at, results: ['proven', 'violated', 'unknown'] }],
    worth: { from: 0, to: 1 },
    benchmarks: [{ package: text, dir: text, rows: 2, names: [text, 'B'] }],
    explained: 27,
    unexplained: 27,
    causes: changeCauseKinds.map((kind) => ({ from: 0, to: 1, cause: { kind, name: text, from: text, to: text } })),
    measurements: measurementHeads(report) ?? [],
    where: text,
    problems: [
      ...report.problems,
      {
        code: 'build-failed',
        args: { label: text, code: 'go-version', args: { asked: text, output: text } },
        effect: 'incomplete',
        in: [text],
      },
    ],
  };
}
