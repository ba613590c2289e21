import type { ComparedPlace } from '../../model/comparison.ts';
import type { Finding } from '../../model/finding.ts';
import { placeFinding } from '../../rules/place-finding.ts';

/** The findings of a comparison: each new and each worse place, where the change stands that brought it. */
export function findingsOf(places: readonly ComparedPlace[]): Finding[] {
  return places.flatMap((place) => placeFinding(place, 'error') ?? []);
}
