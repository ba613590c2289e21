import type { ComparedPlace } from '../model/comparison.ts';
import type { Related } from '../model/finding.ts';
import type { Site } from '../model/site.ts';
import type { Span } from '../model/span.ts';

/** What findings of a changed place have in common. */
export interface PlaceFacts {
  readonly site: string;
  readonly package: string;
  readonly function: string;
  readonly anchor: Span;
  readonly related: readonly Related[];
}

/** The reviewer reads own lines: shown is the change in the code that brought the place where that is known, else the own line that has it inlined; the place is related then. */
export function placeFacts({ because, callers = [], broughtAt = [] }: ComparedPlace, site: Site): PlaceFacts {
  const { id, package: pkg, function: name, at } = site;
  const found = (because && because.code !== 'only' ? because.at : undefined) ?? broughtAt[0];
  const cause = found && (found.file !== at.file || found.line !== at.line) ? found : undefined;
  const others = broughtAt.filter((line) => line.file !== cause?.file || line.line !== cause.line);
  return {
    site: id,
    package: pkg,
    function: name,
    anchor: cause ?? at,
    related: [
      ...(cause ? [{ code: because?.code === 'callee-changed' ? ('caller' as const) : ('allocation' as const), at, function: name }] : []),
      ...[...callers, ...others].map((caller): Related => ({ code: 'caller', at: caller })),
    ],
  };
}
