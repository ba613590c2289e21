import type { Cause, CauseArgs, CauseCode } from '../../model/causes.ts';
import type { Position } from '../../model/facts.ts';
import { barePosition } from '../../model/position.ts';
import type { Span } from '../../model/span.ts';
import { isKnownCallee } from './classify-callee.ts';
import { classifyTarget } from './classify-target.ts';
import type { Decisive } from './decisive-step.ts';
import { calleeAsWritten } from './function-names.ts';
import type { AroundIndex } from './index-around.ts';
import { readAssignment, readCall } from './read-expression.ts';
import { textBefore, textFrom } from './source-text.ts';

export interface HeapContext {
  readonly index: AroundIndex;
  /** The declared function around. */
  readonly outermost: string | undefined;
  /** Whether a name is that of a variable in this function, in what is written at a position. */
  isLocal(name: string, at: Position): boolean;
}

/** Reasons that say it all, whatever the expression. */
const reasonCodes: Readonly<Record<string, CauseCode>> = {
  'too large for stack': 'too-large',
  'too aligned for stack': 'too-aligned',
  'non-constant size': 'size-unknown',
  'zero-sized element': 'size-unknown',
  send: 'sent',
  'map literal key': 'stored-in-map',
  'map literal value': 'stored-in-map',
  'key of map put': 'stored-in-map',
  'appendee slice': 'stored-in-slice',
  'appended slice...': 'stored-in-slice',
  'copied slice': 'stored-in-slice',
  'conversion to unsafe.Pointer': 'address-hidden',
  'reflect.Header.Data': 'address-hidden',
  '//go:uintptrescapes': 'passed-to-parameter',
};

const sliceBuiltins = new Set(['append', 'copy']);

/** The cause of what flows into `{heap}`. */
export function findHeapCause(decisive: Decisive, context: HeapContext): Cause {
  const { reason, isLast, before } = decisive;
  if (!reason) return { code: 'unknown', args: { subject: decisive.subject } };
  const code = reasonCodes[reason.reason];
  if (code) return settle(code, decisive, context);
  // Which method value binds it is not said.
  if (decisive.isCrossing) return { code: 'bound-by-method-value', args: { subject: decisive.subject } };
  if (reason.reason === 'call parameter') return findCallCause(decisive, context);
  if (!isLast) return findResultCause(decisive, context);
  if (reason.reason.startsWith('assign')) return findAssignCause(decisive, context);
  if (reason.reason === 'range' || reason.reason === 'range-deref') return settle('stored-through-pointer', decisive, context);
  if (before.length === 0 && reason.reason === 'spill') return findStartCause(decisive, context);
  return findResultCause(decisive, context);
}

/** A cause at the last reason. What happens in an inlined body names the callee that the user calls. */
function settle(code: CauseCode, { subject, reason }: Decisive, { index }: HeapContext, more: CauseArgs = {}): Cause {
  if (!reason) return { code, args: { subject, ...more } };
  const inlined = index.inlinedAt(reason.at);
  return {
    code,
    args: { subject, expression: reason.expression, ...(inlined === undefined ? {} : { callee: inlined }), ...more },
    ...spanOf(reason.at),
  };
}

/** `at` of a cause or step; nothing where the compiler gave no position. */
export function spanOf(at: Position): { at?: Span } {
  return at.line === 0 ? {} : { at: barePosition(at) };
}

function findCallCause(decisive: Decisive, context: HeapContext): Cause {
  const { index } = context;
  const call = readCall(decisive.reason?.expression ?? '');
  if (!call) return settle('passed-to-unknown-callee', decisive, context);
  if (call.callee === 'panic') return settle('passed-to-panic', decisive, context);
  if (sliceBuiltins.has(call.callee)) return settle('stored-in-slice', decisive, context, into(call.args[0]));
  const isKnown =
    // Only the parameters of a known callee flow into a crossing of several flows.
    !decisive.isLast ||
    isKnownCallee(call.callee, {
      isFunction: (name) => index.isFunction(name),
      isPackage: (name) => (context.isLocal(name, placeOf(decisive)) ? false : index.isPackage(name, placeOf(decisive))),
    });
  const inlined = decisive.reason && index.inlinedAt(decisive.reason.at);
  // To the user, the inlined callee is what the value is passed to: it is known, whatever it calls.
  if (inlined !== undefined) return settle('passed-to-parameter', decisive, context);
  return settle(isKnown ? 'passed-to-parameter' : 'passed-to-unknown-callee', decisive, context, called(call.callee));
}

function findAssignCause(decisive: Decisive, context: HeapContext): Cause {
  const statement = readAssignment(decisive.reason?.expression ?? '');
  if (!statement) return settle('unknown', decisive, context);
  // In `a.x, b.y = p, q` the value that flows is the one that the reason before names, or the flow's own source.
  const value = decisive.before.at(-1)?.expression ?? decisive.source;
  const position = Math.max(0, statement.values.indexOf(value));
  return storeInto(statement.targets[position] ?? statement.targets[0] ?? '', decisive, context);
}

function storeInto(target: string, decisive: Decisive, context: HeapContext): Cause {
  const { index } = context;
  const inlined = decisive.reason && index.inlinedAt(decisive.reason.at);
  // Names in an inlined body of another package have the package in front, its locals too.
  const foreign = inlined === undefined ? undefined : /^(?:\(\*)?([A-Za-z_\x80-\uffff][\w\x80-\uffff]*)\./.exec(inlined)?.[1];
  const own = foreign !== undefined && target.startsWith(`${foreign}.`) ? target.slice(foreign.length + 1) : target;
  const code = classifyTarget(
    own,
    (name) => !context.isLocal(name, placeOf(decisive)) && index.isPackage(name, placeOf(decisive)) === true,
  );
  return settle(code, decisive, context, into(target));
}

function called(callee: string): CauseArgs {
  const written = calleeAsWritten(callee);
  return written === undefined ? {} : { callee: written };
}

function placeOf({ reason, position }: Decisive): Position {
  return reason?.at ?? position;
}

function into(target: string | undefined): CauseArgs {
  return target === undefined || target === '' ? {} : { into: target };
}

/**
 * `s.x, err = f()`: the compiler gives no reason for the assignment of several results, so the source is asked; what is assigned to then
 * stands left of the call.
 */
function findResultCause(decisive: Decisive, context: HeapContext): Cause {
  const { reason } = decisive;
  const { lineAt } = context.index;
  // A function value that a `go` statement calls. Where it stands is not said.
  if (!decisive.isLast && /^[A-Za-z_\x80-\uffff]/.test(decisive.source)) {
    const { at: _, ...cause } = settle(startCode(undefined, context), decisive, context, { expression: decisive.source });
    return cause;
  }
  const before = reason && lineAt && textBefore(lineAt, reason.at);
  const assignment = before === undefined ? undefined : /^\s*(?:(?:if|for|switch|case)\s+)?(.*?)\s*:?=\s/.exec(`${before} `)?.[1];
  if (assignment === undefined || reason === undefined) return settle('unknown', decisive, context);
  const ordinal = Number(/^~r(\d+)$/.exec(decisive.source)?.[1] ?? 0);
  const targets = readAssignment(`${assignment} = _`)?.targets ?? [];
  return storeInto(targets[ordinal] ?? targets[0] ?? '', decisive, context);
}

/** A closure that goes to the heap with no more reason is that of a `go` statement, or of a `defer` that may run more than once. */
function findStartCause(decisive: Decisive, context: HeapContext): Cause {
  const { index } = context;
  const { reason } = decisive;
  if (!reason) return settle('unknown', decisive, context);
  const { lineAt } = index;
  const keyword =
    index.wrapperAt(reason.at) ??
    (lineAt &&
      (/^(go|defer)\b/.exec(textFrom(lineAt, reason.at) ?? '') ?? /\b(go|defer)\s*$/.exec(textBefore(lineAt, reason.at) ?? ''))?.[1]);
  return settle(startCode(keyword, context), decisive, context);
}

/** Without source the inliner's words decide: a function that it gave up for a `defer` holds one. */
function startCode(keyword: string | undefined, { index, outermost }: HeapContext): CauseCode {
  const isDefer = keyword === undefined ? outermost !== undefined && index.defersFirst(outermost) : keyword === 'defer';
  return isDefer ? 'deferred-in-loop' : 'go-statement';
}
