import type { WorseHow } from '../../../model/change.ts';
import type { When } from '../../../model/facts.ts';
import type { FindingCode, FindingCodes } from '../../../model/finding.ts';
import { count } from '../../numbers.ts';
import type { Message, Messages } from '../message.ts';
import { policyFindings } from './policy-findings.ts';

const worse: Readonly<Record<WorseHow, string>> = {
  allocates: 'allocates now and did not before',
  larger: 'takes a larger block',
  'in-loop': 'stands in a loop now',
  unconditional: 'allocates always now',
  'not-inlined': 'stayed on the stack where its function was inlined, and there it is called now',
};

const findings: Messages<FindingCodes> = {
  'new-allocation': ({ type, subject, what }) => ({ what: `new allocation: ${subject ?? type ?? what}` }),
  'worse-allocation': ({ type, subject, what, how }) => ({
    what: `${subject ?? type ?? what} ${how.map((one) => worse[one] ?? one).join(', ')}`,
  }),
  ...policyFindings,
  'noalloc-violated': ({ function: name, allocator, when, through, in: copy }) => ({
    what: `${name} must not allocate: ${copy === undefined ? 'it' : `its copy in ${copy}`} ${ways[through]?.(allocator) ?? allocator}${whenWords(when)}`,
    next: 'to accept it: `//stackward:allow REASON` above a line of this way',
  }),
  'noalloc-unknown': ({ function: name, calls }) => ({
    what: `${name} must not allocate: nothing that is known does, but ${count(calls.length, 'call')} ${calls.length === 1 ? 'leads' : 'lead'} to where the object code does not say: ${named(calls)}`,
    next: `if what is behind them does not allocate: \`//stackward:noalloc assume=${[...new Set(calls.map((call) => call.name))].join(',')}\``,
  }),
  'pin-unproven': ({ pin, function: name, why }) => unproven[why]?.(pin, name) ?? { what: `${pin} of ${name}: ${why}` },
  'pin-unsupported': ({ pin, function: name, goarch }) => ({
    what: `${pin} of ${name} cannot be proven on ${goarch}: its object code leaves no mark for calls of function values`,
    next: 'check it for another architecture: --goarch=amd64',
  }),
  'noescape-violated': ({ function: name, name: variable, how, subject }) => ({
    what: `${variable} of ${name} must not escape: ${escapes[how]?.(subject) ?? how}`,
    next: 'ask for the reason: stackward explain with this position',
  }),
  'noescape-unknown-name': ({ function: name, name: variable, near }) => ({
    what: `${name} has no parameter or variable ${variable}`,
    ...(near === undefined ? {} : { next: `did you mean ${near}?` }),
  }),
  'inline-violated': ({ function: name, reason, cost, budget }) => ({
    what: `${name} must be inlinable: ${cost === undefined || budget === undefined ? reason : `its cost is ${cost}, the budget ${budget}`}`,
  }),
  'line-escapes': ({ subject }) => ({ what: `nothing on this line must escape: ${subject === '' ? 'something does' : `${subject} does`}` }),
  'call-not-inlined': ({ callee }) => ({
    what: `the call must be inlined: ${callee === '' ? 'none on this line is' : `${callee} is not`}`,
  }),
  'bounds-not-checked': () => ({ what: 'bounds checks are not looked at: this pin is not judged', next: 'leave it to gcassert' }),
  'assume-unused': ({ function: name, name: assumed }) => ({
    what: `assume=${assumed} of ${name} accepts nothing: no unknown call has this name`,
  }),
  'allow-unused': ({ reason }) => ({ what: `nothing here allocates that this accepts: ${reason}`, next: 'remove the comment' }),
  'directive-unknown': ({ directive, near }) => ({
    what: `${directive} is no directive`,
    next: near === undefined ? 'there are noalloc, noescape, inline and allow' : `did you mean ${near}?`,
  }),
  'directive-spaced': ({ directive }) => ({
    what: 'a directive has no space before its name: this one is not read',
    next: `write ${directive}`,
  }),
  'directive-arguments': ({ directive, wants, argument, near }) => ({
    what: `${directive} ${argument === undefined ? '' : `does not take ${argument}: it `}${wantWords[wants] ?? wants}`,
    ...(near === undefined ? {} : { next: `did you mean ${near}?` }),
  }),
  'directive-misplaced': ({ directive, wants }) =>
    wants === 'function'
      ? {
          what: `${directive} stands at no function declaration`,
          next: 'write it in the comment right above `func`; a method of an interface has no code: pin those that implement it',
        }
      : { what: `${directive} stands at no line of code`, next: 'write it right above the line, or at its end' },
};

const ways: Readonly<Record<string, ((allocator: string) => string) | undefined>> = {
  calls: (allocator) => `leads to ${allocator}`,
  'function-value': (allocator) => `makes a function value, which may be called and leads to ${allocator}`,
  'slow-path': (allocator) => `leads to ${allocator}, where the runtime may allocate for itself`,
};

/** Those that hold of each call: whether a buffer or a small value saves others is not known on the way there. */
const conditions: Readonly<Partial<Record<When, string>>> = {
  grows: 'where there is no room left',
  'leaves-frame': 'where the slice lies in the frame',
  'pool-empty': 'where the pool of records is empty',
};

function whenWords(when: readonly When[]): string {
  const words = when.flatMap((one) => conditions[one] ?? []);
  return words.length === 0 ? '' : `, which allocates ${words.join(' and ')}`;
}

const escapes: Readonly<Record<string, ((subject?: string) => string) | undefined>> = {
  leaks: () => 'it leaks to the heap',
  content: () => 'what it points to leaks to the heap',
  moved: () => 'it is moved to the heap',
  escapes: (subject) => `${subject === undefined ? 'what is assigned here' : subject} escapes to the heap`,
};

const unproven: Readonly<Record<string, ((pin: string, name: string) => Message) | undefined>> = {
  'no-body': (pin, name) => ({ what: `${pin} of ${name} is not proven: its body is not Go`, next: 'pin the functions that call it' }),
  'no-instance': (pin, name) => ({
    what: `${pin} of ${name} is not proven: none of the named packages holds compiled code of it`,
    next: 'a generic function is compiled where it is used: name a package that does',
  }),
  'not-compiled': (pin, name) => ({ what: `${pin} of ${name} is not proven: the compiler says nothing of it` }),
};

const wantWords: Readonly<Record<string, string>> = {
  options: 'takes assume=NAME,NAME and strict',
  names: 'takes the names of parameters or variables, *NAME for what they point to as well',
  nothing: 'takes nothing',
  reason: 'wants a reason',
};

/** Names in a sentence; those that are more are counted. */
function named(calls: readonly { readonly name: string }[]): string {
  const names = [...new Set(calls.map(({ name }) => name))];
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
}

/** What a finding says; for a code of a later version the code itself. */
export function findingMessage(code: FindingCode, args: object): Message {
  const row = (findings as Readonly<Record<string, ((args: never) => Message) | undefined>>)[code];
  return row ? row(args as never) : { what: code };
}
