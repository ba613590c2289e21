import type { PlaceMap } from '../../analysis/difference/place-map.ts';
import { nearest } from '../../base/nearest.ts';
import type { ChangeCause, ComparedPlace } from '../../model/comparison.ts';
import type { InlinedUse } from '../../model/outline.ts';
import { explain } from '../explain.ts';
import { listFunctions } from '../explain-functions.ts';
import type { Evidence } from '../explain-evidence.ts';
import { findBecause } from './find-because.ts';

/** So many places are explained; all are judged. */
const explainedMost = 500;

export interface ExplainContext {
  readonly evidence: Evidence;
  readonly map: PlaceMap;
  readonly causes: readonly ChangeCause[];
  /** Calls that are inlined in the head. */
  readonly inlined: readonly InlinedUse[];
}

/** New and worse places with the way of their value to the heap, and the change that put it there where that stands elsewhere. */
export async function explainPlaces(places: readonly ComparedPlace[], context: ExplainContext): Promise<ComparedPlace[]> {
  const wanted = places.filter(({ state, head }) => head && (state === 'new' || state === 'worse')).slice(0, explainedMost);
  const ids = wanted.flatMap(({ head }) => (head ? [head.id] : []));
  const { answers } = await explain(context.evidence, ids, { raw: false, nearest });
  const looking = { ...context, functions: listFunctions(context.evidence.units) };
  const explained = new Map<ComparedPlace, ComparedPlace>();
  for (const [index, place] of wanted.entries()) {
    const answer = answers[index];
    const found = answer?.answer === 'place' ? [...answer.sites, ...answer.puts].find(({ site }) => site.id === place.head?.id) : undefined;
    const { site: _, ...more } = found ?? { site: undefined, columns: [] };
    const because = place.head && findBecause({ ...place, explained: more }, place.head, looking);
    explained.set(place, { ...place, ...(found ? { explained: more } : {}), ...(because ? { because } : {}) });
  }
  return places.map((place) => explained.get(place) ?? place);
}
