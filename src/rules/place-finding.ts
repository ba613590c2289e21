import type { ComparedPlace } from '../model/comparison.ts';
import { allocationArgs, type Finding, type Related, type Severity } from '../model/finding.ts';
import type { Site } from '../model/site.ts';
import type { Span } from '../model/span.ts';

/** What findings of a changed place have in common. */
interface PlaceFacts {
  readonly site: string;
  readonly package: string;
  readonly function: string;
  readonly anchor: Span;
  readonly related: readonly Related[];
}

/** The reviewer reads own lines: shown is the change in the code that brought the place where that is known, else the own line that has it inlined; the place is related then. */
function placeFacts({ because, callers = [], broughtAt = [] }: ComparedPlace, site: Site): PlaceFacts {
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

/** The finding that a place which is new or worse is; undefined for one in another state. */
export function placeFinding(place: ComparedPlace, severity: Severity): Finding | undefined {
  const { state, head, how = [] } = place;
  if (!head || (state !== 'new' && state !== 'worse')) return undefined;
  const common = { severity, ...placeFacts(place, head), state } as const;
  const args = allocationArgs(head);
  return state === 'new'
    ? { ...common, code: 'new-allocation', id: `new-allocation/${head.id}`, args }
    : { ...common, code: 'worse-allocation', id: `worse-allocation/${head.id}`, args: { ...args, how } };
}
