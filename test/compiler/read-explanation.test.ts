import { describe, expect, it } from 'vitest';
import { readAllExplanations, readExplanation } from '../../src/compiler/read-explanation.ts';
import { readText } from '../../src/compiler/read-text.ts';
import { asWritten, explainLines, readLines, toBytes } from './read-lines.ts';

const p = '@root/a.go:52:20';

describe('headings', () => {
  it.each([
    ['[]option{...} escapes to heap:', { kind: 'escapes', subject: '[]option{...}' }],
    ['[]option{...} escapes to heap in doinit:', { kind: 'escapes', subject: '[]option{...}', function: 'doinit' }],
    [
      '"empty buffer in CopyBuffer" escapes to heap in CopyBuffer:',
      { kind: 'escapes', subject: '"empty buffer in CopyBuffer"', function: 'CopyBuffer' },
    ],
    [
      's + " escapes to heap in f:" escapes to heap in (*T).g:',
      { kind: 'escapes', subject: 's + " escapes to heap in f:"', function: '(*T).g' },
    ],
    ['s + " escapes to heap in f" escapes to heap:', { kind: 'escapes', subject: 's + " escapes to heap in f"' }],
    [
      'v escapes to heap in atomic.(*Pointer[go.shape.struct { os.mu sync.Mutex; os.n int }]).Swap:',
      { kind: 'escapes', subject: 'v', function: 'atomic.(*Pointer[go.shape.struct { os.mu sync.Mutex; os.n int }]).Swap' },
    ],
    ['parameter b leaks to ~r0 with derefs=0:', { kind: 'leaks', subject: 'b', to: '~r0', derefs: 0 }],
    [
      'parameter b leaks to ~r0 for appendBytes with derefs=0:',
      { kind: 'leaks', subject: 'b', to: '~r0', function: 'appendBytes', derefs: 0 },
    ],
    [
      'parameter p leaks to {heap} for (*pp).bad with derefs=12:',
      { kind: 'leaks', subject: 'p', to: '{heap}', function: '(*pp).bad', derefs: 12 },
    ],
    [
      'parameter p leaks to {storage for v} for (*pp).badVerb with derefs=2:',
      { kind: 'leaks', subject: 'p', to: '{storage for v}', function: '(*pp).badVerb', derefs: 2 },
    ],
    [
      'parameter v leaks to {storage for &Element{...}} with derefs=0:',
      { kind: 'leaks', subject: 'v', to: '{storage for &Element{...}}', derefs: 0 },
    ],
    [
      'parameter s leaks to {storage for "} for f with derefs=1: " + s} for words with derefs=0:',
      { kind: 'leaks', subject: 's', to: '{storage for "} for f with derefs=1: " + s}', function: 'words', derefs: 0 },
    ],
    [
      'parameter s leaks to {storage for fmt.Sprintf("cut... } for f} for N[go.shape.struct { K int "k: } for x" }].m with derefs=0:',
      {
        kind: 'leaks',
        subject: 's',
        to: '{storage for fmt.Sprintf("cut... } for f}',
        function: 'N[go.shape.struct { K int "k: } for x" }].m',
        derefs: 0,
      },
    ],
    ['parameter v leaks to {storage for a for b} with derefs=0:', { kind: 'leaks', subject: 'v', to: '{storage for a for b}', derefs: 0 }],
  ])('%s', (heading, expected) => {
    const [explanation] = explainLines(`${p}: ${heading}`);
    expect(explanation).toEqual({ file: '@root/a.go', line: 52, column: 20, ...expected, steps: [], truncated: false });
    expect(readLines(`${p}: ${heading}`).counts).toMatchObject({ explanations: 1, explanationLines: 1, unknown: 0, verdicts: 0 });
  });

  it.each([
    'parameter b leaks to ~r0 with derefs=x:',
    'parameter b leaks to with derefs=0:',
    'parameter a b leaks to ~r0 with derefs=0:',
    'parameter b leaks to ~r0 in f with derefs=0:',
    'parameter b leaks to {storage for v for f with derefs=0:',
    ' escapes to heap:',
    'x escapes to heap in :',
  ])('no heading: %s', (message) => expect(readLines(`${p}: ${message}`).counts).toMatchObject({ explanations: 0, unknown: 1 }));

  it('without a position there is no heading', () => {
    expect(readLines('x escapes to heap in f:').counts).toMatchObject({ explanations: 0, unknown: 1 });
    expect(explainLines('<unknown line number>: #next escapes to heap in f:', '<unknown line number>:   flow: {heap} ← &#next:')).toEqual([
      {
        file: '',
        line: 0,
        kind: 'escapes',
        subject: '#next',
        function: 'f',
        steps: [{ destination: '{heap}', derefs: -1, source: '#next', from: [] }],
        truncated: false,
      },
    ]);
  });
});

describe('flow lines', () => {
  const flows: readonly [string, string, number, string][] = [
    ['{heap} = &{storage for []option{...}}', '{heap}', -1, '{storage for []option{...}}'],
    ['{heap} ← &x', '{heap}', -1, 'x'],
    ['~r0 ← x', '~r0', 0, 'x'],
    ['{temp} = **p', '{temp}', 2, 'p'],
    ['slices.#yield1 ← &{storage for func literal}', 'slices.#yield1', -1, '{storage for func literal}'],
    ['str = &{storage for s.CommonType.Name + " = struct { "}', 'str', -1, '{storage for s.CommonType.Name + " = struct { "}'],
    ['~r0 ← *{storage for "a ← b: " + s}', '~r0', 1, '{storage for "a ← b: " + s}'],
    ['{storage for "a = b: " + s} = &{storage for "a = b: " + s}', '{storage for "a = b: " + s}', -1, '{storage for "a = b: " + s}'],
    ['{storage for "a} ← b" + s} ← s', '{storage for "a} ← b" + s}', 0, 's'],
    ['{storage for x == y} = {heap}', '{storage for x == y}', 0, '{heap}'],
  ];
  it.each(flows)('%s', (flow, destination, derefs, source) => {
    const [explanation] = explainLines(`${p}: x escapes to heap:`, `${p}:   flow: ${flow}:`);
    expect(explanation?.steps).toEqual([{ destination, derefs, source, from: [] }]);
  });

  it.each(['  flow: x:', '  flow: {heap} = &x', '  flow: = x:', '  flow: x = :', ' flow: {heap} = &x:', '  flow {heap} = &x:'])(
    'does not fit: %s',
    (line) => {
      expect(readLines(`${p}: x escapes to heap:`, `${p}: ${line}`)).toMatchObject({
        unknown: [{ text: `${p}: ${line}` }],
        counts: { explanationLines: 1, unknown: 1 },
      });
    },
  );
});

describe('from lines', () => {
  const froms: readonly [string, object][] = [
    ['x (spill) at a.go:1:2', { expression: 'x', reason: 'spill', at: { file: 'a.go', line: 1, column: 2 } }],
    [
      '"illegal base64 data at input byte " + ~r0 (spill) at <autogenerated>:1',
      { expression: '"illegal base64 data at input byte " + ~r0', reason: 'spill', at: { file: '<autogenerated>', line: 1 } },
    ],
    ['f(a)(b) (call parameter) at a.go:103', { expression: 'f(a)(b)', reason: 'call parameter', at: { file: 'a.go', line: 103 } }],
    [
      'x + "(assign) at y.go:1:2" (slice-literal-element) at /look at me/a (old)/b.go:1:2',
      {
        expression: 'x + "(assign) at y.go:1:2"',
        reason: 'slice-literal-element',
        at: { file: '/look at me/a (old)/b.go', line: 1, column: 2 },
      },
    ],
    [
      'fmt.Sprintf("http2: server sent GOAWAY (x..., ... argument...) (call parameter) at a.go:1:2',
      { expression: 'fmt.Sprintf("http2: server sent GOAWAY (x..., ... argument...)', reason: 'call parameter', at: { line: 1 } },
    ],
    ['p (//go:uintptrescapes) at a.go:1:2', { expression: 'p', reason: '//go:uintptrescapes' }],
    ['xs... (appended slice...) at a.go:1:2', { expression: 'xs...', reason: 'appended slice...' }],
    ['v (assign) at <unknown line number>', { expression: 'v', reason: 'assign', at: { file: '', line: 0 } }],
    ['v (assign) at foo.y:100[/abs/gen.go:4:17]', { expression: 'v', reason: 'assign', at: { file: 'foo.y', line: 100 } }],
    ['v (assign) at with space:12: odd.y:7', { at: { file: 'with space:12: odd.y', line: 7 } }],
    ['v (assign) at x:12:y.go:6:25', { at: { file: 'x:12:y.go', line: 6, column: 25 } }],
    ['v (assign) at C:\\a\\b.go:3:4', { at: { file: 'C:\\a\\b.go', line: 3, column: 4 } }],
  ];
  it.each(froms)('%s', (from, expected) => {
    const lines = [`${p}: x escapes to heap in f:`, `${p}:   flow: {heap} ← &x:`, `${p}:     from ${from}`];
    expect(explainLines(...lines)).toMatchObject([{ steps: [{ from: [expected] }] }]);
    expect(readLines(...lines).counts).toMatchObject({ explanationLines: 3, unknown: 0 });
  });

  it.each([
    '    from x (spill)',
    '    from x at a.go:1:2',
    '    from x (spill) at ',
    '    from x (spill) at a.go',
    '    from x () at a.go:1:2',
    '    from (spill) at a.go:1:2',
    '   from x (spill) at a.go:1:2',
  ])('does not fit: %s', (line) => {
    expect(readLines(`${p}: x escapes to heap:`, `${p}:   flow: {heap} = &x:`, `${p}: ${line}`).counts).toMatchObject({
      explanationLines: 2,
      unknown: 1,
    });
  });
});

describe('explanations', () => {
  const warning = `${p}:   warning: truncated explanation due to assignment cycle; see golang.org/issue/35518`;
  const heading = `${p}: x escapes to heap:`;
  const flow = `${p}:   flow: {heap} = &x:`;
  const from = `${p}:     from &x (address-of) at @root/a.go:53:2`;

  it('are found as offsets that hold their lines', () => {
    const lines = [
      'a.go:1:2: moved to heap: v',
      heading,
      flow,
      from,
      from,
      flow,
      'b.go:1: y escapes to heap',
      heading,
      heading,
      flow,
      warning,
    ];
    const bytes = toBytes(...lines);
    const facts = readText({ package: 'p', bytes }, { nameFile: asWritten });
    const texts = [...facts.explanations].map((_, index, all) =>
      index % 2 === 0 ? bytes.toString('utf8', all[index], all[index + 1]) : '',
    );
    expect(texts.filter(Boolean)).toEqual([
      `${[heading, flow, from, from, flow].join('\n')}\n`,
      `${heading}\n`,
      `${[heading, flow, warning].join('\n')}\n`,
    ]);
    expect(facts.counts).toMatchObject({ lines: 11, explanations: 3, explanationLines: 9, verdicts: 2, unknown: 0 });
    expect(
      [...readAllExplanations(bytes, facts.explanations, { nameFile: asWritten })].map((one) => [
        one.steps.map((step) => step.from.length),
        one.truncated,
      ]),
    ).toEqual([
      [[2, 0], false],
      [[], false],
      [[0], true],
    ]);
  });

  it('end at the first line that is no step of theirs', () => {
    const other = flow.replace('52:20', '52:21');
    for (const lines of [
      [heading, from],
      [heading, flow, warning, flow],
      [heading, flow, 'moved to heap: v', from],
      [heading, other],
      [flow],
      [warning],
      [heading, flow, from.replace('from', 'form')],
    ]) {
      expect(readLines(...lines).counts, lines.join('\n')).toMatchObject({ unknown: 1, explanations: lines[0] === heading ? 1 : 0 });
    }
  });

  it('a step that is cut off is not taken', () => {
    const whole = toBytes(heading, flow, from);
    const facts = readText({ package: 'p', bytes: whole.subarray(0, -1) }, { nameFile: asWritten });
    expect(facts).toMatchObject({ unknown: [{ text: from, count: 1 }], counts: { explanationLines: 2, lines: 3 } });
  });

  it('ask for each name once', () => {
    const names: string[] = [];
    const bytes = toBytes(heading, flow, from, from, heading, flow, from);
    const { explanations } = readText({ package: 'p', bytes }, { nameFile: asWritten });
    const all = [...readAllExplanations(bytes, explanations, { nameFile: (raw) => (names.push(raw), 'a.go') })];
    expect(names).toEqual(['@root/a.go']);
    expect(all[0]).toMatchObject({ file: 'a.go', steps: [{ from: [{ at: { file: 'a.go', line: 53, column: 2 } }, {}] }] });
  });

  it('never throw, whatever the offsets', () => {
    const bytes = toBytes(heading, flow, from);
    for (const [start, end] of [
      [0, 0],
      [0, 1e9],
      [5, 3],
      [bytes.length, bytes.length + 5],
      [30, 90],
      [1, bytes.length],
    ] as const) {
      expect(readExplanation(bytes, start, end, { nameFile: asWritten })).toMatchObject({
        kind: expect.any(String),
        subject: expect.any(String),
      });
    }
  });
});
