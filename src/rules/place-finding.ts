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
export function placeFacts({ because, base }: ComparedPlace, site: Site): PlaceFacts {
  const { id, package: pkg, function: name, at } = site;
  const cause = because && 'at' in because ? because.at : undefined;
  const before: Related[] = base && (base.at.file !== at.file || base.at.line !== at.line) ? [{ code: 'before', at: base.at }] : [];
  return {
    site: id,
    package: pkg,
    function: name,
    anchor: cause ?? at,
    related: [
      ...(cause ? [{ code: because?.code === 'callee-changed' ? ('caller' as const) : ('allocation' as const), at, function: name }] : []),
      ...before,
    ],
  };
}
