import type { Reason } from '../../model/build-comparison.ts';
import type { CauseStep } from '../../model/causes.ts';
import type { VerdictFact } from '../../model/facts.ts';
import { bareCallee } from './callee-names.ts';
import { isEdited, isOfCause, other, spotOf, type Pair, type When } from './reason-pair.ts';

/**
 * A parameter that takes the value out of the frame in one build only. Of a function of the module the compiler says so of the parameter itself. Of others it says
 * only, at the call, that the value goes there: then the call must stand in both builds, inlined in neither, and the value stay in the other.
 */
export function leakReasons(pair: Pair): Reason[] {
  if (!isOfCause(pair)) return [];
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
  return step?.args.callee !== undefined && staysThere(pair, side) ? step : undefined;
}

/**
 * Whether the other build says that the value stays: a line of the compiler, or nothing where `moved to heap` of a variable would stand. That it names another cause
 * proves nothing, for it names the first that it comes upon.
 */
function staysThere(pair: Pair, side: When): boolean {
  const [here, there] = [pair[side], pair[other[side]]];
  if (!here) return false;
  const subject = here.what === 'growth' ? '' : here.subject;
  const said = pair.spots
    .flatMap((spot) => (spot[other[side]] ? pair.step[other[side]].verdictsAt(spot[other[side]] ?? here.at) : []))
    .filter((one) => (here.at.column === undefined || one.column === here.at.column) && one.subject === subject);
  if (said.some(({ kind }) => kind === 'does-not-escape' || kind === 'append-does-not-escape')) return true;
  return said.length === 0 && !there && here.places.every(({ verdicts }) => verdicts.every(({ kind }) => kind === 'moved-to-heap'));
}

/** The function that the value is handed to: that of the call itself, which may stand in the text of one that is inlined. */
function receiverOf({ args: { callee = '', expression = '' } }: CauseStep): string {
  return /^(\(\*?[\w.]+\)\.\w+|[\w.]+)\(/.exec(expression)?.[1] ?? callee;
}

/** The parameter of a function of the module that leaks on one side only; '' where all are the same, undefined where its text is not there. */
function ofOwn({ step }: Pair, side: When, callee: string): string | undefined {
  const [here, there] = [step[side].parameters(callee), step[other[side]].parameters(callee)];
  if (!here || !there) return undefined;
  const leaking = new Set(there.flatMap(({ kind, subject }) => (kind === 'does-not-escape' ? [] : [`${kind}\0${subject}`])));
  return here.find(({ kind, subject }) => isLeak(kind) && !leaking.has(`${kind}\0${subject}`))?.subject ?? '';
}

function isLeak(kind: VerdictFact['kind']): boolean {
  return kind === 'leaking-param' || kind === 'leaking-param-content';
}

function isSameCall({ step }: Pair, side: When, { at }: CauseStep, callee: string): boolean {
  if (!at) return false;
  const spot = spotOf(side, at, step);
  const { before, after } = spot;
  if (!before || !after || isEdited(spot, step.map) !== false) return false;
  return !step.before.inlinedAt(before).has(callee) && !step.after.inlinedAt(after).has(callee);
}
