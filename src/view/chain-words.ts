import type { Chain, ChainEnd, ChainStep, StepCode } from '../model/chains.ts';
import { code } from './cause-words.ts';
import { safeText } from './safe-text.ts';

const steps: { readonly [Code in StepCode]: (step: ChainStep) => string } = {
  allocated: ({ subject, expression }) => `${named(subject ?? expression, 'the value')} is made`,
  'address-taken': ({ subject, expression }) => `the address of ${named(subject ?? expression, 'it')} is taken`,
  assigned: ({ into, expression }) =>
    into === undefined ? `it is assigned: ${named(expression, '')}`.replace(/: $/, '') : `it is assigned to ${code(into)}`,
  'element-of': ({ into, expression }) => `it becomes a part of ${named(into ?? expression, 'a larger value')}`,
  boxed: ({ subject }) => `${named(subject, 'it')} is put into an interface`,
  captured: ({ into, subject }) => `${named(subject, 'it')} is captured by ${named(into, 'a closure')}`,
  passed: ({ callee, parameter, expression }) =>
    `it is passed to ${named(callee ?? expression, 'a function')}${parameter === undefined ? '' : ` as ${code(parameter)}`}`,
  received: ({ callee, parameter, function: name }) =>
    `${safeText(callee ?? name)} receives it as ${named(parameter ?? undefined, 'a parameter')}`,
  returned: ({ function: name }) => `it is returned from ${safeText(name)}`,
  sent: ({ into }) => `it is sent on ${named(into, 'a channel')}`,
  stored: ({ into }) => `it is stored in ${named(into, 'memory that outlives the call')}`,
  deferred: () => 'it is deferred',
  started: () => 'a goroutine is started with it',
  'ranged-over': ({ subject, expression }) => `a loop ranges over ${named(subject ?? expression, 'it')}`,
  size: () => 'its size puts it on the heap',
};

const ends: { readonly [End in ChainEnd]: string } = {
  heap: 'from there on it is reachable from the heap, a global or another goroutine',
  caller: 'what the caller does with it is not followed: the call alone decides',
  'unknown-callee': 'who is called is not known when compiling, so it counts as kept',
  outlives: 'a variable outside of the loop or of the function literal holds it',
  size: 'it never leaves the function',
  'not-followed': 'the callee is in a package that was not compiled here: name it with --deps',
  cycle: 'from there on it goes round in a circle',
  truncated: 'the compiler stopped explaining here',
};

/** One step as half a sentence: `it is returned from New`. Unknown codes are shown raw. */
export function stepWords(step: ChainStep): string {
  const make = steps[step.code] as ((step: ChainStep) => string) | undefined;
  return make ? make(step) : safeText(step.code);
}

/** How a chain ends; undefined where its last step has said it. */
export function endWords(chain: Chain): string | undefined {
  const last = chain.steps.at(-1)?.code;
  if (chain.end === 'heap' && (last === 'stored' || last === 'sent' || last === 'started')) return undefined;
  if (chain.end === 'size' && last === 'size') return undefined;
  if (chain.end === 'caller' && last === 'returned') return undefined;
  return (ends[chain.end] as string | undefined) ?? safeText(chain.end);
}

function named(text: string | undefined, otherwise: string): string {
  return text === undefined ? otherwise : code(text);
}
