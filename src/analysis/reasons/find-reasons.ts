import type { DifferenceKind, Reason } from '../../model/build-comparison.ts';
import type { Site } from '../../model/site.ts';
import type { PlaceMap } from '../difference/place-map.ts';
import type { ReasonIndex } from './reason-side.ts';

export interface ReasonStep {
  readonly before: ReasonIndex;
  readonly after: ReasonIndex;
  readonly map: PlaceMap;
}

export function findReasons(
  _pair: { readonly before?: Site; readonly after?: Site; readonly kinds: readonly DifferenceKind[] },
  _step: ReasonStep,
): Reason[] {
  return [];
}
