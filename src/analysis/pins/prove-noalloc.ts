/**
 * Judges pins. Input: what is written at functions and lines, the call graph, the compiler's verdicts. Output: a result for each pin, and what there is to
 * object to, as facts. It reads no archive and no source itself; positions are asked for when they are wanted.
 */
import { compareText } from '../../base/order.ts';
import type { When } from '../../model/facts.ts';
import type { UnknownCall } from '../../model/pin.ts';
import type { Span } from '../../model/span.ts';
import type { GraphNode } from '../callees/call-graph.ts';
import { reasonOfRow } from '../callees/judge-callees.ts';

/** A step of a path: an edge of the graph. */
export interface ProofStep {
  readonly from: GraphNode;
  readonly to: GraphNode;
  readonly how: 'call' | 'value';
}

/** Why an edge does not count: each place of it is accepted, or makes the value of a panic. */
export type Excuse = { readonly by: 'panic' } | { readonly by: 'allow'; readonly at: readonly Span[] };

export interface ProofQuestion {
  readonly roots: readonly GraphNode[];
  /** Adds to the graph what defines these functions, where that is known. */
  readonly load: (nodes: readonly GraphNode[]) => Promise<void>;
  /** Asks where an edge stands in the text and whether all these places are excused. */
  readonly excuse: (step: ProofStep) => Promise<Excuse | undefined>;
  /** The unknown calls in a function; those at excused places are left out. */
  readonly unknownIn: (node: GraphNode) => Promise<readonly UnknownCall[]>;
  /** The call of a symbol whose code is not known, at the end of a step. */
  readonly unknownAt: (step: ProofStep) => Promise<UnknownCall>;
  readonly isAssumed: (call: UnknownCall) => boolean;
  /** Accepts no slow path of the runtime. */
  readonly isStrict: boolean;
}

export interface Violation {
  /** From a root to the function that allocates. */
  readonly path: readonly ProofStep[];
  readonly through: 'calls' | 'function-value' | 'slow-path';
  readonly allocator: string;
  readonly when: readonly When[];
}

export interface ProofAnswer {
  readonly violation?: Violation;
  readonly isUnsupported: boolean;
  readonly functions: number;
  readonly slowPaths: readonly string[];
  readonly setsPanicsAside: boolean;
  readonly allowed: readonly Span[];
  readonly assumed: readonly UnknownCall[];
  readonly unknown: readonly UnknownCall[];
}

/** How a function was reached first, thus by the shortest way. */
interface Reached {
  readonly node: GraphNode;
  readonly step?: ProofStep;
  readonly before?: Reached;
  /** A function value is made on the way. */
  readonly overValue: boolean;
}

/**
 * Follows what the roots can call, to the functions of the runtime, whose rows say what they do: to the nearest that allocates, or all. What is excused is
 * taken out of the graph and the search begins again, so that the path that is told in the end is the shortest of those that nothing excuses.
 */
export async function proveNoalloc(question: ProofQuestion): Promise<ProofAnswer> {
  const cuts = new Map<string, Excuse>();
  /** Takes the first excused edge of a path out. */
  const cut = async (steps: readonly ProofStep[]): Promise<boolean> => {
    for (const step of steps) {
      const excuse = await question.excuse(step);
      if (!excuse) continue;
      cuts.set(keyOf(step), excuse);
      return true;
    }
    return false;
  };
  for (;;) {
    const { reached, end } = await search(question, (step) => cuts.has(keyOf(step)));
    if (end) {
      if (await cut(pathTo(end))) continue;
      return { ...tell(reached, cuts), violation: violationOf(end), isUnsupported: false, assumed: [], unknown: [] };
    }
    const calls: UnknownCall[] = [];
    let hasCut = false;
    for (const one of reached) {
      if (!isUnknown(one.node)) continue;
      hasCut = await cut(pathTo(one));
      if (hasCut) break;
      calls.push(...(one.node.isIndirect ? await question.unknownIn(one.node) : one.step ? [await question.unknownAt(one.step)] : []));
    }
    if (hasCut) continue;
    return {
      ...tell(reached, cuts),
      isUnsupported: reached.some(({ node }) => node.row === undefined && node.isUnmarked),
      assumed: calls.filter(question.isAssumed),
      unknown: calls.filter((call) => !question.isAssumed(call)),
    };
  }
}

function keyOf({ from, to, how }: ProofStep): string {
  return `${from.name}\0${to.name}\0${how}`;
}

function tell(
  reached: readonly Reached[],
  cuts: ReadonlyMap<string, Excuse>,
): Pick<ProofAnswer, 'functions' | 'slowPaths' | 'setsPanicsAside' | 'allowed'> {
  const rows = reached.flatMap(({ node }) => (node.row === undefined ? [] : [{ name: node.name, reason: reasonOfRow(node.row) }]));
  const excuses = [...cuts.values()];
  const allowed = new Map(
    excuses.flatMap((excuse) => (excuse.by === 'allow' ? excuse.at.map((at) => [`${at.file}:${at.line}`, at] as const) : [])),
  );
  return {
    functions: reached.length - rows.length,
    slowPaths: rows.flatMap(({ name, reason }) => (reason === 'slow-path' ? [name] : [])).sort(compareText),
    setsPanicsAside: excuses.some(({ by }) => by === 'panic') || rows.some(({ reason }) => reason === 'panics'),
    allowed: [...allowed.values()],
  };
}

interface Found {
  readonly reached: readonly Reached[];
  /** The nearest function that allocates. */
  readonly end?: Reached;
}

/**
 * All functions that can be reached. Function values are followed only where something is reached that can call one: a value that is made and handed
 * on to nobody who calls is not executed. Slow paths count last, and only for a strict pin.
 */
async function search(question: ProofQuestion, isCut: (step: ProofStep) => boolean): Promise<Found> {
  const calls = await spread(question, false, isCut);
  const found = calls.end || !calls.reached.some(({ node }) => mayRunValues(node)) ? calls : await spread(question, true, isCut);
  if (found.end || !question.isStrict) return found;
  const slow = found.reached.find(({ node }) => node.row !== undefined && reasonOfRow(node.row) === 'slow-path');
  return { ...found, ...(slow ? { end: slow } : {}) };
}

/** Breadth first, those of one distance in the order of their names, to the first distance at which something allocates. */
async function spread({ roots, load }: ProofQuestion, overValues: boolean, isCut: (step: ProofStep) => boolean): Promise<Found> {
  const known = new Set(roots);
  const reached: Reached[] = [];
  let level: Reached[] = roots.map((node) => ({ node, overValue: false }));
  while (level.length > 0) {
    reached.push(...level);
    const end = level.find(({ node }) => isEnd(node, 'allocator')) ?? level.find(({ node }) => isEnd(node, 'conditional'));
    if (end) return { reached, end };
    await load(level.flatMap(({ node }) => (node.row === undefined && node.definedBy.length === 0 ? [node] : [])));
    const next: Reached[] = [];
    for (const before of level) {
      const { node } = before;
      if (node.row !== undefined) continue;
      const visit = (how: 'call' | 'value', targets: readonly GraphNode[]): void => {
        for (const to of targets) {
          const step = { from: node, to, how };
          if (known.has(to) || isCut(step)) continue;
          known.add(to);
          next.push({ node: to, step, before, overValue: before.overValue || how === 'value' });
        }
      };
      visit('call', node.calls);
      if (overValues) visit('value', node.values);
    }
    level = next.sort((a, b) => compareText(a.node.name, b.node.name));
  }
  return { reached };
}

function isEnd({ row }: GraphNode, reason: 'allocator' | 'conditional'): boolean {
  return row !== undefined && reasonOfRow(row) === reason;
}

function mayRunValues(node: GraphNode): boolean {
  return node.row === undefined ? node.isIndirect || node.definedBy.length === 0 : node.row.graph === 'calls-user-code';
}

function isUnknown(node: GraphNode): boolean {
  return node.row === undefined ? node.isIndirect || node.definedBy.length === 0 : reasonOfRow(node.row) === 'indirect';
}

function violationOf(end: Reached): Violation {
  const { row, name } = end.node;
  const isSlow = row !== undefined && reasonOfRow(row) === 'slow-path';
  return {
    path: pathTo(end),
    through: isSlow ? 'slow-path' : end.overValue ? 'function-value' : 'calls',
    allocator: name,
    when: row?.when ?? [],
  };
}

function pathTo(end: Reached): ProofStep[] {
  const steps: ProofStep[] = [];
  for (let at: Reached | undefined = end; at?.step; at = at.before) steps.push(at.step);
  return steps.reverse();
}
