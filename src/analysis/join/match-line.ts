import type { CallFact, VerdictFact } from '../../model/facts.ts';
import type { Joined, What } from '../../model/report.ts';
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

export function openVerdict(verdict: VerdictFact): OpenVerdict {
  return { verdict, shape: shapeOf(verdict), left: verdict.count };
}

/**
 * Joins verdicts and calls of one line one to one: by the type that both name, then by the kind of call that the expression makes, in order
 * among equals. What is left in `left` of both stays without the other.
 */
export function matchLine(verdicts: readonly OpenVerdict[], calls: readonly OpenCall[]): Match[] {
  const pairs: { readonly verdict: OpenVerdict; readonly call: OpenCall; readonly score: number }[] = [];
  for (const verdict of verdicts) {
    for (const call of calls) {
      const score = call.left > 0 && verdict.left > 0 ? fit(verdict.shape, call) : 0;
      if (score > 0) pairs.push({ verdict, call, score });
    }
  }
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
  for (const { verdict, call, score } of pairs) {
    const count = Math.min(verdict.left, call.left);
    if (count === 0) continue;
    verdict.left -= count;
    call.left -= count;
    const joined = score >= typed ? 'type' : isAlone(verdict, score) && isAlone(call, score) ? 'kind' : 'order';
    matches.push({ verdict, call, count, joined });
  }
  return matches;
}

/** From this score on both name the same type. */
const typed = 100;

/** Whether the expression of a verdict could make this call. */
export function mayMake(shape: SubjectShape, call: OpenCall): boolean {
  return fit(shape, call) > 0;
}

/** 0 where they do not fit. */
function fit(shape: SubjectShape, { call, what }: OpenCall): number {
  const place = shape.whats.indexOf(what);
  if (place < 0) return 0;
  const base = 50 - 10 * place;
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
    return isSameType(shape.type, element) ? typed + base : isShaped(call.type) ? base - 5 : 0;
  }
  if (isSameType(shape.type, call.type)) return typed + base;
  // `Names{...}` of a named slice type makes an array of its elements; a generic type may be named by its shape.
  if (what === 'object' && shape.whats[0] === 'box' && elementOfArray(call.type) !== undefined) return base - 8;
  return isShaped(call.type) || isShaped(shape.type) ? base - 5 : 0;
}

/** The record of a method value `x.M` (cmd/compile/internal/typecheck, MethodValueType): the code pointer and the receiver `R`. */
function isMethodValue(type: string): boolean {
  return /^(?:noalg\.)?struct \{ F uintptr; R /.test(type);
}

function isShaped(type: string): boolean {
  return type.includes('go.shape.');
}
