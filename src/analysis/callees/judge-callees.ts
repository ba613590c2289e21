import { compareText } from '../../base/order.ts';
import type { FunctionJudgement, JudgementReason } from '../../model/callees.ts';
import type { When } from '../../model/facts.ts';
import type { AllocatorRow } from '../../model/tables/index.ts';
import type { CallGraph, GraphNode } from './call-graph.ts';

/** What is known of a function by its name in the graph; undefined for one that was not reached. */
export type JudgementOf = (name: string) => FunctionJudgement | undefined;

/**
 * Judges every function that was reached: backwards from the strongest reason to the weakest, breadth first, so that each function gets
 * the first reason that holds for it and the shortest path there; of paths of one length the one through names that sort first. Linear
 * in the edges, but for sorting. Follow the graph until nothing undefined is left that could be added: what is undefined counts as `no-body`.
 */
export function judgeCallees(graph: CallGraph): JudgementOf {
  const nodes = graph.nodes.filter((node) => node.isReached).sort((a, b) => compareText(a.name, b.name));
  const numbers = new Map(nodes.map((node, number) => [node, number]));
  const callers = reverse(nodes, numbers, (node) => node.calls);
  const takers = reverse(nodes, numbers, (node) => node.values);
  const reasons: (JudgementReason | undefined)[] = nodes.map(() => undefined);
  const distances = new Int32Array(nodes.length);
  const nexts = new Int32Array(nodes.length).fill(-1);

  /** Gives a reason to all that lead to functions of `seeds` and have none yet. Seeds come with their distance, those of equal distance in order. */
  const spread = (reason: JudgementReason, seeds: readonly number[], isOverValues: boolean): void => {
    const layers: number[][] = [];
    const put = (number: number): void => void (layers[distances[number]!] ??= []).push(number);
    for (const seed of seeds) {
      reasons[seed] ??= reason;
      put(seed);
    }
    for (let distance = 0; distance < layers.length; distance++) {
      for (const number of layers[distance]?.sort((a, b) => a - b) ?? []) {
        const visit = (from: number): void => {
          if (reasons[from] !== undefined) return;
          reasons[from] = reason;
          distances[from] = distance + 1;
          nexts[from] = number;
          put(from);
        };
        callers.each(number, visit);
        if (isOverValues) takers.each(number, visit);
      }
    }
  };
  const where = (test: (node: GraphNode) => boolean): number[] =>
    nodes.flatMap((node, n) => (reasons[n] === undefined && test(node) ? n : []));
  const ends = (reason: JudgementReason): number[] => where((node) => node.row !== undefined && reasonOfRow(node.row) === reason);

  spread('allocator', ends('allocator'), false);
  spread('conditional', ends('conditional'), false);
  spread(
    'function-value',
    nodes.flatMap((_, number) => (reasons[number] === undefined ? [] : number)),
    true,
  );
  spread('indirect', [...where((node) => node.row === undefined && node.isIndirect), ...ends('indirect')], true);
  spread(
    'no-body',
    where((node) => node.row === undefined && !node.isDefined),
    true,
  );
  spread(
    'unmarked',
    where((node) => node.row === undefined && node.isUnmarked),
    true,
  );
  spread('slow-path', ends('slow-path'), true);
  spread('panics', ends('panics'), true);

  const byName = new Map(nodes.map((node, number) => [node.name, number]));
  return (name) => {
    const number = byName.get(name);
    if (number === undefined) return undefined;
    const reason = reasons[number];
    if (reason === undefined) return { judgement: 'never', reason: 'no-path', path: [], when: [] };
    const path: string[] = [];
    let end = number;
    for (let at = number; at >= 0; at = nexts[at]!) path.push(nodes[(end = at)]!.name);
    return { judgement: reason === 'allocator' ? 'allocates' : 'may', reason, path, when: nodes[end]!.row?.when ?? [] };
  };
}

/** Conditions that careful use avoids: capacity is there, the pool has a record. All conditions of a row must hold at once. */
const mild: ReadonlySet<When> = new Set(['grows', 'leaves-frame', 'pool-empty']);

/** What these let run are deferred calls: the functions that defer have edges to them. Otherwise: makes the value of a panic; only unwinds. */
const runsDeferred: ReadonlyMap<string, JudgementReason | undefined> = new Map([
  ['runtime.deferreturn', undefined],
  ['runtime.gopanic', 'panics'],
  ['runtime.Goexit', 'slow-path'],
]);

/** What a call of a runtime function is a reason for; undefined where there is none. */
function reasonOfRow({ name, graph, when }: AllocatorRow): JudgementReason | undefined {
  switch (graph) {
    case 'allocates':
      return when.some((one) => mild.has(one)) ? 'conditional' : 'allocator';
    case 'calls-user-code':
      return runsDeferred.has(name) ? runsDeferred.get(name) : 'indirect';
    case 'never':
      return undefined;
    default:
      return graph;
  }
}

interface Reversed {
  each(number: number, visit: (from: number) => void): void;
}

/** Edges by their target, in two arrays; the sources of a target ascend. */
function reverse(
  nodes: readonly GraphNode[],
  numbers: ReadonlyMap<GraphNode, number>,
  targetsOf: (node: GraphNode) => readonly GraphNode[],
): Reversed {
  const starts = new Int32Array(nodes.length + 1);
  for (const node of nodes) {
    for (const target of targetsOf(node)) {
      const to = numbers.get(target);
      if (to !== undefined) starts[to + 1]!++;
    }
  }
  for (let n = 0; n < nodes.length; n++) starts[n + 1]! += starts[n]!;
  const sources = new Int32Array(starts[nodes.length]!);
  const filled = starts.slice();
  for (const [from, node] of nodes.entries()) {
    for (const target of targetsOf(node)) {
      const to = numbers.get(target);
      if (to !== undefined) sources[filled[to]!++] = from;
    }
  }
  return {
    each(number, visit) {
      for (let n = starts[number]!; n < starts[number + 1]!; n++) visit(sources[n]!);
    },
  };
}
