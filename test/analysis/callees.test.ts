import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCallGraph } from '../../src/analysis/callees/call-graph.ts';
import { judgeCallees, type JudgementOf } from '../../src/analysis/callees/judge-callees.ts';
import { listCallees, type ListOptions, type UnitCalls } from '../../src/analysis/callees/list-callees.ts';
import type { FunctionJudgement } from '../../src/model/callees.ts';
import type { ArchiveEdges, CallSiteFact, EdgeFact, Frame } from '../../src/model/facts.ts';
import { allocatorsOf } from '../../src/model/tables/index.ts';

const rows = allocatorsOf('1.26');

/** `A -> B C` calls; `A => B` takes as a function value; `A *` calls through a register; `A defer` defers a variable; `A` alone calls nothing. */
function edgesOf(text: string, more: Partial<ArchiveEdges> = {}): ArchiveEdges {
  const functions = new Set<string>();
  const edges: EdgeFact[] = [];
  const indirect = new Map<string, number>();
  const deferred = new Map<string, number>();
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue;
    const [from = '', how, ...to] = line.split(' ');
    functions.add(from);
    if (how === '*') indirect.set(from, 1);
    else if (how === 'defer') deferred.set(from, 1);
    else for (const target of to) edges.push({ from, to: target, how: how === '->' ? 'call' : 'value', count: 1 });
  }
  edges.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return { functions: [...functions].sort(), edges, indirect, deferred, indirectCallsVisible: true, ...more };
}

function judge(text: string, wanted: readonly string[], more: Partial<ArchiveEdges> = {}): JudgementOf {
  const graph = createCallGraph(rows);
  graph.add('p', edgesOf(text, more));
  graph.follow(wanted);
  return judgeCallees(graph);
}

const short = (judged: FunctionJudgement | undefined): string => `${judged?.reason}: ${judged?.path.join(' ')}`;

describe('judgement of one function', () => {
  it.each([
    ['p.F -> runtime.newobject', 'allocator: p.F runtime.newobject'],
    ['p.F -> runtime.growslice', 'conditional: p.F runtime.growslice'],
    ['p.F -> runtime.growslice runtime.convT64', 'allocator: p.F runtime.convT64'],
    ['p.F -> runtime.growsliceBuf', 'conditional: p.F runtime.growsliceBuf'],
    ['p.F => p.g\np.g -> runtime.newobject', 'function-value: p.F p.g runtime.newobject'],
    ['p.F => p.g\np.g', 'no-path: '],
    ['p.F *', 'indirect: p.F'],
    ['p.F defer', 'indirect: p.F'],
    ['p.F -> p.g\np.g *', 'indirect: p.F p.g'],
    ['p.F => p.g\np.g *', 'indirect: p.F p.g'],
    ['p.F -> elsewhere.G', 'no-body: p.F elsewhere.G'],
    ['p.F -> sync.runtime_Semacquire', 'slow-path: p.F sync.runtime_Semacquire'],
    ['p.F -> runtime.panicBounds', 'panics: p.F runtime.panicBounds'],
    ['p.F -> runtime.panicBounds sync.runtime_Semacquire', 'slow-path: p.F sync.runtime_Semacquire'],
    ['p.F -> runtime.gopanic', 'panics: p.F runtime.gopanic'],
    ['p.F -> runtime.Goexit', 'slow-path: p.F runtime.Goexit'],
    ['p.F -> runtime.deferreturn', 'no-path: '],
    ['p.F -> reflect.call', 'indirect: p.F reflect.call'],
    ['p.F -> runtime.morestack_noctxt runtime.memequal', 'no-path: '],
    ['p.F -> p.F', 'no-path: '],
    ['p.F -> p.g\np.g -> p.F', 'no-path: '],
    ['p.F', 'no-path: '],
    // A body that is there twice, in two forms, has the edges of both.
    ['p.F -> p.g\np.g\np.g -> runtime.newobject', 'allocator: p.F p.g runtime.newobject'],
  ])('%s', (text, expected) => {
    expect(short(judge(text, ['p.F'])('p.F'))).toBe(expected);
  });

  it('has the words and conditions that belong to the reason', () => {
    const of = judge('p.A -> runtime.slicebytetostring\np.B -> runtime.newproc\np.C *\np.D', ['p.A', 'p.B', 'p.C', 'p.D']);
    expect([of('p.A'), of('p.B'), of('p.C'), of('p.D')].map((one) => [one?.judgement, one?.when])).toEqual([
      ['allocates', ['exceeds-buffer']],
      ['may', ['pool-empty']],
      ['may', []],
      ['never', []],
    ]);
  });

  it('nothing is proven where calls through registers leave no mark', () => {
    const of = judge('p.F -> runtime.panicBounds\np.G -> runtime.newobject', ['p.F', 'p.G'], { indirectCallsVisible: false });
    expect([short(of('p.F')), short(of('p.G'))]).toEqual(['unmarked: p.F', 'allocator: p.G runtime.newobject']);
  });

  it('runtime functions are ends, and are judged by their rows', () => {
    const graph = createCallGraph(rows);
    graph.add('p', edgesOf('p.F -> runtime.memequal'));
    graph.add('runtime', edgesOf('runtime.memequal -> runtime.newobject'));
    expect(graph.follow(['p.F', 'runtime.Caller'])).toEqual([]);
    const of = judgeCallees(graph);
    expect([short(of('p.F')), short(of('runtime.Caller'))]).toEqual(['no-path: ', 'allocator: runtime.Caller']);
  });

  it('what was not reached has no judgement', () => {
    expect(judge('p.F\np.G', ['p.F'])('p.G')).toBeUndefined();
  });
});

describe('paths', () => {
  it('the shortest, and of two as short the one whose names sort first', () => {
    const text = 'p.F -> p.z p.b p.a\np.z -> runtime.newobject\np.b -> p.c\np.a -> p.d\np.c -> runtime.newobject\np.d -> runtime.makeslice';
    expect(short(judge(text, ['p.F'])('p.F'))).toBe('allocator: p.F p.z runtime.newobject');
    const tie = 'p.F -> p.b p.a\np.b -> runtime.makeslice\np.a -> runtime.newobject runtime.makeslice';
    expect(short(judge(tie, ['p.F'])('p.F'))).toBe('allocator: p.F p.a runtime.makeslice');
  });

  it('a stronger reason goes before a shorter path', () => {
    const text = 'p.F -> runtime.growslice p.a\np.a -> p.b\np.b -> runtime.newobject';
    expect(short(judge(text, ['p.F'])('p.F'))).toBe('allocator: p.F p.a p.b runtime.newobject');
  });

  it('over function values: to the nearest function that leads to an allocator', () => {
    const text = 'p.F => p.a p.b\np.a -> p.c\np.c -> runtime.newobject\np.b -> runtime.growslice\np.G -> p.F';
    expect(short(judge(text, ['p.G'])('p.G'))).toBe('function-value: p.G p.F p.b runtime.growslice');
  });
});

describe('the graph', () => {
  it('tells what is missing until its archive is added', () => {
    const graph = createCallGraph(rows);
    graph.add('p', edgesOf('p.F -> q.G runtime.newobject\np.Other -> r.H'));
    expect(graph.follow(['p.F', 'q.X'])).toEqual(['q.G', 'q.X']);
    graph.add('q', edgesOf('q.G -> s.I\nq.X'));
    expect(graph.follow([])).toEqual(['s.I']);
  });

  it('keeps programs apart, which are all named main', () => {
    const graph = createCallGraph(rows);
    graph.add('ex.com/a', edgesOf('main.run -> runtime.newobject'));
    graph.add('ex.com/b', edgesOf('main.run'));
    graph.follow(['ex.com/a.run', 'ex.com/b.run']);
    const of = judgeCallees(graph);
    expect([of('ex.com/a.run')?.judgement, of('ex.com/b.run')?.judgement]).toEqual(['allocates', 'never']);
  });

  const names = [
    'p.a',
    'p.b',
    'p.c',
    'p.d',
    'p.e',
    'runtime.newobject',
    'runtime.growslice',
    'sync.runtime_Semacquire',
    'runtime.panicBounds',
  ];
  const edge = fc.record({
    from: fc.constantFrom(...names.slice(0, 5)),
    to: fc.constantFrom(...names),
    how: fc.constantFrom('call' as const, 'value' as const),
    count: fc.constant(1),
  });
  // Nobody takes the address of an allocator.
  const edgeLists = fc.array(
    edge.filter(({ to, how }) => how === 'call' || to.startsWith('p.')),
    { maxLength: 14 },
  );

  it('says the same in whatever order archives come and are followed', () => {
    fc.assert(
      fc.property(edgeLists, fc.array(fc.nat(2), { minLength: 14, maxLength: 14 }), fc.boolean(), (edges, parts, isFirst) => {
        const whole = createCallGraph(rows);
        whole.add('p', archive(edges));
        whole.follow(names);
        const of = judgeCallees(whole);
        const piecemeal = createCallGraph(rows);
        if (isFirst) piecemeal.follow(names);
        for (const part of [2, 0, 1]) {
          piecemeal.add('p', archive(edges.filter((_, n) => parts[n] === part)));
          piecemeal.follow(names.slice(0, part));
        }
        piecemeal.follow(names);
        const other = judgeCallees(piecemeal);
        for (const name of names) expect(other(name)).toEqual(of(name));
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('says what a plain search says', () => {
    fc.assert(
      fc.property(edgeLists, (edges) => {
        const graph = createCallGraph(rows);
        graph.add('p', archive(edges));
        graph.follow(names);
        const of = judgeCallees(graph);
        for (const name of names.slice(0, 5))
          expect([name, of(name)?.reason, of(name)?.path.length]).toEqual([name, ...search(edges, name)]);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  function archive(edges: readonly EdgeFact[]): ArchiveEdges {
    const sorted = [...edges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
    return { ...edgesOf(''), functions: names.slice(0, 5), edges: sorted };
  }

  /** Reason and length of the path, found by a search forwards from each function for each reason. */
  function search(edges: readonly EdgeFact[], from: string): [string, number] {
    const length = (ends: readonly string[], hows: readonly string[]): number | undefined => {
      let layer = new Set([from]);
      for (let steps = 1; steps <= names.length; steps++) {
        if ([...layer].some((name) => ends.includes(name))) return steps;
        layer = new Set(edges.filter((one) => layer.has(one.from) && hows.includes(one.how)).map((one) => one.to));
      }
      return undefined;
    };
    const both = ['call', 'value'];
    const tries: [string, number | undefined][] = [
      ['allocator', length(['runtime.newobject'], ['call'])],
      ['conditional', length(['runtime.growslice'], ['call'])],
      ['slow-path', length(['sync.runtime_Semacquire'], both)],
      ['panics', length(['runtime.panicBounds'], both)],
    ];
    if (tries[0]?.[1] !== undefined || tries[1]?.[1] !== undefined)
      return tries.find(([, steps]) => steps !== undefined) as [string, number];
    const any = overValues(edges, from);
    if (any !== undefined) return ['function-value', any];
    return (tries.find(([, steps]) => steps !== undefined) as [string, number] | undefined) ?? ['no-path', 0];
  }

  /** The way to the nearest function that has a path of calls, then that path: to a sure allocator where there is one. */
  function overValues(edges: readonly EdgeFact[], from: string): number | undefined {
    let layer = new Set([from]);
    const lengths: number[] = [];
    const walk = (start: string, end: string): number | undefined => {
      let calls = new Set([start]);
      for (let steps = 0; steps <= names.length; steps++) {
        if (calls.has(end)) return steps;
        calls = new Set(edges.filter((one) => calls.has(one.from) && one.how === 'call').map((one) => one.to));
      }
      return undefined;
    };
    for (let steps = 1; steps <= names.length; steps++) {
      const open = new Set<string>();
      for (const name of layer) {
        const rest = walk(name, 'runtime.newobject') ?? walk(name, 'runtime.growslice');
        if (rest === undefined) open.add(name);
        else lengths.push(steps + rest);
      }
      layer = new Set(edges.filter((one) => open.has(one.from)).map((one) => one.to));
    }
    return lengths.length === 0 ? undefined : Math.min(...lengths);
  }
});

describe('the list of calls', () => {
  const frame = (name: string, file: string, line: number, pkg = 'ex.com/m/p'): Frame => ({ package: pkg, function: name, file, line });
  const call = (callee: string, inline: readonly Frame[], count = 1): CallSiteFact => {
    const [first] = inline;
    const last = inline.at(-1);
    if (!first || !last) throw new Error('a call has frames');
    return { function: last.function, file: first.file, line: first.line, callee, count, inline };
  };
  const judgementOf: JudgementOf = (name) =>
    name === 'strings.Count'
      ? { judgement: 'never', reason: 'no-path', path: [], when: [] }
      : { judgement: 'allocates', reason: 'allocator', path: [name, 'runtime.newobject'], when: ['always'] };
  const unit = (calls: readonly CallSiteFact[], more: Partial<UnitCalls> = {}): UnitCalls => ({
    package: 'ex.com/m/p',
    calls,
    judgementOf,
    indirect: new Map(),
    ...more,
  });
  const options: ListOptions = {
    isInside: (file) => !file.startsWith('$') && !file.startsWith('<'),
    isOutside: (pkg) => !pkg.startsWith('ex.com/m'),
    packageOf: (symbol, own) => (symbol.startsWith('main.') ? own : symbol.slice(0, symbol.search(/\.[^/]*$/))),
    isListed: ({ judgement }) => judgement !== 'never',
  };

  it('tells the place in the module, and what stands there', () => {
    const inlined = call('strings.(*Builder).grow', [
      frame('strings.(*Builder).Grow', '$GOROOT/src/strings/builder.go', 83, 'strings'),
      frame('ex.com/m/p.helper', 'p/help.go', 4),
      frame('ex.com/m/p.F', 'p/p.go', 9),
    ]);
    const { calls } = listCallees([unit([inlined, call('strings.Join', [frame('ex.com/m/p.F', 'p/p.go', 10)], 2)])], options);
    expect(
      calls.map(({ at, written, callee, function: holder, count }) => [at.function, at.line, written.name, callee.name, holder, count]),
    ).toEqual([
      ['ex.com/m/p.helper', 4, 'strings.(*Builder).Grow', 'strings.(*Builder).grow', 'ex.com/m/p.F', 1],
      ['ex.com/m/p.F', 10, 'strings.Join', 'strings.Join', 'ex.com/m/p.F', 2],
    ]);
  });

  it('folds type arguments, and takes the package of a copied closure from its file', () => {
    const copied = call('slices.SortFunc[go.shape.[]int,go.shape.int]', [
      frame('ex.com/m/p.F.Collect.func1', '$GOROOT/src/slices/iter.go', 50),
      frame('ex.com/m/p.F', 'p/p.go', 9),
    ]);
    const [first] = listCallees([unit([copied])], options).calls;
    expect([first?.callee.name, first?.written.package]).toEqual(['slices.SortFunc[...]', 'slices']);
  });

  it('leaves out what nobody wrote in the module', () => {
    const wrapper = call('sync.(*Mutex).Lock', [frame('ex.com/m/p.(*T).Lock', '<autogenerated>', 1)]);
    const instance = call('sort.insertionSort', [frame('slices.Sort[go.shape.int]', '$GOROOT/src/slices/sort.go', 8, 'slices')]);
    expect(listCallees([unit([wrapper, instance])], options)).toMatchObject({
      calls: [],
      counts: { places: { allocates: 0, may: 0, never: 0 } },
    });
  });

  it('counts written places once, however many copies, and also what is not listed', () => {
    const written = call('strings.Join', [frame('ex.com/m/p.F', 'p/p.go', 9)]);
    const copy = call('strings.Join', [frame('ex.com/m/p.F', 'p/p.go', 9), frame('ex.com/m/p.G', 'p/p.go', 20)]);
    const never = call('strings.Count', [frame('ex.com/m/p.F', 'p/p.go', 9)]);
    const { calls, counts } = listCallees(
      [
        unit([written, copy, never], {
          indirect: new Map([
            ['ex.com/m/p.F', 2],
            ['slices.SortFunc[go.shape.int]', 5],
          ]),
        }),
        unit([written], { variant: 'ex.com/m/p.test' }),
      ],
      options,
    );
    expect(calls.length).toBe(3);
    expect(calls.map(({ variant }) => variant)).toEqual([undefined, undefined, 'ex.com/m/p.test']);
    expect(counts).toMatchObject({ places: { allocates: 1, may: 0, never: 1 }, reasons: { allocator: 1, 'no-path': 1 }, indirect: 2 });
  });

  it('does not count what leaves no mark', () => {
    const { indirect: _, ...unmarked } = unit([]);
    expect(listCallees([unmarked, unit([])], options).counts).not.toHaveProperty('indirect');
  });

  it('a callee that was not looked for is a mistake of ours', () => {
    const wanted = unit([call('strings.Join', [frame('ex.com/m/p.F', 'p/p.go', 9)])], { judgementOf: () => undefined });
    expect(() => listCallees([wanted], options)).toThrow('strings.Join was not looked for');
  });
});
