import { describe, expect, test } from 'vitest';
import type { Chain, ChainStep } from '../../src/model/chains.ts';
import { explainedSchema, type Explained, type ExplainAnswer, type PlaceAnswer, type SiteAnswer } from '../../src/model/explanation.ts';
import type { Build } from '../../src/model/report.ts';
import type { Site } from '../../src/model/site.ts';
import { renderExplain, type ExplainFormat } from '../../src/report/explain-render.ts';

const site: Site = {
  id: 'abcd',
  package: 'm',
  function: 'New',
  at: { file: 'a.go', line: 3, column: 7 },
  what: 'object',
  type: { name: 'm.Order', size: 24, of: 'object', known: 'operand' },
  subject: '&Order{...}',
  when: ['always'],
  places: [],
  cause: { code: 'passed-to-parameter', args: { callee: 'store.Add', parameter: 'o' }, at: { file: 'a.go', line: 4 } },
  outcome: 'allocates',
  said: 'heap',
};
const step = (code: ChainStep['code'], line: number, rest: Partial<ChainStep> = {}): ChainStep => ({
  code,
  function: 'New',
  package: 'm',
  at: { file: 'a.go', line },
  folded: 0,
  ...rest,
});
const chain: Chain = {
  steps: [
    step('allocated', 3, { subject: '&Order{...}' }),
    step('assigned', 3, { into: 'o' }),
    step('passed', 4, { callee: 'store.Add', parameter: 'order' }),
    step('stored', 9, { into: 'all', function: 'Add' }),
  ],
  end: 'heap',
};

function place(answer: Partial<PlaceAnswer>): ExplainAnswer {
  return { target: 'a.go:3', answer: 'place', at: { file: 'a.go', line: 3 }, sites: [], stays: [], puts: [], inlined: [], ...answer };
}
const explained = (...answers: ExplainAnswer[]): Explained => ({ schema: explainedSchema, build: {} as Build, answers, problems: [] });
const siteAnswer = (change: Partial<SiteAnswer>): SiteAnswer => ({ site, columns: [7], ...change });

function render(format: ExplainFormat, document: Explained, width?: number): string {
  return [...renderExplain(format, document, { color: false, nameFile: (file) => file, ...(width === undefined ? {} : { width }) })].join(
    '',
  );
}

describe('a chain', () => {
  test('one sentence for each step, with its place; the end is not said twice', () => {
    const text = render('text', explained(place({ sites: [siteAnswer({ chain })] })));
    expect(text).toContain(
      [
        '  how       a.go:3  `&Order{...}` is made',
        '            a.go:3  it is assigned to `o`',
        '            a.go:4  it is passed to `store.Add` as `order`',
        '            a.go:9  it is stored in `all`',
        '  way out',
      ].join('\n'),
    );
  });

  test('where the compiler stopped is said', () => {
    const text = render('text', explained(place({ sites: [siteAnswer({ chain: { ...chain, end: 'truncated' } })] })));
    expect(text).toContain('the compiler stopped explaining here');
  });

  test('as Mermaid: a box for each step, nothing in a label that Mermaid would read', () => {
    expect(render('mermaid', explained(place({ sites: [siteAnswer({ chain })] })))).toBe(
      [
        'flowchart TD',
        '  subgraph s1["a.go:3 New"]',
        '    s1_0["a.go:3<br/>#96;#38;Order#123;...#125;#96; is made"]',
        '    s1_1["a.go:3<br/>it is assigned to #96;o#96;"]',
        '    s1_0 --> s1_1',
        '    s1_2["a.go:4<br/>it is passed to #96;store.Add#96; as #96;order#96;"]',
        '    s1_1 --> s1_2',
        '    s1_3["a.go:9<br/>it is stored in #96;all#96;"]',
        '    s1_2 --> s1_3',
        '  end',
        '',
      ].join('\n'),
    );
  });

  test('nothing to draw is said', () => {
    expect(render('mermaid', explained(place({})))).toBe('flowchart TD\n  nothing["nothing is allocated there"]\n');
  });
});

describe('inlining', () => {
  test.each([
    [
      { lever: 'possible', cost: 83, budget: 80 } as const,
      'could stay on the stack if New were inlined (cost 83, budget 80); not verified',
    ],
    [
      { lever: 'forbidden', reason: 'marked go:noinline' } as const,
      'could stay on the stack if New were inlined (now: marked go:noinline); not',
    ],
    [
      { lever: 'proven', at: { file: 'b.go', line: 9, column: 4 }, into: 'm' } as const,
      'where New is inlined at b.go:9:4 it stays on the stack: the compiler says so there',
    ],
  ])('%o', (lever, words) => expect(render('text', explained(place({ sites: [siteAnswer({ lever })] })))).toContain(words));
});

describe('outcomes', () => {
  const of = (change: object): string =>
    render('text', explained(place({ sites: [siteAnswer({ site: { ...site, ...change } as Site })] })));

  test.each([
    [{ outcome: 'paper', paper: 'constant' }, 'No allocation: the compiler says that `&Order{...}` escapes, but it is a constant'],
    [{ outcome: 'merged', into: 'x' }, '`&Order{...}` is on the heap, in one allocation together with another variable.'],
    [{ outcome: 'unsettled', why: 'no-position' }, 'Not known: the compiler says that `&Order{...}` escapes'],
    [{ loop: 2 }, '`&Order{...}` is allocated on the heap in each iteration: 24 B (m.Order).'],
  ])('%o', (change, words) => expect(of(change)).toContain(words));
});

test('what comes from the compiler and from source is never sent raw', () => {
  const evil = '\u001b[31m\u202eevil';
  const answer = place({
    sites: [
      siteAnswer({
        chain: { ...chain, steps: chain.steps.map((one) => ({ ...one, into: evil, subject: evil, callee: evil, function: evil })) },
        site: { ...site, subject: evil, function: evil, cause: { code: 'sent', args: { into: evil } } },
      }),
    ],
    stays: [{ kind: 'does-not-escape', subject: evil }],
    excerpt: { file: 'a.go', first: 3, lines: [evil], marks: [] },
    around: {
      package: evil,
      name: evil,
      at: { file: evil, line: 1 },
      parameters: [{ name: evil, to: 'heap' }],
      inlinedAt: [],
      inlining: { can: false, reason: evil },
    },
  });
  const document = explained(
    answer,
    { target: evil, answer: 'no-such-function', name: evil, near: evil },
    { target: evil, answer: 'not-compiled', file: evil, why: { by: 'constraint', constraint: evil, flags: [] } },
  );
  for (const format of ['text', 'mermaid'] as const) expect(render(format, document)).not.toMatch(/[\u001b\u202e]/);
});

test('no line is wider than the terminal', () => {
  const document = explained(place({ sites: [siteAnswer({ chain, lever: { lever: 'possible', cost: 83, budget: 80 } })] }));
  for (const line of render('text', document, 50).split('\n')) expect(line.length).toBeLessThanOrEqual(50);
});
