import type { Cause, CauseArgs, CauseCode, CauseStep } from '../model/causes.ts';
import { safeText } from './safe-text.ts';
import { rowOf } from './row-of.ts';

/** What a sentence may speak of besides the cause's own names. */
export interface CauseContext {
  /** The function in whose frame the value would have been. */
  readonly function: string;
  /** What the sentence speaks of; default `It`. */
  readonly subject?: string;
  /** The cause's line, where it is another than the allocation's. */
  readonly where?: string;
  /** How much its buffer on the stack holds; default 32 bytes. */
  readonly buffer?: string;
}
type CauseWords = { readonly [Code in CauseCode]: (args: CauseArgs, context: CauseContext) => string };

const words: CauseWords = {
  returned: (_, { function: name }) => `It is returned, so it must outlive the call of ${name}.`,
  'stored-in-global': ({ into }) => `It is stored in ${quoted(into, 'a package-level variable')}, which lives as long as the program.`,
  'stored-in-field': ({ into }) => `It is stored in ${quoted(into, 'a field')}, which may outlive the call.`,
  'stored-through-pointer': ({ into }) =>
    `It is stored through a pointer${into === undefined ? '' : `, in ${code(into)}`}: what that points to may be on the heap.`,
  'stored-in-element': ({ into }) => `It is stored in ${quoted(into, 'an element')}: elements may outlive the call.`,
  'stored-in-captured': ({ into }) =>
    `It is assigned to ${quoted(into, 'a variable')}, which a closure shares with the function around it.`,
  'stored-in-slice': ({ into }) => `It is stored in the slice ${quoted(into, '')}`.trimEnd() + ', whose array may be on the heap.',
  'stored-in-map': ({ into }) => `It is stored in the map ${quoted(into, '')}`.trimEnd() + ', whose entries are on the heap.',
  sent: ({ into, expression }) => {
    const channel = into ?? /^(.+?) <- /.exec(expression ?? '')?.[1];
    return `It is sent on ${channel === undefined ? 'a channel' : `the channel ${code(channel)}`}: the receiver may keep it after the sender has returned.`;
  },
  'captured-by-closure': () => 'It is captured by a closure that is on the heap itself.',
  'bound-by-method-value': ({ expression }) =>
    `It is the receiver in the method value ${quoted(expression, '')}`.trimEnd() + ', which is on the heap itself.',
  'go-statement': (_, { function: name }) => `It is handed to a goroutine, which may run on after ${name} has returned.`,
  'deferred-in-loop': (_, { function: name }) => `It is deferred in a loop: each round needs a record of its own until ${name} returns.`,
  'passed-to-parameter': ({ callee, parameter }) =>
    `It is passed to ${quoted(callee, 'a function')}, which lets ${parameter === undefined ? 'it' : `its parameter ${code(parameter)}`} escape.`,
  'passed-to-unknown-callee': ({ callee }) =>
    `It is passed to ${quoted(callee, 'a function')} through an interface or a function value: the compiler cannot see who is called and must assume that it is kept.`,
  'passed-to-panic': () => 'It is passed to panic, which may be recovered anywhere up the stack.',
  'outlives-iteration': ({ into }) => `It is made in an iteration and still held by ${quoted(into, 'a variable')} when that is over.`,
  'size-unknown': () => 'Its size is known only when the program runs, so no place can be kept for it in the frame.',
  'too-large': () => 'It is larger than what the compiler puts into a frame (64 KiB for make, new and &T{}).',
  'too-aligned': () => 'It needs a stricter alignment than a frame has.',
  'address-hidden': () => 'Its address is turned into a uintptr or an unsafe.Pointer, where the compiler cannot follow it.',
  'append-grows': () => '`append` makes a larger array and copies when the capacity is used up.',
  'map-grows': () => 'The map makes larger tables when it is full.',
  'channel-made': () => 'A channel is always made on the heap.',
  'map-made': () => 'The map is made on the heap with its tables.',
  'buffer-exceeded': (_, { buffer }) => `It stays in a buffer of ${buffer ?? '32 bytes'} on the stack only while it fits there.`,
  'string-made': () => 'A new string is made each time: no buffer on the stack is kept for it.',
  'goroutine-record': () => 'A goroutine needs a record and a stack; the runtime reuses those of finished ones.',
  'defer-record': () => 'A defer in a loop needs a record on the heap; the runtime reuses old ones.',
  'slice-leaves-frame': () => 'The slice was built in a buffer on the stack; returning it copies it to the heap.',
  unknown: () => 'The compiler gives no reason that is understood here.',
};

/** Why, as one or two sentences about the user's code. */
export function causeWords(cause: Cause, context: CauseContext): string {
  const { part } = cause.args;
  const sentence = causeSentence(cause, context);
  const own = part === undefined ? sentence : sentence.replace(/^It (is|was) /, `It is reachable from ${code(part)}, which $1 `);
  const named = context.subject === undefined ? own : own.replace(/^It /, `${context.subject} `);
  const placed = context.where === undefined ? named : `${named.replace(/\.$/, '')} (${context.where}).`;
  if (!cause.because) return placed;
  const holder = cause.code === 'bound-by-method-value' ? 'The method value' : 'The closure';
  return `${placed} ${causeSentence(cause.because, context).replace(/^It /, `${holder} `)}`;
}

function causeSentence(cause: CauseStep, context: CauseContext): string {
  const make = rowOf(words, cause.code);
  return make ? make(cause.args, context) : safeText(cause.code);
}

/** Longer expressions are cut: they stand in the excerpt. */
const longest = 60;

/** Foreign text as code: made safe, cut, in backquotes. */
export function code(text: string): string {
  // Instantiations share their code by shape; the user wrote the type.
  const safe = safeText(text.replaceAll('go.shape.', ''));
  const points = [...safe];
  return `\`${points.length > longest ? `${points.slice(0, longest - 1).join('')}…` : safe}\``;
}

function quoted(text: string | undefined, otherwise: string): string {
  return text === undefined ? otherwise : code(text);
}
