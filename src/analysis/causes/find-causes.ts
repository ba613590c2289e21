/**
 * Why the compiler put a value on the heap, in terms of the user's code. Input: the explanations of one block, in the order of the text,
 * and what else is known of it. Output: one cause for each explained allocation. Reads no text of lines and no sources itself.
 */
import type { Cause, CauseArgs, CauseFact } from '../../model/causes.ts';
import type { Explanation, Position } from '../../model/facts.ts';
import { positionKey, barePosition } from '../../model/position.ts';
import type { Around } from './around.ts';
import { readDecisive, storedIn, type Decisive } from './decisive-step.ts';
import { findEnding } from './find-ending.ts';
import { calleeAsWritten } from './function-names.ts';
import { findHeapCause, spanOf } from './heap-cause.ts';
import { createBlockIndex, type BlockIndex } from './index-block.ts';
import { createLocations } from './locations.ts';
import { readCall } from './read-expression.ts';

interface Found {
  readonly at: Position;
  readonly fact: { -readonly [Key in keyof CauseFact]: CauseFact[Key] };
}

/**
 * The causes of all `escapes` explanations of one block: one for each position, subject and function, in the order of the text. Where
 * several explain one allocation, a way out of the function is told rather than its size. Linear in the explanations.
 */
export function findCauses(explanations: Iterable<Explanation>, around: Around = {}): CauseFact[] {
  const block = createBlockIndex(around);
  const decisives: { readonly decisive: Decisive; readonly outermost: string }[] = [];
  for (const explanation of explanations) {
    const outermost = block.read(explanation);
    const decisive = explanation.kind === 'escapes' ? readDecisive(explanation) : undefined;
    if (decisive) decisives.push({ decisive, outermost });
  }
  // What holds something on the heap is always explained before it, so nothing here can go in a circle.
  const locations = createLocations<Found>();
  const facts: CauseFact[] = [];
  for (const { decisive, outermost } of decisives) {
    const cause = findOne(decisive, outermost);
    const fact = makeFact(decisive, cause);
    const known = locations.add(decisive, outermost, { at: decisive.position, fact });
    if (!known) facts.push(fact);
    else if (weight(cause) < weight(known.fact.cause)) known.fact.cause = cause;
  }
  return facts;

  function findOne(decisive: Decisive, outermost: string): Cause {
    const ending = findEnding(decisive, outermost, block, locations);
    switch (ending.is) {
      case 'heap':
        return findHeapCause(decisive, { index: block.around, outermost, isLocal: (name, at) => block.isLocal(outermost, name, at) });
      case 'returned':
        return makeCause('returned', decisive, ending.target.startsWith('~') ? {} : { into: ending.target });
      case 'held':
        return throughHolder(decisive, ending.target, ending.holder, block, around);
      case 'captured':
        return makeCause('stored-in-captured', { ...decisive, reason: ending.variable.reason }, { into: ending.variable.name });
      case 'passed': {
        // What leaks in functions that call each other is not said.
        const callee = calleeAsWritten(readCall(decisive.reason?.expression ?? '')?.callee ?? '');
        return makeCause('passed-to-parameter', decisive, { ...(callee === undefined ? {} : { callee }), parameter: ending.target });
      }
      case 'iteration':
        return makeCause('outlives-iteration', decisive, { into: ending.target });
      case 'unknown':
        return makeCause('unknown', decisive);
      default:
        return ending satisfies never;
    }
  }
}

/** The cause of one explanation; `before` are those that stand before it in the block, for what holds it. */
export function findCause(explanation: Explanation, around: Around & { readonly before?: Iterable<Explanation> } = {}): Cause {
  const facts = findCauses([...(around.before ?? []), explanation], around);
  const own = facts.findLast((fact) => isOf(fact, explanation));
  return own?.cause ?? { code: 'unknown', args: { subject: explanation.subject } };
}

function isOf(fact: CauseFact, explanation: Explanation): boolean {
  return fact.subject === explanation.subject && positionKey(fact) === positionKey(explanation) && fact.function === explanation.function;
}

function makeCause(code: Cause['code'], { subject, reason }: Pick<Decisive, 'subject' | 'reason'>, more: CauseArgs = {}): Cause {
  if (!reason) return { code, args: { subject, ...more } };
  return { code, args: { subject, expression: reason.expression, ...more }, ...spanOf(reason.at) };
}

/** It is reachable from something else that is on the heap: the cause is that one's. */
function throughHolder(decisive: Decisive, target: string, holder: Found, block: BlockIndex, around: Around): Cause {
  const { subject } = decisive;
  const { because: _, ...cause } = holder.fact.cause;
  if (target === 'func literal') {
    // What go and defer statements wrap a call in is no closure of the user's.
    const isStart = cause.code === 'go-statement' || cause.code === 'deferred-in-loop';
    if (isStart && around.facts && !block.around.hasLiteralVerdict(holder.at)) return { ...cause, args: { ...cause.args, subject } };
    return { ...makeCause('captured-by-closure', decisive, { into: target }), because: cause };
  }
  if (!decisive.isLast && storedIn(decisive.destination) !== undefined)
    return {
      code: 'bound-by-method-value',
      args: { subject, expression: target, into: target },
      ...spanOf(holder.at),
      because: cause,
    };
  const part = target === subject ? {} : { part: target };
  return { ...holder.fact.cause, args: { ...holder.fact.cause.args, subject, ...part } };
}

function makeFact({ position, subject, function: name }: Decisive, cause: Cause): Found['fact'] {
  return {
    ...barePosition(position),
    subject,
    ...(name === undefined ? {} : { function: name }),
    cause,
  };
}

const sizeCodes = new Set(['size-unknown', 'too-large', 'too-aligned']);

function weight(cause: Cause): number {
  if (cause.code === 'unknown') return 2;
  return sizeCodes.has(cause.code) ? 1 : 0;
}
