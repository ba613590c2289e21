import type { Reason } from '../../model/build-comparison.ts';
import type { VerdictFact } from '../../model/facts.ts';
import { isEdited, type Pair } from './reason-pair.ts';

export interface Constant {
  readonly from: string;
  readonly to: string;
  /** The build in which the compiler knows the value. */
  readonly known: 'before' | 'after';
}

/** An expression of the place whose names are literals in the other build: only lines of one text are looked at, so that the source is the same. */
export function constantReasons(pair: Pair): Reason[] {
  const found = findConstant(pair);
  return found ? [{ code: 'constant', from: found.from, to: found.to }] : [];
}

export function findConstant(pair: Pair): Constant | undefined {
  const { spots, step, before, after } = pair;
  if (before?.subject === undefined && after?.subject === undefined) return undefined;
  if (before?.subject !== undefined && after?.subject !== undefined) {
    const found = constantOf(before.subject, after.subject);
    if (found) return found;
  }
  for (const spot of spots) {
    if (!spot.before || !spot.after || isEdited(spot, step.map) === true) continue;
    const gone = moreOften(step.before.verdictsAt(spot.before), step.after.verdictsAt(spot.after));
    const came = moreOften(step.after.verdictsAt(spot.after), step.before.verdictsAt(spot.before));
    for (const one of gone) {
      for (const now of came) {
        if (!isOfPlace(one, now, pair) || one.column !== now.column || isAppend(one) || isAppend(now)) continue;
        const found = constantOf(one.subject, now.subject);
        if (found) return found;
      }
    }
  }
  return undefined;
}

/** Whether two verdicts are what the place is named by: on the sides that have it, or on one of them where copies of it are what differs. */
function isOfPlace(was: VerdictFact, now: VerdictFact, { before, after, kinds }: Pair): boolean {
  const isBefore = before?.subject === undefined || before.subject === was.subject;
  const isAfter = after?.subject === undefined || after.subject === now.subject;
  if (!before || !after || !kinds.includes('copies')) return isBefore && isAfter;
  return before.subject === was.subject || after.subject === now.subject;
}

function constantOf(before: string, after: string): Constant | undefined {
  if (becomesLiteral(before, after)) return { from: before, to: after, known: 'after' };
  return becomesLiteral(after, before) ? { from: before, to: after, known: 'before' } : undefined;
}

const literal = /"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*'|(?<![\w.])(?:-?\d[\w.]*|true|false)(?!\w)/g;

/** Whether one expression is the other with literals in place of names: `make([]byte, n)` → `make([]byte, 64)`. */
function becomesLiteral(names: string, literals: string): boolean {
  if (names === '' || names === literals) return false;
  if (isLiteral(literals)) return !isLiteral(names);
  const parts = literals.split(literal);
  if (parts.length < 2) return false;
  const pattern = new RegExp(`^${parts.map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('(.+?)')}$`, 's');
  const match = pattern.exec(names);
  if (!match) return false;
  const values = literals.match(literal) ?? [];
  const replaced = match.slice(1).filter((name, at) => name !== values[at]);
  return replaced.length > 0 && replaced.every((name) => !isLiteral(name));
}

/** `16`, and `itemType(16)` of a constant that has a type. */
function isLiteral(text: string): boolean {
  const rest = text.replaceAll(literal, '').trim();
  return text !== '' && (rest === '' || /^[\w.]+\(\)$/.test(rest));
}

function isAppend({ kind }: VerdictFact): boolean {
  return kind.startsWith('append');
}

/** Expressions that stand more often in one list than in the other. */
function moreOften(all: readonly VerdictFact[], others: readonly VerdictFact[]): readonly VerdictFact[] {
  const counts = new Map<string, number>();
  const keyOf = ({ column, subject }: VerdictFact): string => `${column}\0${subject}`;
  for (const verdict of others) counts.set(keyOf(verdict), (counts.get(keyOf(verdict)) ?? 0) + verdict.count);
  return all.filter((verdict) => !verdict.kind.startsWith('leaking') && verdict.count > (counts.get(keyOf(verdict)) ?? 0));
}
