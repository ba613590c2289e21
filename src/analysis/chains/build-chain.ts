import type { Chain, ChainEnd, ChainStep } from '../../model/chains.ts';
import type { Explanation, Position } from '../../model/facts.ts';
import { findEnding } from '../causes/find-ending.ts';
import { findHeapCause, spanOf } from '../causes/heap-cause.ts';
import { readCall } from '../causes/read-expression.ts';
import type { BlockChains, ChainIndex, Explained } from './chain-index.ts';
import { findCallee, findLeak, leakOf, variadicArgument } from './find-callee.ts';
import { readSteps } from './read-steps.ts';

/** Functions and holders that one chain goes through at most. */
const mostExplanations = 24;

interface Next {
  readonly explained: Explained;
  readonly block: BlockChains;
  /** Said between the steps of the two explanations. */
  readonly between: readonly ChainStep[];
}

/** The callee is in a package whose text is not at hand. */
interface Unread {
  /** As the compiler prints it. */
  readonly unread: string;
}

/** What a chain starts from: an allocation as its cause's fact names it, or a parameter of a function. */
export interface ChainStart extends Position {
  readonly package: string;
  readonly subject: string;
  readonly function?: string;
  /** The explanation, where several tell of one subject at one position. */
  readonly explanation?: Explanation;
  /** It is the parameter of this name, not an allocation. */
  readonly isParameter?: boolean;
}

/**
 * Stitches the chain from an allocation or a parameter to the place where it outlives its frame: through what holds it, and into the
 * parameters of callees in any package of the index. Undefined: the compiler explains no such thing.
 */
export function buildChain(start: ChainStart, index: ChainIndex): Chain | undefined {
  const block = index.block(start.package);
  const explained = block && findStart(start, block);
  if (!explained) return undefined;
  const steps = [firstStep(explained, start.package)];
  const visited = new Set<Explanation>();
  for (let at: Next = { explained, block, between: [] }; ;) {
    if (visited.has(at.explained.explanation)) return { steps, end: 'cycle' };
    if (visited.size >= mostExplanations) return { steps, end: 'not-followed' };
    visited.add(at.explained.explanation);
    const next = follow(at, index, steps);
    if (typeof next === 'string') return { steps, end: next };
    if ('unread' in next) return { steps, end: 'not-followed', unread: next.unread };
    steps.push(...next.between);
    at = next;
  }
}

function findStart(start: ChainStart, block: BlockChains): Explained | undefined {
  if (start.explanation) return block.explain(start.explanation);
  if (start.isParameter !== true) return block.escapeAt(start, start.subject, start.function);
  return start.function === undefined ? undefined : leakOf(start.subject, start.function, block);
}

function firstStep({ explanation, outermost }: Explained, pkg: string): ChainStep {
  const code = explanation.kind === 'leaks' ? 'received' : 'allocated';
  return {
    code,
    function: explanation.function ?? outermost,
    package: pkg,
    subject: explanation.subject,
    ...spanOf(explanation),
    folded: 0,
  };
}

/** Appends the steps of one explanation and gives where it goes on, or how the chain ends. */
function follow({ explained, block }: Next, index: ChainIndex, steps: ChainStep[]): Next | Unread | ChainEnd {
  const { explanation, decisive, outermost } = explained;
  const base = { function: explanation.function ?? outermost, package: block.package };
  const own = readSteps(explanation, base, block);
  steps.push(...own);
  if (!decisive) return explanation.truncated ? 'truncated' : 'not-followed';
  const ending = findEnding(decisive, outermost, block.index, block.locations);
  switch (ending.is) {
    case 'returned':
      // Nothing is said of what a return without a list returns.
      if (own.at(-1)?.code !== 'returned') steps.push({ ...base, code: 'returned', into: ending.target, folded: 0 });
      return 'caller';
    case 'held':
      return { explained: holderOf(ending.holder, explained, block), block, between: [] };
    case 'captured':
    case 'iteration':
      return 'outlives';
    case 'passed':
      return 'not-followed';
    case 'unknown':
      return explanation.truncated ? 'truncated' : 'not-followed';
    case 'heap':
      break;
    default:
      return ending satisfies never;
  }
  const { code, args, at } = findHeapCause(decisive, {
    index: block.index.around,
    outermost,
    isLocal: (name, at) => block.index.isLocal(outermost, name, at),
  });
  if (code === 'go-statement' || code === 'deferred-in-loop')
    steps.push({
      ...base,
      code: code === 'go-statement' ? 'started' : 'deferred',
      ...(args.expression === undefined ? {} : { expression: args.expression }),
      ...(at ? { at } : {}),
      folded: 0,
    });
  if (own.at(-1)?.code === 'size') return 'size';
  if (decisive.reason?.reason !== 'call parameter') return 'heap';
  return enterCallee(explained, block, index);
}

/** Nothing holds itself. */
function holderOf(holder: Explained, held: Explained, block: BlockChains): Explained {
  return (holder.explanation === held.explanation ? block.anotherLiteral(held) : undefined) ?? holder;
}

function enterCallee({ decisive, outermost }: Explained, block: BlockChains, index: ChainIndex): Next | Unread | ChainEnd {
  const call = readCall(decisive?.reason?.expression ?? '');
  if (!decisive?.reason || !call) return 'unknown-callee';
  if (call.callee === 'append' || call.callee === 'copy' || call.callee === 'panic') return 'heap';
  const callee = findCallee(call.callee, block, decisive.reason.at, outermost, index);
  if (callee.is === 'unknown') return 'unknown-callee';
  if (callee.is === 'elsewhere') return callee.qualifier === undefined ? 'not-followed' : { unread: callee.qualifier };
  const carried = decisive.carried.replace(/^\{storage for (.*)\}$/s, '$1');
  // Of a call that is cut inside of a string the arguments behind are not seen.
  const value = [decisive.before.at(-1)?.expression, carried].find(
    (text) => text !== undefined && (call.args.includes(text) || text === variadicArgument),
  );
  const leak = findLeak(value ?? '', call, callee);
  if (!leak) return 'not-followed';
  const { explanation } = leak;
  const received: ChainStep = {
    code: 'received',
    function: explanation.function ?? callee.name,
    package: callee.block.package,
    subject: explanation.subject,
    parameter: explanation.subject,
    ...(explanation.derefs === undefined ? {} : { derefs: explanation.derefs }),
    ...spanOf(explanation),
    folded: 0,
  };
  return { explained: leak, block: callee.block, between: [received] };
}
