import type { Facts } from '../model/owned-facts.ts';
import type { Unit } from '../model/unit.ts';

/** All facts in flat lists, in the order of the units: the `facts` part of a report. */
export function flattenFacts(units: readonly Unit[]): Facts {
  const each = <T>(of: (unit: Unit) => readonly T[]): (T & { package: string; variant?: string })[] =>
    units.flatMap((unit) => {
      const owner = { package: unit.package, ...(unit.variant === undefined ? {} : { variant: unit.variant }) };
      return of(unit).map((fact) => ({ ...owner, ...fact }));
    });
  const texts = <T>(of: (text: Unit['texts'][number]) => readonly T[]): (T & { package: string; variant?: string })[] =>
    each((unit) => unit.texts.flatMap(of));
  return {
    verdicts: texts((text) => text.verdicts),
    calls: each((unit) => unit.archive?.calls ?? []),
    inlining: texts((text) => text.inlining),
    inlinedCalls: texts((text) => text.inlinedCalls),
    notes: texts((text) => text.notes),
    unknown: texts((text) => text.unknown),
    texts: texts((text) => [text.counts]),
    archives: each((unit) => (unit.archive ? [unit.archive.counts] : [])),
  };
}
