import type { Because, ComparedPlace } from '../../model/comparison.ts';
import type { Finding, Related } from '../../model/finding.ts';
import type { Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';

/** The findings of a comparison: each new and each worse place, where the change stands that brought it. */
export function findingsOf(places: readonly ComparedPlace[], digest: (...parts: string[]) => string): Finding[] {
  return places.flatMap((place): Finding[] => {
    const { state, head, how, because } = place;
    if (!head || (state !== 'new' && state !== 'worse')) return [];
    const { what, type, subject } = head;
    const args = { what, ...(type ? { type: type.name } : {}), ...(subject === undefined ? {} : { subject }) };
    const code = state === 'new' ? 'new-allocation' : 'worse-allocation';
    const common = {
      severity: 'error',
      id: digest('stackward/finding/1', code, head.id).slice(0, 16),
      site: head.id,
      package: head.package,
      function: head.function,
      ...placed(place, head, because),
      state,
    } as const;
    return [
      state === 'new'
        ? { ...common, code: 'new-allocation', args }
        : { ...common, code: 'worse-allocation', args: { ...args, how: how ?? [] } },
    ];
  });
}

/** Where the edit is that a reader of the change sees; the allocation is then its caller. */
function placed(
  place: ComparedPlace,
  site: Site,
  because: Because | undefined,
): { readonly anchor: Span; readonly related: readonly Related[] } {
  const callers = (place.callers ?? []).map((at): Related => ({ code: 'caller', at }));
  const at = because && because.code !== 'only' ? because.at : undefined;
  if (!at || (at.file === site.at.file && at.line === site.at.line)) return { anchor: site.at, related: callers };
  const own: Related = { code: because?.code === 'callee-changed' ? 'caller' : 'allocation', at: site.at, function: site.function };
  return { anchor: at, related: [own, ...callers] };
}
