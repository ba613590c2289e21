import { differenceKinds, type BuildComparison, type ComparedRow, type SiteCell } from '../../src/model/build-comparison.ts';
import { sampleReport } from './sample-report.ts';

/** Three builds of which one failed, and two rows: one explained, one not. `text` stands wherever foreign text does. */
export function twoRowComparison(text: string): BuildComparison {
  const { build, counts: all } = sampleReport(text);
  const counts = { ...all, packages: all.packagesFailed + 1 };
  const cell: SiteCell = {
    state: 'site',
    outcome: 'allocates',
    said: 'heap',
    when: ['always'],
    subject: text,
    cause: 'returned',
    allocators: ['runtime.newobject'],
    copies: 1,
  };
  const paper: SiteCell = { ...cell, outcome: 'paper', paper: 'constant', allocators: [] } as SiteCell;
  const row = (line: number, more: Partial<ComparedRow>): ComparedRow => ({
    site: {
      id: `${line}`.padStart(12, '0'),
      package: text,
      function: text,
      at: { file: text, line, column: 2 },
      what: 'object',
      type: { name: text, size: 24, of: 'object', known: 'operand' },
    },
    cells: [cell, paper, { state: 'unknown' }],
    steps: [{ from: 0, to: 1, kinds: ['lost'], reasons: [{ code: 'verdict', from: text, to: '' }] }],
    ...more,
  });
  const none = Object.fromEntries(differenceKinds.map((kind) => [kind, 0])) as Record<(typeof differenceKinds)[number], number>;
  return {
    schema: 'stackward/compare/1',
    builds: [
      { label: 'go1.24.13', state: 'built', flags: ['--go=1.24.13'], build, counts },
      { label: text, state: 'built', against: 0, flags: [`--tags=${text}`], build, counts },
      { label: 'go1.27.4', state: 'failed', flags: [] },
    ],
    rows: [
      row(7, {}),
      row(9, {
        cells: [{ state: 'absent' }, cell, { state: 'unknown' }],
        steps: [{ from: 0, to: 1, kinds: ['gained'], reasons: [] }],
      }),
    ],
    inlining: [
      {
        package: text,
        function: text,
        at: { file: text, line: 3 },
        cells: [
          { state: 'can', cost: 70, calls: 3 },
          { state: 'cannot', cost: 90, budget: 80, reason: text, calls: 0 },
          { state: 'unknown' },
        ],
      },
    ],
    same: 12,
    differ: { ...none, gained: 1, lost: 1 },
    differences: { ...none, gained: 1, lost: 1 },
    pins: [
      { id: '1', kind: 'noalloc', package: text, function: text, at: { file: text, line: 3 }, results: ['proven', 'violated', 'unknown'] },
    ],
    benchmarks: [{ package: text, dir: '.', rows: 1, names: ['Encode'] }],
    explained: 1,
    unexplained: 1,
    causes: [],
    problems: [],
  };
}
