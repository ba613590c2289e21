import { unproven } from '../analysis/pins/judge-verdicts.ts';
import type { Fault, PinRequest } from '../analysis/pins/read-request.ts';
import type { Related } from '../model/finding.ts';
import type { Pin, PinResult, UnknownCall } from '../model/pin.ts';
import { traced, type Proven } from './prove-pins.ts';

type NoallocRequest = Extract<PinRequest, { ask: 'noalloc' }>;

/** `assume=` takes a name with the whole path of its package, with the last part of it, or, of the pin's own package, without. */
export function isMeant(name: string, call: UnknownCall, path: string): boolean {
  return [call.name, call.in].some((full) => full === name || full.slice(full.lastIndexOf('/') + 1) === name || full === `${path}.${name}`);
}

/** The shortest form that {@link isMeant} takes. */
function shortest(name: string, path: string): string {
  return name.startsWith(`${path}.`) ? name.slice(path.length + 1) : name.slice(name.lastIndexOf('/') + 1);
}

/** The pin of a proof, what there is to object to, and the positions that this speaks of. */
export interface ToldProof {
  readonly result: PinResult;
  readonly proof?: Pin['proof'];
  readonly faults: readonly Fault[];
  readonly related: readonly Related[];
}

/** The worst of what the builds say. */
export function tellProof(request: NoallocRequest, path: string, answers: readonly Proven[], goarch: string): ToldProof {
  const { name, hasBody } = request.function;
  const no = (why: 'no-body' | 'no-instance' | 'not-compiled'): ToldProof => {
    const { result, objections } = unproven('noalloc', name, why);
    return { result, faults: objections.map(({ fault }) => fault), related: [] };
  };
  if (!hasBody) return no('no-body');
  if (answers.every(({ bodies }) => bodies === 0)) return no('no-instance');
  const worst =
    answers.find(({ violation }) => violation) ??
    answers.find(({ isUnsupported }) => isUnsupported) ??
    answers.find(({ unknown }) => unknown.length > 0) ??
    answers[0];
  if (!worst) return no('no-instance');
  const distinct = <T>(of: (answer: Proven) => readonly T[]): T[] => [
    ...new Map(answers.flatMap(of).map((one) => [JSON.stringify(one), one])).values(),
  ];
  const proof = {
    bodies: worst.bodies,
    copies: worst.copies,
    functions: worst.functions,
    slowPaths: distinct((one) => one.slowPaths),
    setsPanicsAside: answers.some(({ setsPanicsAside }) => setsPanicsAside),
    allowed: distinct((one) => one.allowed),
    assumed: distinct((one) => one.assumed),
    unknown: worst.violation ? [] : worst.unknown,
  };
  const faults: Fault[] = [];
  const assumed = new Set(request.assumes.filter((one) => !proof.assumed.some((call) => isMeant(one, call, path))));
  if (!worst.violation && !worst.isUnsupported)
    for (const one of assumed) faults.push({ code: 'assume-unused', args: { function: name, name: one } });
  if (worst.violation) {
    const { allocator, when, through } = worst.violation;
    const copy = worst.inCopy === undefined ? {} : { in: worst.inCopy };
    faults.push({ code: 'noalloc-violated', args: { function: name, allocator, when, through, ...copy } });
    const related = worst.way.map(({ file, line, function: symbol }, index): Related => {
      return { code: index === worst.way.length - 1 ? 'allocation' : 'path', at: { file, line }, function: traced(symbol) };
    });
    return { result: 'violated', proof, faults, related };
  }
  if (worst.isUnsupported) {
    faults.push({ code: 'pin-unsupported', args: { pin: 'noalloc', function: name, goarch } });
    return { result: 'unsupported', proof, faults, related: [] };
  }
  if (worst.unknown.length > 0) {
    const calls = worst.unknown.map((call) => ({ name: shortest(call.name, path), in: call.in }));
    faults.push({ code: 'noalloc-unknown', args: { function: name, calls } });
    return {
      result: 'except',
      proof,
      faults,
      related: worst.unknown.map((call) => ({ code: 'callee', at: call.at, function: call.name })),
    };
  }
  return { result: 'proven', proof, faults, related: [] };
}
