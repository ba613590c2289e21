import type { Fault } from '../analysis/pins/read-request.ts';
import { compareBy, compareText } from '../base/order.ts';
import { severities, type Finding, type Related, type Severity } from '../model/finding.ts';
import type { Pin } from '../model/pin.ts';
import type { Span } from '../model/span.ts';
import { digest } from './digest.ts';

/** What is objected to, before it has a name. */
export interface Objection {
  readonly fault: Fault;
  readonly severity: Severity;
  readonly package: string;
  readonly function?: string;
  readonly at: Span;
  readonly related?: readonly Related[];
}

/** Gives pins their ids. */
export function namePins(pins: readonly Pin[]): Pin[] {
  return identify(pins, (pin) => ['pin', pin.package, pin.function ?? '', pin.kind, ...(pin.names ?? [])]);
}

/** Makes findings of objections: the gravest first, then by place. */
export function nameFindings(objections: readonly Objection[]): Finding[] {
  const findings = objections.map(({ fault, severity, package: path, function: name, at, related = [] }) => {
    return { ...fault, id: '', severity, package: path, ...(name === undefined ? {} : { function: name }), anchor: at, related } as Finding;
  });
  return identify(findings, (finding) => [
    'finding',
    finding.code,
    finding.package ?? '',
    finding.function ?? '',
    stableArgs(finding),
  ]).toSorted(
    compareBy(
      (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
      (a, b) => compareText(a.anchor.file, b.anchor.file),
      (a, b) => a.anchor.line - b.anchor.line,
      (a, b) => compareText(a.id, b.id),
    ),
  );
}

/** What tells findings of one code in one function apart: names, not the paths that lead there. */
function stableArgs({ args }: Finding): string {
  return 'name' in args ? args.name : 'directive' in args ? args.directive : '';
}

/** Gives ids, with an ordinal among equals. */
function identify<T extends { readonly id: string }>(things: readonly T[], key: (thing: T) => readonly string[]): T[] {
  const seen = new Map<string, number>();
  return things.map((thing) => {
    const words = key(thing);
    const same = words.join('\0');
    const ordinal = seen.get(same) ?? 0;
    seen.set(same, ordinal + 1);
    return { ...thing, id: digest('stackward/pin/1', ...words, String(ordinal)) };
  });
}
