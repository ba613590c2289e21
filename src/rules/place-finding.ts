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

/** Where the change in the code that brought it is known, that line is shown, and the place is related: the reviewer reads the former. */
export function placeFacts({ because, callers = [] }: ComparedPlace, site: Site): PlaceFacts {
  const { id, package: pkg, function: name, at } = site;
  const found = because && because.code !== 'only' ? because.at : undefined;
  const cause = found && (found.file !== at.file || found.line !== at.line) ? found : undefined;
  return {
    site: id,
    package: pkg,
    function: name,
    anchor: cause ?? at,
    related: [
      ...(cause ? [{ code: because?.code === 'callee-changed' ? ('caller' as const) : ('allocation' as const), at, function: name }] : []),
      ...callers.map((caller): Related => ({ code: 'caller', at: caller })),
    ],
  };
}
