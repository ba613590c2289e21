import type { CostlyCall } from '../model/cost.ts';
import type { CalleeAnswer, FunctionFacts } from '../model/explanation.ts';
import { calleeWords } from '../view/callee-words.ts';
import { code } from '../view/cause-words.ts';
import { costlyCallWords } from '../view/cost-words.ts';
import { stepWords } from '../view/chain-words.ts';
import { explainWords as words } from '../view/explain-answers.ts';
import { parameterWords } from '../view/parameter-words.ts';
import { safeText } from '../view/safe-text.ts';
import { block, listSpans, type Pen } from './explain-pen.ts';

/** Positions that are listed before they are only counted. */
const listed = 4;
const callsListed = 8;

/** What a function takes, leaks, and where it is inlined. */
export function* factLines(facts: FunctionFacts, pen: Pen): Iterable<string> {
  const leaks = facts.parameters.filter((parameter) => parameter.to !== 'stays');
  const stays = facts.parameters.filter((parameter) => parameter.to === 'stays' && parameter.name !== '_');
  yield `${safeText(facts.name)}:`;
  for (const leak of leaks) {
    yield* block('  ', '      ', parameterWords(leak), pen);
    const last = leak.chain && leak.chain.steps.length > 1 ? leak.chain.steps.at(-1) : undefined;
    if (last?.at) yield* block('      ', '      ', `${pen.show({ file: last.at.file, line: last.at.line })}  ${stepWords(last)}`, pen);
  }
  if (stays.length > 0) yield* block('  ', '      ', words.doNotLeak(stays.map((parameter) => code(parameter.name))), pen);
  const { inlining, inlinedAt } = facts;
  if (!inlining) return;
  const where = inlinedAt.length === 0 ? undefined : listSpans(inlinedAt, listed, pen, words.morePlaces);
  yield* block(
    '  ',
    '      ',
    inlining.can ? words.canInline(inlining.cost, where) : words.cannotInline(safeText(inlining.reason ?? '')),
    pen,
  );
}

/** Calls that allocate elsewhere, or may. */
export function* calleeLines(callees: readonly CalleeAnswer[] | undefined, withLine: boolean, pen: Pen): Iterable<string> {
  if (!callees) return;
  yield words.calledOutside;
  for (const callee of callees.slice(0, callsListed))
    yield* block(`  ${withLine ? `${words.line(callee.line)}  ` : ''}`, '      ', calleeWords(callee), pen);
  if (callees.length > callsListed) yield `  ${words.moreCalls(callees.length - callsListed)}`;
  yield '';
}

/** What a profile found below calls of functions outside the module. */
export function* costlyCallLines(calls: readonly CostlyCall[] | undefined, withLine: boolean, pen: Pen): Iterable<string> {
  const measurement = pen.measurements.find(({ kind }) => kind === 'profile');
  if (!calls || calls.length === 0 || measurement?.kind !== 'profile') return;
  yield words.measuredOutside;
  for (const call of calls.slice(0, callsListed))
    yield* block(`  ${withLine ? `${words.line(call.line)}  ` : ''}`, '      ', costlyCallWords(call, measurement), pen);
  if (calls.length > callsListed) yield `  ${words.moreCalls(calls.length - callsListed)}`;
  yield '';
}
