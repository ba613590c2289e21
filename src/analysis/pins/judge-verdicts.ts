import { nearOf } from '../../base/nearest.ts';
import type { InlineFact, InlinedCallFact, VerdictFact } from '../../model/facts.ts';
import type { PinResult, WrittenFunction } from '../../model/pin.ts';
import type { Span } from '../../model/span.ts';
import type { Fault } from './read-request.ts';

/** What the compiler said in one file, of all variants. */
export interface FileVerdicts {
  readonly verdicts: readonly VerdictFact[];
  readonly inlining: readonly InlineFact[];
  readonly inlinedCalls: readonly InlinedCallFact[];
}

/** A name that a function declares, and where values are assigned to it. */
export interface Variable {
  readonly name: string;
  readonly assigned: readonly { readonly line: number; readonly from: number; readonly to: number }[];
}

/** A judgement with what there is to object to, and where that stands. */
export interface Judged {
  readonly result: PinResult;
  readonly objections: readonly { readonly fault: Fault; readonly at?: Span }[];
}

/** `noescape`: the compiler says of no name that it leaks or was moved, nor of a value assigned to it. `*x` means what x points to as well. */
export function judgeNoescape(
  pinned: WrittenFunction,
  names: readonly string[],
  variables: readonly Variable[],
  { verdicts, inlining }: FileVerdicts,
): Judged {
  if (!pinned.hasBody) return unproven('noescape', pinned.name, 'no-body');
  if (!inlining.some((fact) => isOf(fact, pinned))) return unproven('noescape', pinned.name, 'not-compiled');
  const inside = verdicts.filter(({ line }) => line >= pinned.line && line <= pinned.endLine);
  const objections = names.flatMap((written): Judged['objections'] => {
    const name = written.replace('*', '');
    const variable = variables.find((one) => one.name === name);
    if (!variable) {
      const near = nearOf(
        name,
        variables.map((one) => one.name),
      );
      return [{ fault: { code: 'noescape-unknown-name', args: { function: pinned.name, name, ...near } } }];
    }
    for (const verdict of inside) {
      const how = howEscapes(verdict, variable, written.startsWith('*'));
      if (how === undefined) continue;
      const subject = how === 'escapes' && verdict.subject !== '' ? { subject: verdict.subject } : {};
      const { file, line, column } = verdict;
      return [
        {
          fault: { code: 'noescape-violated', args: { function: pinned.name, name: written, how, ...subject } },
          at: { file, line, ...(column === undefined ? {} : { column }) },
        },
      ];
    }
    return [];
  });
  return { result: objections.length === 0 ? 'proven' : 'violated', objections };
}

function howEscapes({ kind, subject, line, column = 0 }: VerdictFact, { name, assigned }: Variable, isDeep: boolean) {
  if (kind === 'moved-to-heap' && subject === name) return 'moved';
  if (kind === 'leaking-param' && subject === name) return 'leaks';
  if (isDeep && kind === 'leaking-param-content' && subject === name) return 'content';
  const isAssigned = assigned.some((one) => one.line === line && column >= one.from && column <= one.to);
  return isAssigned && (kind === 'escapes-to-heap' || kind === 'append-escapes') ? 'escapes' : undefined;
}

/** `inline`: the compiler can inline it; of a generic function each instantiation. */
export function judgeInline(pinned: WrittenFunction, { inlining }: FileVerdicts): Judged {
  if (!pinned.hasBody) return unproven('inline', pinned.name, 'no-body');
  const facts = inlining.filter((fact) => isOf(fact, pinned));
  if (facts.length === 0) return unproven('inline', pinned.name, 'not-compiled');
  const not = facts.find(({ can }) => !can);
  if (!not) return { result: 'proven', objections: [] };
  const { reason = '', cost, budget } = not;
  const numbers = { ...(cost === undefined ? {} : { cost }), ...(budget === undefined ? {} : { budget }) };
  return {
    result: 'violated',
    objections: [{ fault: { code: 'inline-violated', args: { function: pinned.name, reason, ...numbers } } }],
  };
}

/** gcassert's `noescape`: nothing on the line is put on the heap, and no parameter declared there leaks. */
export function judgeLine(line: number, { verdicts }: FileVerdicts): Judged {
  const found = verdicts.find(
    (one) => one.line === line && (one.kind === 'escapes-to-heap' || one.kind === 'moved-to-heap' || one.kind === 'leaking-param'),
  );
  if (!found) return { result: 'proven', objections: [] };
  return { result: 'violated', objections: [{ fault: { code: 'line-escapes', args: { subject: found.subject } } }] };
}

export function unproven(pin: 'noalloc' | 'noescape' | 'inline', name: string, why: 'no-body' | 'no-instance' | 'not-compiled'): Judged {
  return { result: 'unproven', objections: [{ fault: { code: 'pin-unproven', args: { pin, function: name, why } } }] };
}

/** The compiler's line about a function: at its declaration, by its own name. */
function isOf(fact: InlineFact, { name, line }: WrittenFunction): boolean {
  return fact.line === line && fact.into === undefined && lastName(fact.function) === lastName(name);
}

/** `M` of `(*T[go.shape.int]).M`, `F` of `F[int]`. */
export function lastName(name: string): string {
  const plain = name.replaceAll(/\[[^\]]*\]+/g, '');
  return plain.slice(plain.lastIndexOf('.') + 1);
}
