import type { ComparedPlace } from '../../model/comparison.ts';
import type { Finding } from '../../model/finding.ts';
import { placeFacts } from '../../rules/place-finding.ts';

/** The findings of a comparison: each new and each worse place, where the change stands that brought it. */
export function findingsOf(places: readonly ComparedPlace[]): Finding[] {
  return places.flatMap((place): Finding[] => {
    const { state, head, how } = place;
    if (!head || (state !== 'new' && state !== 'worse')) return [];
    const { what, type, subject } = head;
    const args = { what, ...(type ? { type: type.name } : {}), ...(subject === undefined ? {} : { subject }) };
    const code = state === 'new' ? 'new-allocation' : 'worse-allocation';
    const common = {
      severity: 'error',
      id: `${code}/${head.id}`,
      ...placeFacts(place, head),
      state,
    } as const;
    return [
      state === 'new'
        ? { ...common, code: 'new-allocation', args }
        : { ...common, code: 'worse-allocation', args: { ...args, how: how ?? [] } },
    ];
  });
}
