import type { CallFact, VerdictFact } from '../../model/facts.ts';
import type { Joined, What } from '../../model/site.ts';
import { elementOfArray, isSameType } from './same-type.ts';
import { shapeOf, type SubjectShape } from './subject-shape.ts';

/** A verdict of one line and how often it is still without a call. */
export interface OpenVerdict {
  readonly verdict: VerdictFact;
  readonly shape: SubjectShape;
  left: number;
}

/** A call on the same line and how often it is still without a verdict. */
export interface OpenCall {
  readonly call: CallFact;
  readonly what: What;
  left: number;
}

export interface Match {
  readonly verdict: OpenVerdict;
  readonly call: OpenCall;
  readonly count: number;
  readonly joined: Exclude<Joined, 'alone'>;
}

/** A verdict before any call is joined with it. */
export function openVerdict(verdict: VerdictFact): OpenVerdict {
  return { verdict, shape: shapeOf(verdict), left: verdict.count };
}

/**
 * Joins verdicts and calls of one line one to one: by the type that both name, then by the kind of call that the expression makes, in order
 * among equals. What is left in `left` of both stays without the other.
 */
export function matchLine(verdicts: readonly OpenVerdict[], calls: readonly OpenCall[]): Match[] {
  // Nearly all lines have one or the other.
  if (verdicts.length === 0 || calls.length === 0) return [];
  const pairs: { readonly verdict: OpenVerdict; readonly call: OpenCall; readonly score: number }[] = [];
  for (const verdict of verdicts) {
    for (const call of calls) {
      const score = call.left > 0 && verdict.left > 0 ? fit(verdict.shape, call) : 0;
      if (score > 0) pairs.push({ verdict, call, score });
    }
  }
  if (pairs.length === 0) return [];
  // A stable sort: among equals the order of the compiler's columns and of the calls stays.
  pairs.sort((a, b) => b.score - a.score);
  const rivals = new Map<OpenVerdict | OpenCall, Map<number, number>>();
  for (const { verdict, call, score } of pairs) {
    for (const side of [verdict, call]) {
      const scores = rivals.get(side) ?? new Map<number, number>();
      rivals.set(side, scores.set(score, (scores.get(score) ?? 0) + 1));
    }
  }
  const isAlone = (side: OpenVerdict | OpenCall, score: number): boolean => rivals.get(side)?.get(score) === 1;
  const matches: Match[] = [];
  const take = ({ verdict, call, score }: (typeof pairs)[number], most: number): void => {
    const count = Math.min(verdict.left, call.left, most);
    if (count <= 0) return;
    verdict.left -= count;
    call.left -= count;
    const joined = score >= typed ? 'type' : isAlone(verdict, score) && isAlone(call, score) ? 'kind' : 'order';
    matches.push({ verdict, call, count, joined });
  };
  const shares = countShares(pairs);
  for (const pair of pairs) take(pair, shares.take(pair));
  for (const pair of pairs) take(pair, Infinity);
  return matches;
}

/**
 * An expression that is made and then boxed has two equal verdicts, one for each kind of call (`any([]byte(s))`): neither kind may take both
 * while the other one is there.
 */
function countShares(pairs: readonly { readonly verdict: OpenVerdict; readonly call: OpenCall }[]): {
  take(pair: { readonly verdict: OpenVerdict; readonly call: OpenCall }): number;
} {
  const kinds = new Map<OpenVerdict, Map<What, number>>();
  for (const { verdict, call } of pairs) {
    const of = kinds.get(verdict) ?? new Map<What, number>();
    kinds.set(verdict, of.set(call.what, 0));
  }
  return {
    take({ verdict, call }) {
      const of = kinds.get(verdict);
      if (!of) return 0;
      const share = Math.ceil(verdict.verdict.count / of.size) - (of.get(call.what) ?? 0);
      const count = Math.max(0, Math.min(share, verdict.left, call.left));
      of.set(call.what, (of.get(call.what) ?? 0) + count);
      return count;
    },
  };
}

/** From this score on both name the same type. */
const typed = 100;

/** Whether a verdict means a call of another line: both name the same type, or the expression is one that only such a call makes. */
export function isMeant(shape: SubjectShape, call: OpenCall): boolean {
  const score = fit(shape, call);
  if (score >= typed) return true;
  if (shape.isSum === true) return score > 0 && call.what === 'string';
  // `Names{...}` of a named slice type.
  return score > 0 && shape.form === 'made' && shape.whats[0] === 'box' && call.what === 'object';
}

/** Whether the expression of a verdict could make this call. */
export function mayMake(shape: SubjectShape, call: OpenCall): boolean {
  return fit(shape, call) > 0;
}

/** 0 where they do not fit. */
function fit(shape: SubjectShape, { call, what }: OpenCall): number {
  const place = shape.whats.indexOf(what);
  if (place < 0) return 0;
  // `T(1)` is almost always a constant: it takes only what nothing else on the line wants.
  if (shape.form === 'constant-conversion') return shape.boxedBy === undefined ? 1 : 0;
  const base = 50 - 10 * place;
  if (what === 'box' && call.type === undefined) {
    // Whose text tells how it is boxed comes before the others.
    if (!shape.boxedBy) return Math.max(1, base - 25);
    return shape.boxedBy.includes(call.allocator) ? base : 0;
  }
  if (what === 'string' && (shape.isSum === true) !== call.allocator.startsWith('runtime.concat')) return 0;
  // `s += a + b` is one concatenation, without a buffer; the text speaks of its second half alone.
  if (what === 'string' && joinsMore(call.allocator, shape.operands)) return 0;
  if (what === 'closure') return (shape.form === 'method-value') === isMethodValue(call.type ?? '') ? base : 0;
  // Without a type: merged variables, `make` with `copy`, dictionaries of generic code. `newobject` of a known other type fits nothing else.
  if (call.type === undefined) return base - 5;
  if (shape.type === undefined) {
    if (shape.typeIs === 'element') return elementOfArray(call.type) === undefined ? base - 8 : base + 5;
    return base;
  }
  if (shape.typeIs === 'element') {
    const element = what === 'slice' ? call.type : elementOfArray(call.type);
    if (element === undefined) return 0;
    return isSameType(shape.type, element) ? typed + base : isShaped(call.type) || isShaped(shape.type) ? base - 5 : 0;
  }
  if (isSameType(shape.type, call.type)) return typed + base;
  // `Names{...}` of a named slice type makes an array of its elements; a generic type may be named by its shape.
  if (what === 'object' && shape.whats[0] === 'box' && elementOfArray(call.type) !== undefined) return base - 8;
  return isShaped(call.type) || isShaped(shape.type) ? base - 5 : 0;
}

function joinsMore(allocator: string, operands: number | undefined): boolean {
  const found = /concatstring(s|\d)$/.exec(allocator)?.[1];
  return found !== undefined && operands !== undefined && (found === 's' ? operands < 6 : Number(found) > operands);
}

/** The record of a method value `x.M` (cmd/compile/internal/typecheck, MethodValueType): the code pointer and the receiver `R`. */
function isMethodValue(type: string): boolean {
  return /^(?:noalg\.)?struct \{ F uintptr; R /.test(type);
}

function isShaped(type: string): boolean {
  return type.includes('go.shape.');
}
