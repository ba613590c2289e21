import type { Reason, RowStep } from '../../model/build-comparison.ts';
import type { Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { findUninlined } from '../difference/find-uninlined.ts';
import type { PlaceMap } from '../difference/place-map.ts';
import type { ComparedSide } from '../difference/side.ts';
import type { InliningDecisions } from './inlining.ts';

/** What a step changes about the calls by which a place allocates, with the reason. */
export interface ChangedCallers {
  readonly callers: NonNullable<RowStep['callers']>;
  readonly reasons: readonly Reason[];
}

/** One of the two builds. */
export interface CallerSide {
  readonly side: ComparedSide;
  readonly decisions: InliningDecisions;
}

/**
 * Finds places that allocate in both builds, and by more or fewer calls: where their function is inlined the value may stay on the stack, and where it is called it cannot. Gives what changed for a
 * pair of sites; undefined where nothing did.
 */
export function createCallerTest(
  before: CallerSide,
  after: CallerSide,
  map: PlaceMap,
): (base: Site | undefined, head: Site | undefined) => ChangedCallers | undefined {
  const gained = findUninlined(before.side, after.side, map);
  const lost = findUninlined(after.side, before.side, { ...map, after: map.before });
  return (base, head) => {
    const came = (head && gained.get(head)) ?? [];
    // Where these calls stand after the step.
    const went = ((base && lost.get(base)) ?? []).map(({ file, line }) => map.after(file, line) ?? { file, line });
    if (base?.outcome !== 'allocates' || head?.outcome !== 'allocates' || came.length + went.length === 0) return undefined;
    return {
      callers: { gained: came, lost: went },
      reasons: [...reasonOf('not-inlined', head, came, after), ...reasonOf('inlined', head, went, after)],
    };
  };
}

/** The call, with what the compiler says of the function in the build after the step. */
function reasonOf(code: 'inlined' | 'not-inlined', site: Site, calls: readonly Span[], { decisions }: CallerSide): Reason[] {
  const [at] = calls;
  if (!at) return [];
  const cell = decisions.get(`${site.package}\0${site.function}`)?.cell;
  const budget = cell?.state === 'cannot' && cell.budget !== undefined ? { budget: cell.budget } : {};
  const words = cell?.state === 'cannot' && cell.budget === undefined ? { words: cell.reason } : {};
  return [{ code, callee: site.function, at, ...(cell?.cost === undefined ? {} : { cost: cell.cost }), ...budget, ...words }];
}
