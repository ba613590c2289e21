import type { Chain, ChainEnd, ChainStep, StepCode } from '../model/chains.ts';
import type { What } from '../model/site.ts';
import { code } from './cause-words.ts';
import { safeText } from './safe-text.ts';
import { rowOf } from './row-of.ts';

const steps: { readonly [Code in StepCode]: (step: ChainStep) => string } = {
  allocated: ({ subject, expression }) => `${named(subject ?? expression, 'the value')} is made`,
  'address-taken': ({ subject, expression }) => `the address of ${named((expression ?? subject)?.replace(/^&/, ''), 'it')} is taken`,
  assigned: ({ into, expression }) =>
    `it is assigned${into === undefined ? (expression === undefined ? '' : `: ${code(expression)}`) : ` to ${code(into)}`}`,
  'element-of': ({ into, expression }) => `it becomes a part of ${part(into ?? expression)}`,
  boxed: () => 'it is put into an interface',
  'appended-to': ({ expression }) => `more is appended to it${expression === undefined ? '' : ` with ${code(expression)}`}`,
  captured: ({ into }) => `it is captured by ${into === undefined || into === 'func literal' ? 'a closure' : code(into)}`,
  passed: ({ callee, parameter, expression }) =>
    `it is passed to ${named(callee ?? expression, 'a function')}${parameter === undefined ? '' : ` as ${code(parameter)}`}`,
  received: ({ callee, parameter, function: name }) =>
    `${code(callee ?? plain(name))} receives it${parameter === undefined ? '' : ` as ${code(parameter)}`}`,
  returned: ({ function: name }) => `it is returned from ${code(plain(name))}`,
  sent: ({ into, expression }) => `it is sent on ${named(into ?? /^(.+?) <- /.exec(expression ?? '')?.[1], 'a channel')}`,
  stored: ({ into, expression }) =>
    `it is stored${into === undefined ? (expression === undefined ? '' : ` with ${code(expression)}`) : ` in ${code(into)}`}`,
  deferred: () => 'it is deferred',
  started: () => 'a goroutine is started with it',
  'ranged-over': ({ subject, expression }) => `a loop ranges over ${named(subject ?? expression, 'it')}`,
  size: () => 'its size puts it on the heap',
};

/** The compiler's words for what is not written. */
function part(text: string | undefined): string {
  if (text === '... argument') return 'the variadic arguments';
  return named(text, 'a larger value');
}

const ends: { readonly [End in ChainEnd]: string } = {
  heap: 'from there on it is reachable from the heap, a global or another goroutine',
  caller: 'what the caller does with it is not followed: the call alone decides',
  'unknown-callee': 'who is called is not known when compiling, so it counts as kept',
  outlives: 'a variable outside of the loop or of the function literal holds it',
  size: 'it never leaves the function',
  'not-followed': 'what happens there is not followed',
  cycle: 'from there on it goes round in a circle',
  truncated: 'the compiler stopped explaining here',
};

/** One step as half a sentence: `it is returned from New`. Unknown codes are shown raw. `what` is what the chain's first step allocates. */
export function stepWords(step: ChainStep, what?: What): string {
  if (step.code === 'allocated') {
    if (what === 'growth') return `${named(step.subject, 'append')} makes an array`;
    if (what === 'box') return `a copy of ${named(step.subject, 'the value')} is made`;
    if (what === 'object' && /^[\p{L}_][\p{L}\p{N}_]*$/u.test(step.subject ?? '')) return `${code(step.subject ?? '')} is declared`;
  }
  const make = rowOf(steps, step.code);
  return make ? make(step) : safeText(step.code);
}

/** The parameter of the callee that a chain goes into and the cause speaks of: the cause alone does not know it. */
export function parameterOf({ steps: all }: Chain, callee: string | undefined): string | undefined {
  const index = all.findIndex((step) => step.code === 'passed' && step.callee === callee);
  const next = all[index + 1];
  return index < 0 ? undefined : (all[index]?.parameter ?? (next?.code === 'received' ? next.parameter : undefined));
}

/** How a chain ends; undefined where its last step has said it. */
export function endWords(chain: Chain): string | undefined {
  const last = chain.steps.at(-1)?.code;
  if (chain.end === 'heap' && (last === 'stored' || last === 'sent' || last === 'started')) return undefined;
  if (chain.end === 'size' && last === 'size') return undefined;
  if (chain.end === 'caller' && last === 'returned') return undefined;
  const further = furtherWords(chain);
  if (further !== undefined) return `${ends['not-followed']}; ${further}`;
  return rowOf(ends, chain.end) ?? safeText(chain.end);
}

/** What would bring the text of the callee that a chain ends at; undefined where it does not end so. */
export function furtherWords({ unread }: Chain): string | undefined {
  return unread === undefined ? undefined : `${code(`--deps ${unread}`)} follows it there`;
}

/** Without type arguments, which for a generic function are the compiler's shapes. */
function plain(name: string): string {
  return name.replace(/\[.*\]/s, '');
}

function named(text: string | undefined, otherwise: string): string {
  return text === undefined ? otherwise : code(text);
}
