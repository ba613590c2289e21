import { compareBy, compareText } from '../../base/order.ts';
import { judgementReasons, judgements, type CalleeCounts, type CalleeFact, type CalleeName, type Callees } from '../../model/callees.ts';
import type { CallSiteFact, Frame } from '../../model/facts.ts';
import { packageOfFile, writtenName } from '../sites/written-place.ts';
import { qualify } from './call-graph.ts';
import type { JudgementOf } from './judge-callees.ts';

/** The calls of functions outside the module that one compiled variant holds. */
export interface UnitCalls {
  readonly package: string;
  readonly variant?: string;
  readonly calls: readonly CallSiteFact[];
  readonly judgementOf: JudgementOf;
  /** Its calls of interface methods and function values by the symbol that holds them; absent where they leave no mark. */
  readonly indirect?: ReadonlyMap<string, number>;
}

export interface ListOptions {
  /** Whether a file is part of the module's own text. */
  readonly isInside: (file: string) => boolean;
  /** Import path of a symbol's package; `own` is that of the archive. */
  readonly packageOf: (symbol: string, own: string) => string;
  /** Whether a package is outside the module. */
  readonly isOutside: (pkg: string) => boolean;
  /** Which calls are listed; all are counted. */
  readonly isListed: (call: CalleeFact) => boolean;
}

/**
 * Lists calls that the module's text makes to functions outside, each with what its callee means for the heap. Calls that generated code
 * makes, and calls inside copies of generic functions from outside, are nobody's text and are left out.
 */
export function listCallees(units: readonly UnitCalls[], options: ListOptions): Callees {
  const calls: CalleeFact[] = [];
  const places = new Map<string, CalleeFact>();
  const isVisible = units.every((unit) => unit.indirect !== undefined);
  let indirect = 0;
  for (const unit of units) {
    for (const [holder, count] of unit.indirect ?? []) {
      if (!options.isOutside(options.packageOf(holder, unit.package))) indirect += count;
    }
    for (const call of unit.calls) {
      const fact = describe(unit, call, options);
      if (fact === undefined) continue;
      places.set([fact.at.file, fact.at.line, writtenName(fact.at.function), fact.written.name, fact.callee.symbol].join('\0'), fact);
      if (options.isListed(fact)) calls.push(fact);
    }
  }
  return { calls: calls.sort(byPlace), counts: { ...countPlaces([...places.values()]), ...(isVisible ? { indirect } : {}) } };
}

const byPlace = compareBy<CalleeFact>(
  (a, b) => compareText(a.package, b.package),
  (a, b) => compareText(a.variant ?? '', b.variant ?? ''),
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => compareText(a.callee.symbol, b.callee.symbol),
  (a, b) => compareText(a.function, b.function),
  (a, b) => compareText(JSON.stringify(a.inline), JSON.stringify(b.inline)),
);

function describe(unit: UnitCalls, call: CallSiteFact, options: ListOptions): CalleeFact | undefined {
  const anchor = call.inline.findIndex((frame) => options.isInside(frame.file));
  const at = call.inline[anchor];
  if (at === undefined) return undefined;
  const judged = unit.judgementOf(qualify(call.callee, unit.package));
  if (judged === undefined) throw new Error(`${call.callee} was not looked for`);
  const outer = call.inline[anchor - 1];
  const callee = { ...nameOf(call.callee, options.packageOf(call.callee, unit.package)), symbol: call.callee };
  return {
    package: unit.package,
    ...(unit.variant === undefined ? {} : { variant: unit.variant }),
    function: call.function,
    at,
    inline: call.inline,
    written: outer === undefined ? { package: callee.package, name: callee.name } : nameOfFrame(outer),
    callee,
    ...judged,
    count: call.count,
  };
}

function nameOf(symbol: string, pkg: string): CalleeName {
  return { package: pkg, name: `${pkg}.${writtenName(symbol)}` };
}

/** A closure's copy carries the name of the package that it was inlined into: its file tells where it is written. */
function nameOfFrame(frame: Frame): CalleeName {
  return nameOf(frame.function, packageOfFile(frame.file) ?? frame.package);
}

function countPlaces(facts: readonly CalleeFact[]): Omit<CalleeCounts, 'indirect'> {
  const places = Object.fromEntries(judgements.map((one) => [one, 0])) as Record<CalleeFact['judgement'], number>;
  const reasons = Object.fromEntries(judgementReasons.map((one) => [one, 0])) as Record<CalleeFact['reason'], number>;
  for (const { judgement, reason } of facts) {
    places[judgement]++;
    reasons[reason]++;
  }
  return { places, reasons };
}
