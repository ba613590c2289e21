/**
 * Why the compiler put a value on the heap, in terms of the user's code. Input: the explanations of one block, in the order of the text,
 * and what else is known of it. Output: one cause for each explained allocation. Reads no text of lines and no sources itself.
 */
import type { Cause, CauseFact } from '../../model/causes.ts';
import type { Explanation, Position } from '../../model/facts.ts';
import type { Around } from './around.ts';
import { readDecisive, storedIn, type Decisive, type Through } from './decisive-step.ts';
import { calleeAsWritten, isClosureName, outermostFunction } from './function-names.ts';
import { findHeapCause, spanOf } from './heap-cause.ts';
import { indexAround, keyOf } from './index-around.ts';
import { readCall } from './read-expression.ts';

/**
 * The causes of all `escapes` explanations of one block: one for each position, subject and function, in the order of the text. Where
 * several explain one allocation, a way out of the function is told rather than its size. Linear in the explanations.
 */
export function findCauses(explanations: Iterable<Explanation>, around: Around = {}): CauseFact[] {
  const index = indexAround(around);
  const decisives: (Decisive & { outermost: string })[] = [];
  const results = new Set<string>();
  const locals = new Set<string>();
  for (const explanation of explanations) {
    const outermost = outermostFunction(explanation.function ?? index.functionAt(explanation) ?? '');
    if (explanation.kind === 'leaks') locals.add(`${outermost}\0${explanation.subject}`);
    for (const step of explanation.steps) {
      if (!step.source.startsWith('{')) locals.add(`${outermost}\0${step.source}`);
      if (step.from.some((reason) => reason.reason === 'return')) results.add(`${outermost}\0${step.destination}`);
    }
    const decisive = explanation.kind === 'escapes' ? readDecisive(explanation) : undefined;
    if (decisive) decisives.push({ ...decisive, outermost });
  }

  const found = createFound();
  for (const decisive of decisives) {
    const name = decisive.function ?? decisive.outermost;
    const cause = resolve(decisive, name);
    found.add(decisive, decisive.outermost, cause);
  }
  return found.facts();

  function resolve(decisive: Decisive & { outermost: string }, name: string): Cause {
    const { destination, reason, subject } = decisive;
    if (destination === '{heap}')
      return findHeapCause(decisive, {
        index,
        outermost: decisive.outermost,
        isLocal: (local) => locals.has(`${decisive.outermost}\0${local}`) || index.isVariable(decisive.outermost, local),
      });
    const at = reason ? spanOf(reason.at) : {};
    const expression = reason ? { expression: reason.expression } : {};
    const storage = storedIn(destination);
    const target = storage ?? (destination === '{temp}' ? decisive.variables.at(-1)?.name : destination);
    if (target === undefined) return { code: 'unknown', args: { subject, ...expression }, ...at };
    if (storage === undefined) {
      const isReturned =
        (decisive.isLast && reason?.reason === 'return') ||
        /^~r\d+$/.test(target) ||
        results.has(`${decisive.outermost}\0${target}`) ||
        index.isResult(name, target);
      if (isReturned)
        return { code: 'returned', args: { subject, ...expression, ...(target.startsWith('~') ? {} : { into: target }) }, ...at };
    }
    const holder = found.holder(target, decisive.outermost, reason?.at ?? decisive.position);
    // A variable that a closure assigns to and that is not on the heap itself: it stands in the frame around the closure. Until Go 1.24
    // the text does not name closures; being captured by reference has to do.
    const isOutside = storage === 'func literal' || (storage === undefined && (destination === '{temp}' || !holder));
    if (isOutside && (decisive.function === undefined || isClosureName(name))) {
      const captured = decisive.variables.find((variable) => index.isCaptured(name, variable.name));
      if (captured) return storedInCaptured(subject, captured);
    }
    if (holder) return throughHolder(decisive, target, holder);
    if (reason?.reason === 'call parameter' && storage === undefined && destination !== '{temp}') {
      // Functions that call each other are analysed as one; what leaks in the callee is not said.
      const callee = calleeAsWritten(readCall(reason.expression)?.callee ?? '');
      return {
        code: 'passed-to-parameter',
        args: { subject, ...expression, ...(callee === undefined ? {} : { callee }), parameter: target },
        ...at,
      };
    }
    if (decisive.truncated) return { code: 'unknown', args: { subject, ...expression }, ...at };
    return { code: 'outlives-iteration', args: { subject, ...expression, into: target }, ...at };
  }

  function storedInCaptured(subject: string, variable: Through): Cause {
    const { name, reason } = variable;
    return {
      code: 'stored-in-captured',
      args: { subject, ...(reason ? { expression: reason.expression } : {}), into: name },
      ...(reason ? spanOf(reason.at) : {}),
    };
  }

  /** It is reachable from something else that is on the heap: the cause is that one's. */
  function throughHolder(decisive: Decisive, target: string, holder: Found): Cause {
    const { reason, subject } = decisive;
    const at = reason ? spanOf(reason.at) : {};
    const expression = reason ? { expression: reason.expression } : {};
    const { because: _, ...cause } = holder.cause;
    if (target === 'func literal') {
      // What go and defer statements wrap a call in is no closure of the user's.
      const isWrapper =
        (cause.code === 'go-statement' || cause.code === 'deferred-in-loop') &&
        around.facts !== undefined &&
        !index.hasLiteralVerdict(holder.at);
      if (isWrapper) return { ...cause, args: { ...cause.args, subject } };
      return { code: 'captured-by-closure', args: { subject, ...expression, into: target }, ...at, because: cause };
    }
    if (!decisive.isLast && storedIn(decisive.destination) !== undefined)
      return { code: 'bound-by-method-value', args: { subject, expression: target, into: target }, ...spanOf(holder.at), because: cause };
    return { ...holder.cause, args: { ...holder.cause.args, subject, ...(target === subject ? {} : { part: target }) } };
  }
}

/** The cause of one explanation; `around` gives the explanations that stand before it in the block. */
export function findCause(explanation: Explanation, around: Around & { readonly before?: Iterable<Explanation> } = {}): Cause {
  const facts = findCauses([...(around.before ?? []), explanation], around);
  const own = facts.findLast((fact) => isOf(fact, explanation));
  return own?.cause ?? { code: 'unknown', args: { subject: explanation.subject } };
}

function isOf(fact: CauseFact, explanation: Explanation): boolean {
  return fact.subject === explanation.subject && keyOf(fact) === keyOf(explanation) && fact.function === explanation.function;
}

interface Found {
  readonly at: Position;
  cause: Cause;
}

/** At most so many allocations of one text in one function are looked through for the nearest. */
const nearby = 64;

/** What was explained so far. What holds something on the heap is always explained before it, so nothing here can go in a circle. */
function createFound(): {
  add(of: Decisive, outermost: string, cause: Cause): void;
  /** The allocation or variable of this text in a function that is nearest before a position. */
  holder(target: string, outermost: string, at: Position): Found | undefined;
  facts(): CauseFact[];
} {
  const bySubject = new Map<string, Found[]>();
  /** Functions that call each other are explained as one: their allocations are found by position alone. */
  const exact = new Map<string, Found>();
  const byPlace = new Map<string, Found & { readonly fact: { -readonly [Key in keyof CauseFact]: CauseFact[Key] } }>();
  return {
    add(of, outermost, cause) {
      const key = `${keyOf(of.position)}\0${of.subject}\0${of.function ?? ''}`;
      const known = byPlace.get(key);
      if (known) {
        if (weight(cause) < weight(known.cause)) known.cause = known.fact.cause = cause;
        return;
      }
      const { file, line, column } = of.position;
      const fact: CauseFact = {
        file,
        line,
        ...(column === undefined ? {} : { column }),
        subject: of.subject,
        ...(of.function === undefined ? {} : { function: of.function }),
        cause,
      };
      const entry = { at: of.position, cause, fact };
      byPlace.set(key, entry);
      exact.set(`${keyOf(of.position)}\0${of.subject}`, entry);
      const subject = `${outermost}\0${of.subject}`;
      const list = bySubject.get(subject);
      if (list) list.push(entry);
      else bySubject.set(subject, [entry]);
    },
    holder(target, outermost, at) {
      const list = bySubject.get(`${outermost}\0${target}`);
      const same = exact.get(`${keyOf(at)}\0${target}`);
      if (same || !list) return same;
      let best: Found | undefined;
      let bestDistance = Infinity;
      for (let index = list.length - 1; index >= Math.max(0, list.length - nearby); index--) {
        const entry = list[index];
        if (!entry) continue;
        const distance = distanceOf(entry.at, at);
        if (distance < bestDistance) {
          best = entry;
          bestDistance = distance;
        }
      }
      return best;
    },
    facts: () => [...byPlace.values()].map((entry) => entry.fact),
  };
}

/** 0: the same place. Declarations stand before uses, so what stands after is further than anything before. */
function distanceOf(declared: Position, used: Position): number {
  if (declared.file !== used.file) return 1e12;
  const lines = used.line - declared.line;
  const columns = (used.column ?? 0) - (declared.column ?? 0);
  const distance = lines * 1000 + columns;
  return distance >= 0 ? distance : 1e9 - distance;
}

const sizeCodes = new Set(['size-unknown', 'too-large', 'too-aligned']);

function weight(cause: Cause): number {
  if (cause.code === 'unknown') return 2;
  return sizeCodes.has(cause.code) ? 1 : 0;
}
