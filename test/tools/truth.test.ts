import { describe, expect, it } from 'vitest';
import type { Site } from '../../src/model/site.ts';
import { executionAt, readCoverage } from '../../tools/lib/truth-coverage.ts';
import type { Evidence } from '../../tools/lib/truth-evidence.ts';
import { judge } from '../../tools/lib/truth-judge.ts';
import { readCallees, readRawProfile } from '../../tools/lib/truth-profile.ts';
import { summarise } from '../../tools/lib/truth-summary.ts';

const raw = `PeriodType: space bytes
Period: 1
Samples:
alloc_objects/count alloc_space/bytes[dflt] inuse_objects/count inuse_space/bytes
          3        144          0          0: 1 2 4
                bytes:[48]
          1         16          0          0: 1 3 4
                bytes:[16]
          0          0          0          0: 3
Locations
     1: 0x10ff M=1 maps.clone /go/src/runtime/map.go:5:0 s=1
     2: 0x2004 M=1 ex.com/a.Map[...] /m/map.go:7:0 s=6(ex.com/a.Map[go.shape.struct { A int }])
             ex.com/a.Use /m/use.go:9:0 s=3
     3: 0x2104 M=1 ex.com/a.Use /m/use.go:11:0 s=3
     4: 0x3004 M=1 main.main /m/main.go:3:0 s=1
Mappings
1: 0x400000/0x746000/0x0 /m/a.test
`;

describe('reading `go tool pprof -raw`', () => {
  it('adds samples up by the instruction outside of the allocator, inlined frames innermost first', () => {
    const calls = readRawProfile(raw, (symbol) => symbol === 'maps.clone', new Map([['0x2104', 'maps.clone']]));
    expect(calls).toEqual([
      {
        address: '0x2004',
        frames: [
          { function: 'ex.com/a.Map[go.shape.struct { A int }]', file: '/m/map.go', line: 7 },
          { function: 'ex.com/a.Use', file: '/m/use.go', line: 9 },
        ],
        objects: new Map([[48, 3]]),
      },
      {
        address: '0x2104',
        callee: 'maps.clone',
        frames: [{ function: 'ex.com/a.Use', file: '/m/use.go', line: 11 }],
        objects: new Map([[16, 1]]),
      },
    ]);
  });
  it('refuses another text', () => expect(() => readRawProfile('Samples:\nLocations\n', () => false, new Map())).toThrow('heap profile'));
  it('finds what calls call, by the address of their last byte', () => {
    const text = '  a.go:1\t\t0x2000\t\te84238ddff\t\tCALL runtime.newobject(SB)\t\n  a.go:2\t\t0x2005\t\tffd1\t\tCALL CX\t\n';
    expect([...readCallees(text)]).toEqual([['0x2004', 'runtime.newobject']]);
  });
});

describe('what coverage says of a place', () => {
  const blocks =
    readCoverage(
      [
        'mode: count',
        'ex.com/a/a.go:1.20,3.12 2 1',
        'ex.com/a/a.go:3.12,5.3 1 0',
        'ex.com/a/a.go:3.12,5.3 1 4',
        'ex.com/a/a.go:6.2,6.30 1 0',
      ].join('\n'),
    ).get('ex.com/a/a.go') ?? [];
  const cases = [
    ['a line within one block', 2, undefined, '\tx := &T{}', 'executed'],
    ['counts of two binaries are added', 4, undefined, '\t\ty := &T{}', 'executed'],
    ['the bracket of the next block says nothing', 3, undefined, '\tif ok(&T{}) {', 'executed'],
    ['a block that was not executed', 6, undefined, '\treturn &T{A: 1, B: "text"}   ', 'not-executed'],
    ['the line of a function is that of its first block', 1, undefined, 'func f(p T) *T {', 'executed'],
    ['text outside of all blocks', 6, undefined, '\treturn f(func() {}, &T{}, &U{A: 1})', 'no-block'],
    ['a column behind the block', 6, 33, '\treturn f(func() {}, &T{}, &U{A: 1})', 'no-block'],
    ['a column in the block', 6, 12, '\treturn f(func() {}, &T{}, &U{A: 1})', 'not-executed'],
  ] as const;
  it.each(cases)('%s', (_, line, column, text, expected) => {
    expect(executionAt(blocks, { line, ...(column === undefined ? {} : { column }) }, text)).toBe(expected);
  });
  it('does not choose between blocks of one line', () => {
    const two = readCoverage('ex.com/a/a.go:1.1,2.10 1 1\nex.com/a/a.go:2.10,2.40 1 0').get('ex.com/a/a.go') ?? [];
    expect(executionAt(two, { line: 2 }, '\tif x() { y := &T{A: 1, B: 2}; y.z() }')).toBe('several-blocks');
  });
});

describe('the two claims', () => {
  const frame = { package: 'ex.com/a', function: 'ex.com/a.F', file: 'a.go', line: 2 };
  const site = (change: object): Site =>
    ({
      id: 'x',
      package: 'ex.com/a',
      function: 'F',
      at: { file: 'a.go', line: 2 },
      what: 'object',
      when: ['always'],
      type: { name: 'ex.com/a.T', size: 48, charged: 48, of: 'object', known: 'operand' },
      cause: { code: 'returned', args: {} },
      outcome: 'allocates',
      said: 'heap',
      places: [{ package: 'ex.com/a', function: 'ex.com/a.F', inline: [frame], verdicts: [], joined: 'alone', calls: [newobject] }],
      ...change,
    }) as Site;
  const newobject = { allocator: 'runtime.newobject', when: ['always'], count: 1 };
  const paper = site({
    outcome: 'paper',
    paper: 'constant',
    when: [],
    places: [{ package: 'ex.com/a', function: 'ex.com/a.F', inline: [frame], verdicts: [], joined: 'alone', calls: [] }],
  });
  const sample = (size: number, callee?: string) => ({
    address: `0x${size}`,
    ...(callee === undefined ? {} : { callee }),
    frames: [{ function: 'ex.com/a.F', file: '/m/a.go', line: 2 }],
    objects: new Map([[size, 1]]),
  });
  const decide = (sites: readonly Site[], calls: readonly ReturnType<typeof sample>[]) => {
    const test = { package: 'ex.com/a', failed: [], skipped: [], symbols: new Set(['ex.com/a.F']), calls };
    const evidence = {
      folder: '/m',
      report: { packages: [{ path: 'ex.com/a', dir: '.' }], sites } as unknown as Evidence['report'],
      tests: [test],
      blocks: new Map([['a.go', [{ startLine: 1, startColumn: 1, endLine: 9, endColumn: 1, executed: true }]]]),
      linesOf: () => ['func F() *T {', '\treturn &T{}'],
      nameFile: (file: string) => file.replace('/m/', ''),
      withoutTiny: () => undefined,
    };
    return summarise(judge(evidence).judged);
  };

  it('hold where the profile says the same', () => {
    const summary = decide([site({}), paper], [sample(48, 'runtime.newobject')]);
    expect(summary.allocates).toMatchObject({ judged: 1, wrong: [] });
    expect(summary.paper).toMatchObject({ judged: 1, wrong: [] });
  });
  it('fail for an allocation that is not in the profile', () => expect(decide([site({})], []).allocates.wrong).toHaveLength(1));
  it('fail for an object of another size', () =>
    expect(decide([site({})], [sample(64, 'runtime.newobject')]).allocates.wrong).toHaveLength(1));
  it('fail for a sample that another call made', () =>
    expect(decide([site({})], [sample(48, 'runtime.makeslice')]).allocates.wrong).toHaveLength(1));
  it('fail for paper that has objects', () => expect(decide([paper], [sample(48, 'runtime.newobject')]).paper.wrong).toHaveLength(1));
  it('fail for paper with one object more than the calls on its line', () =>
    expect(decide([site({}), paper], [sample(48, 'runtime.newobject'), sample(16, 'runtime.convT')]).paper.wrong).toHaveLength(1));
  it('say nothing of sites with equal frames and sizes of which not all were seen', () => {
    const summary = decide([site({}), site({ id: 'y' })], [sample(48, 'runtime.newobject')]);
    expect(summary.allocates.judged).toBe(0);
    expect(summary.untold.map((one) => one.excuse)).toEqual(['one-of', 'one-of']);
  });
  it('claim nothing of conditions', () => {
    const summary = decide([site({ when: ['grows'] })], []);
    expect(summary.allocates.judged).toBe(0);
    expect(summary.others).toEqual([{ name: 'grows', executed: 1, shown: 0 }]);
  });
});
