import type { Reason } from '../../model/build-comparison.ts';
import type { CauseStep } from '../../model/causes.ts';
import type { Site } from '../../model/site.ts';
import { bareCallee } from './callee-names.ts';
import { isEdited, other, spotOf, type Pair, type When } from './reason-pair.ts';

/**
 * A parameter that takes the value out of the frame in one build only. Of a function of the module the compiler says so of the parameter itself. Of others it says
 * only, at the call, that the value goes there: then the call must stand in both builds, inlined in neither, and no longer be what puts the value on the heap.
 */
export function leakReasons(pair: Pair): Reason[] {
  for (const side of ['before', 'after'] as const) {
    const cause = leakingStep(pair, side);
    if (!cause) continue;
    const { parameter } = cause.args;
    const callee = receiverOf(cause);
    const bare = bareCallee(callee);
    const changed = ofOwn(pair, side, bare);
    if (changed !== undefined) return changed === '' ? [] : [{ code: 'parameter', callee, parameter: changed, leaks: side }];
    if (!isSameCall(pair, side, cause, bare)) continue;
    return [{ code: 'parameter', callee, ...(parameter === undefined ? {} : { parameter }), leaks: side }];
  }
  return [];
}

/** The step that hands the value over, where the other build names no such step. */
function leakingStep(pair: Pair, side: When): CauseStep | undefined {
  const cause = pair[side]?.cause;
  const step = cause?.code === 'passed-to-parameter' ? cause : cause?.because?.code === 'passed-to-parameter' ? cause.because : undefined;
  return step?.args.callee !== undefined && isKnownThere(pair, side, receiverOf(step)) ? step : undefined;
}

/**
 * Whether the other build tells of the value, and not that the call takes it to the heap: it has another cause, or a line of the compiler that it stays, or it is a variable
 * of which nothing is said where `moved to heap` would stand.
 */
function isKnownThere(pair: Pair, side: When, receiver: string): boolean {
  const [here, there] = [pair[side], pair[other[side]]];
  if (here?.subject === undefined || here.what === 'growth') return false;
  if (there?.subject === here.subject && hasHeapVerdict(there))
    return there.cause.code !== 'unknown' && !(there.cause.code === 'passed-to-parameter' && receiverOf(there.cause) === receiver);
  const verdicts = pair.spots.flatMap((spot) => (spot[other[side]] ? pair.step[other[side]].verdictsAt(spot[other[side]] ?? here.at) : []));
  const said = verdicts.find(
    ({ subject, column }) => subject === here.subject && (here.at.column === undefined || column === here.at.column),
  );
  return said
    ? said.kind === 'does-not-escape'
    : !there && here.places.every(({ verdicts: own }) => own.every(({ kind }) => kind === 'moved-to-heap'));
}

function hasHeapVerdict({ places }: Site): boolean {
  return places.some(({ verdicts }) => verdicts.some(({ kind }) => kind === 'escapes-to-heap' || kind === 'moved-to-heap'));
}

/** The function that the value is handed to: that of the call itself, which may stand in the text of one that is inlined. */
function receiverOf({ args: { callee = '', expression = '' } }: CauseStep): string {
  return /^(\(\*?[\w.]+\)\.\w+|[\w.]+)\(/.exec(expression)?.[1] ?? callee;
}

/** The parameter of a function of the module that leaks on one side only; '' where all are the same, undefined where its text is not there. */
function ofOwn({ step }: Pair, side: When, callee: string): string | undefined {
  const [here, there] = [step[side].leaks(callee), step[other[side]].leaks(callee)];
  if (step[side].decisions(callee).length === 0 || step[other[side]].decisions(callee).length === 0) return undefined;
  const isThere = new Set(there.map(({ kind, subject }) => `${kind}\0${subject}`));
  return here.find(({ kind, subject }) => kind !== 'leaking-param-to-result' && !isThere.has(`${kind}\0${subject}`))?.subject ?? '';
}

function isSameCall({ step }: Pair, side: When, { at }: CauseStep, callee: string): boolean {
  if (!at) return false;
  const spot = spotOf(side, at, step);
  const { before, after } = spot;
  if (!before || !after || isEdited(spot, step.map) !== false) return false;
  return !step.before.inlinedAt(before).has(callee) && !step.after.inlinedAt(after).has(callee);
}
