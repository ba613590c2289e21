import type { Cause, CauseFact } from '../../model/causes.ts';
import type { Position, VerdictFact } from '../../model/facts.ts';
import { positionKey } from '../../model/position.ts';
import type { What } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';
import { operationCause } from '../causes/operation-cause.ts';

/**
 * Finds the cause of a site in what its unit explains: by position and subject. Where the compiler explains nothing, the operation itself is the
 * cause (a channel, an append that grows, a buffer that is too short). `allocator` is the runtime's function, '' without a call.
 */
export function createCauseOf(): (unit: Unit, what: What, allocator: string, verdict: VerdictFact | undefined) => Cause {
  const indexes = new Map<Unit, ReadonlyMap<string, CauseFact>>();
  const indexOf = (unit: Unit): ReadonlyMap<string, CauseFact> => {
    let index = indexes.get(unit);
    if (!index) indexes.set(unit, (index = indexCauses(unit.causes ?? [])));
    return index;
  };
  return (unit, what, allocator, verdict) => {
    const explained = verdict && indexOf(unit).get(keyOf(verdict, verdict.kind === 'append-escapes' ? appendSubject : verdict.subject));
    if (explained && explained.cause.code !== 'unknown') return explained.cause;
    const operation = operationCause(what, allocator);
    const subject = verdict?.subject;
    return operation.code === 'unknown' && explained
      ? explained.cause
      : subject === undefined || subject === ''
        ? operation
        : { ...operation, args: { subject } };
  };
}

/** Its verdict names no operands, its heading does: `append(s, x)`. */
const appendSubject = 'append(';

function indexCauses(causes: readonly CauseFact[]): ReadonlyMap<string, CauseFact> {
  const index = new Map<string, CauseFact>();
  for (const fact of causes) {
    const key = keyOf(fact, fact.subject.startsWith(appendSubject) ? appendSubject : fact.subject);
    if (!index.has(key)) index.set(key, fact);
  }
  return index;
}

function keyOf(at: Position, subject: string): string {
  return `${positionKey(at)}\0${subject}`;
}
