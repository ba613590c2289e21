import { compareText } from '../../base/order.ts';
import type { FunctionJudgement, JudgementReason } from '../../model/callees.ts';
import type { When } from '../../model/facts.ts';
import type { AllocatorRow } from '../../model/tables/index.ts';
import type { CallGraph, GraphNode } from './call-graph.ts';

/** What is known of a function by its name in the graph; undefined for one that was not reached. */
export type JudgementOf = (name: string) => FunctionJudgement | undefined;

/** A reached function while it is judged. */
interface Subject {
  readonly node: GraphNode;
  /** Place among all by name. */
  readonly order: number;
  /** Those that call it, and those that take its address. */
  readonly callers: Subject[];
  readonly takers: Subject[];
  reason?: JudgementReason;
  /** Steps to what the reason names, and the first of them. */
  distance: number;
  next?: Subject;
}

/**
 * Judges every function that was reached: backwards from the strongest reason to the weakest, breadth first, so that each function gets
 * the first reason that holds for it and the shortest path there; of paths of one length the one through names that sort first. Linear
 * in the edges, but for sorting. Follow the graph until nothing undefined is left that could be added: what is undefined counts as `no-body`.
 */
export function judgeCallees(graph: CallGraph): JudgementOf {
  const subjects = listSubjects(graph);
  const where = (test: (node: GraphNode) => boolean): Subject[] =>
    subjects.filter(({ node, reason }) => reason === undefined && test(node));
  const ends = (reason: JudgementReason): Subject[] => where(({ row }) => row !== undefined && reasonOfRow(row) === reason);
  const bodies = (test: (node: GraphNode) => boolean): Subject[] => where((node) => node.row === undefined && test(node));

  spread('allocator', ends('allocator'), false);
  spread('conditional', ends('conditional'), false);
  spread(
    'function-value',
    subjects.filter(({ reason }) => reason !== undefined),
    true,
  );
  spread('indirect', [...bodies((node) => node.isIndirect), ...ends('indirect')], true);
  spread(
    'no-body',
    bodies((node) => node.definedBy.length === 0),
    true,
  );
  spread(
    'unmarked',
    bodies((node) => node.isUnmarked),
    true,
  );
  spread('slow-path', ends('slow-path'), true);
  spread('panics', ends('panics'), true);

  const byName = new Map(subjects.map((subject) => [subject.node.name, subject]));
  return (name) => {
    const subject = byName.get(name);
    return subject === undefined ? undefined : tell(subject);
  };
}

/** All that were reached, in the order of their names, each with those that lead to it in the same order. */
function listSubjects(graph: CallGraph): Subject[] {
  const nodes = graph.nodes.filter((node) => node.isReached).sort((a, b) => compareText(a.name, b.name));
  const subjects = nodes.map((node, order): Subject => ({ node, order, callers: [], takers: [], distance: 0 }));
  const byNode = new Map(subjects.map((subject) => [subject.node, subject]));
  for (const subject of subjects) {
    for (const target of subject.node.calls) byNode.get(target)?.callers.push(subject);
    for (const target of subject.node.values) byNode.get(target)?.takers.push(subject);
  }
  return subjects;
}

/** Gives a reason to the seeds, and to all that lead to them and have none yet. Seeds that have one keep it, and their distance. */
function spread(reason: JudgementReason, seeds: readonly Subject[], isOverValues: boolean): void {
  const layers: Subject[][] = [];
  const put = (subject: Subject): void => void (layers[subject.distance] ??= []).push(subject);
  for (const seed of seeds) {
    seed.reason ??= reason;
    put(seed);
  }
  for (let distance = 0; distance < layers.length; distance++) {
    for (const subject of layers[distance]?.sort((a, b) => a.order - b.order) ?? []) {
      const visit = (from: Subject): void => {
        if (from.reason !== undefined) return;
        from.reason = reason;
        from.distance = distance + 1;
        from.next = subject;
        put(from);
      };
      subject.callers.forEach(visit);
      if (isOverValues) subject.takers.forEach(visit);
    }
  }
}

function tell(subject: Subject): FunctionJudgement {
  const { reason } = subject;
  if (reason === undefined) return { judgement: 'never', reason: 'no-path', path: [], when: [] };
  const path: string[] = [];
  let end = subject;
  for (let at: Subject | undefined = subject; at !== undefined; at = at.next) path.push((end = at).node.name);
  return { judgement: reason === 'allocator' ? 'allocates' : 'may', reason, path, when: end.node.row?.when ?? [] };
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
export function reasonOfRow({ name, graph, when }: AllocatorRow): JudgementReason | undefined {
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
