import { expect, test } from 'vitest';
import { mergePins } from '../../../src/analysis/builds/merge-pins.ts';
import { createCallGraph } from '../../../src/analysis/callees/call-graph.ts';
import { proveNoalloc, type Excuse, type ProofAnswer, type ProofStep } from '../../../src/analysis/pins/prove-noalloc.ts';
import type { Report } from '../../../src/model/report.ts';
import { allocatorsOf } from '../../../src/model/tables/index.ts';
import { sampleReport } from '../../support/sample-report.ts';

interface Graph {
  /** `from to`, or `from =to` for a function value. */
  readonly edges: readonly string[];
  readonly indirect?: readonly string[];
  readonly isHidden?: boolean;
  readonly excuse?: (step: ProofStep) => Excuse | undefined;
}

/** The proof of `p.F`. */
function prove({ edges, indirect = [], isHidden = false, excuse = () => undefined }: Graph): Promise<ProofAnswer> {
  const graph = createCallGraph(allocatorsOf('1.26'));
  const pairs = edges.map((edge) => edge.split(' '));
  graph.add('p', {
    functions: [...new Set(pairs.map(([from = '']) => from))].concat('p.leaf'),
    edges: pairs.map(([from = '', to = '']) => ({ from, to: to.replace('=', ''), how: to.startsWith('=') ? 'value' : 'call', count: 1 })),
    indirect: new Map(indirect.map((name) => [name, 1])),
    deferred: new Map(),
    indirectCallsVisible: !isHidden,
  });
  const call = (name: string) => ({ name, in: name, at: { file: 'p.go', line: 1 } });
  const root = graph.find('p.F');
  return proveNoalloc({
    roots: root ? [root] : [],
    load: () => Promise.resolve(),
    excuse: (step) => Promise.resolve(excuse(step)),
    unknownIn: (node) => Promise.resolve([call(node.name)]),
    unknownAt: ({ to }) => Promise.resolve(call(to.name)),
    isAssumed: ({ name }) => name === 'p.known',
    isStrict: false,
  });
}

function ways({ violation }: ProofAnswer): string {
  return [violation?.path[0]?.from.name, ...(violation?.path.map(({ to }) => to.name) ?? [])].join(' ');
}

test('the nearest allocation is told, by calls before by function values', async () => {
  const edges = ['p.F p.a', 'p.a p.b', 'p.b runtime.newobject', 'p.F p.c', 'p.c runtime.growslice', 'p.F =p.d', 'p.d runtime.newobject'];
  expect(ways(await prove({ edges }))).toBe('p.F p.c runtime.growslice');
  expect((await prove({ edges })).violation).toMatchObject({ through: 'calls', when: ['grows'] });
});

test('a function value counts where something can call it', async () => {
  const edges = ['p.F =p.d', 'p.d runtime.newobject', 'p.F p.e', 'p.e p.leaf'];
  expect((await prove({ edges })).violation).toBeUndefined();
  expect((await prove({ edges, indirect: ['p.e'] })).violation).toMatchObject({ through: 'function-value' });
  expect((await prove({ edges: [...edges, 'p.F runtime.deferreturn'] })).violation).toMatchObject({ through: 'function-value' });
});

test('what is excused is taken out, and the next path is told', async () => {
  const edges = ['p.F p.a', 'p.a runtime.newobject', 'p.F p.b', 'p.b p.c', 'p.c runtime.newobject'];
  const at = [{ file: 'p.go', line: 7 }];
  const excuse = ({ to }: ProofStep): Excuse | undefined => (to.name === 'p.a' ? { by: 'allow', at } : undefined);
  const answer = await prove({ edges, excuse });
  expect(ways(answer)).toBe('p.F p.b p.c runtime.newobject');
  const all = await prove({ edges, excuse: ({ to }) => (to.name === 'p.b' ? { by: 'panic' } : excuse({ to } as ProofStep)) });
  expect(all).toMatchObject({ allowed: at, setsPanicsAside: true });
  expect(all.violation).toBeUndefined();
});

test('unknown calls are named, those that are assumed apart; hidden ones are no proof', async () => {
  const edges = ['p.F p.known', 'p.known p.leaf', 'p.F q.gone'];
  const answer = await prove({ edges, indirect: ['p.known'] });
  expect(answer.assumed.map(({ name }) => name)).toEqual(['p.known']);
  expect(answer.unknown.map(({ name }) => name)).toEqual(['q.gone']);
  expect((await prove({ edges: ['p.F p.leaf'], isHidden: true })).isUnsupported).toBe(true);
});

test('of several builds the worst result of a pin holds, and an allow is unused only if it is in each', () => {
  const sample = sampleReport('p');
  const [proven, unused] = [
    sample.pins?.find(({ result }) => result === 'proven'),
    sample.findings?.find(({ code }) => code === 'allow-unused'),
  ];
  if (!proven || !unused) throw new Error('the sample has none');
  const used: Report = { ...sample, pins: [proven], findings: [] };
  const other: Report = { ...sample, pins: [{ ...proven, result: 'violated' }], findings: [unused] };
  const merged = mergePins([used, other], (build, id) => `${build} ${id}`);
  expect(merged.pins?.map(({ result }) => result)).toEqual(['violated']);
  expect(merged.findings).toEqual([]);
  expect(merged.allows?.[0]?.sites).toEqual(['0 p', '1 p']);
  expect(mergePins([other, other], (_, id) => id).findings).toHaveLength(1);
});
