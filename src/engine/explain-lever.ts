import { withoutTypeArguments } from '../analysis/causes/function-names.ts';
import type { Lever } from '../model/explanation.ts';
import { positionKey, barePosition } from '../model/position.ts';
import type { Site } from '../model/site.ts';
import type { Unit } from '../model/unit.ts';
import { qualified, type KnownFunction } from './explain-functions.ts';

/** Operations that keep a function from being inlined and that its author can hardly take out are no lever. */
const directive = /^marked go:|^no function body|^recursive/;

/** A function that costs more than this many budgets is not made small enough in passing. */
const farthest = 2;

/** What can be in a frame whole; what grows needs the heap wherever it stands. */
const movable: ReadonlySet<Site['what']> = new Set(['object', 'slice', 'map', 'closure', 'variadic']);

/** Errors are returned up the stack: somebody keeps them. */
function isError(site: Site): boolean {
  return /^(errors|fmt)\.(errorString|wrapErrors?|joinError)$/.test(site.type?.name ?? '');
}

/**
 * What inlining the function would do for a site in it. Proven only by the compiler's own text: where a call of the function was
 * inlined, the same expression has the verdict `does not escape` at the call's position. Else it is a guess for values that are
 * returned, since a copy in the caller may stay there; every other way to the heap is the same after inlining.
 */
export function findLever(site: Site, known: KnownFunction | undefined, units: readonly Unit[]): Lever | undefined {
  // What does not escape here already is on the heap for another reason, which inlining does not change.
  if (!known || site.outcome !== 'allocates' || site.said === 'stack') return undefined;
  const subjects = new Set(site.places.flatMap((place) => place.verdicts.map((verdict) => verdict.subject)));
  if (site.subject !== undefined) subjects.add(site.subject);
  const proven = findProof(subjects, known, units);
  if (proven) return proven;
  if (site.cause.code !== 'returned') return undefined;
  const [fact] = known.facts;
  if (!fact || isError(site) || !movable.has(site.what)) return undefined;
  if (fact.can) return { lever: 'inlinable', ...(fact.cost === undefined ? {} : { cost: fact.cost }) };
  if (fact.cost !== undefined && fact.budget !== undefined && fact.cost <= fact.budget * farthest)
    return { lever: 'possible', cost: fact.cost, budget: fact.budget };
  return fact.reason !== undefined && directive.test(fact.reason) ? { lever: 'forbidden', reason: fact.reason } : undefined;
}

function findProof(subjects: ReadonlySet<string>, known: KnownFunction, units: readonly Unit[]): Lever | undefined {
  // Another package writes `&store.Order{...}`; an instantiation `&Stack[go.shape.int]{...}`. `[]T` and `map[K]V` are not type arguments.
  const unqualified = (text: string): string =>
    text.replaceAll(`${known.packageName}.`, '').replaceAll(/(?<=\w)(?<!\bmap)\[[^[\]]+\]/g, '');
  const wanted = new Set([...subjects].map(unqualified));
  // Short names of variables mean something else elsewhere.
  for (const name of wanted) if (/^\w+$/.test(name)) wanted.delete(name);
  for (const unit of units) {
    const callee = unit.package === known.package ? known.name : qualified(known);
    for (const text of unit.texts) {
      const calls = new Set(text.inlinedCalls.filter((call) => withoutTypeArguments(call.callee) === callee).map(positionKey));
      if (calls.size === 0) continue;
      for (const verdict of text.verdicts) {
        if (verdict.kind !== 'does-not-escape' || !wanted.has(unqualified(verdict.subject))) continue;
        if (calls.has(positionKey(verdict))) return { lever: 'proven', at: barePosition(verdict), into: unit.package };
      }
    }
  }
  return undefined;
}
