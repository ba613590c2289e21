import { withoutTypeArguments } from '../analysis/causes/function-names.ts';
import { compareBy, compareText } from '../base/order.ts';
import type { Lever } from '../model/explanation.ts';
import type { VerdictFact } from '../model/facts.ts';
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

/** Looks for levers; what is looked up in the compiler's text is indexed when it is first asked for. */
export interface Levers {
  of(site: Site, known: KnownFunction | undefined): Lever | undefined;
}

/** One text: where calls of a function were inlined, and what stays on the stack at a position. */
interface InlinedText {
  readonly calls: ReadonlyMap<string, ReadonlySet<string>>;
  readonly stays: ReadonlyMap<string, readonly VerdictFact[]>;
}

export function createLevers(units: readonly Unit[]): Levers {
  const indexes = new Map<Unit, readonly InlinedText[]>();
  const textsOf = (unit: Unit): readonly InlinedText[] => {
    let known = indexes.get(unit);
    if (!known) indexes.set(unit, (known = unit.texts.map(indexText)));
    return known;
  };
  return { of: (site, known) => findLever(site, known, units, textsOf) };
}

function indexText({ inlinedCalls, verdicts }: Unit['texts'][number]): InlinedText {
  const calls = new Map<string, Set<string>>();
  for (const call of inlinedCalls) {
    const callee = withoutTypeArguments(call.callee);
    const at = calls.get(callee);
    if (at) at.add(positionKey(call));
    else calls.set(callee, new Set([positionKey(call)]));
  }
  const stays = new Map<string, VerdictFact[]>();
  for (const verdict of verdicts) {
    if (verdict.kind !== 'does-not-escape') continue;
    const key = positionKey(verdict);
    const here = stays.get(key);
    if (here) here.push(verdict);
    else stays.set(key, [verdict]);
  }
  return { calls, stays };
}

/**
 * What inlining the function would do for a site in it. Proven only by the compiler's own text: where a call of the function was
 * inlined, the same expression has the verdict `does not escape` at the call's position. Else it is a guess for values that are
 * returned, since a copy in the caller may stay there; every other way to the heap is the same after inlining.
 */
function findLever(
  site: Site,
  known: KnownFunction | undefined,
  units: readonly Unit[],
  textsOf: (unit: Unit) => readonly InlinedText[],
): Lever | undefined {
  // What does not escape here already is on the heap for another reason, which inlining does not change.
  if (!known || site.outcome !== 'allocates' || site.said === 'stack') return undefined;
  const subjects = new Set(site.places.flatMap((place) => place.verdicts.map((verdict) => verdict.subject)));
  if (site.subject !== undefined) subjects.add(site.subject);
  const proven = findProof(subjects, known, units, textsOf);
  if (proven) return proven;
  if (site.cause.code !== 'returned') return undefined;
  const [fact] = known.facts;
  if (!fact || isError(site) || !movable.has(site.what)) return undefined;
  if (fact.can) return { lever: 'inlinable', ...(fact.cost === undefined ? {} : { cost: fact.cost }) };
  if (fact.cost !== undefined && fact.budget !== undefined && fact.cost <= fact.budget * farthest)
    return { lever: 'possible', cost: fact.cost, budget: fact.budget };
  return fact.reason !== undefined && directive.test(fact.reason) ? { lever: 'forbidden', reason: fact.reason } : undefined;
}

function findProof(
  subjects: ReadonlySet<string>,
  known: KnownFunction,
  units: readonly Unit[],
  textsOf: (unit: Unit) => readonly InlinedText[],
): Lever | undefined {
  // Another package writes `&store.Order{...}`; an instantiation `&Stack[go.shape.int]{...}`. `[]T` and `map[K]V` are not type arguments.
  const unqualified = (text: string): string =>
    text.replaceAll(`${known.packageName}.`, '').replaceAll(/(?<=\w)(?<!\bmap)\[[^[\]]+\]/g, '');
  const wanted = new Set([...subjects].map(unqualified));
  // Short names of variables mean something else elsewhere.
  for (const name of wanted) if (/^\w+$/.test(name)) wanted.delete(name);
  if (wanted.size === 0) return undefined;
  for (const unit of units) {
    const callee = unit.package === known.package ? known.name : qualified(known);
    for (const { calls, stays } of textsOf(unit)) {
      // In the order of the text, so that the first proof is the one that is named.
      const found = [...(calls.get(callee) ?? [])]
        .flatMap((at) => stays.get(at) ?? [])
        .filter((verdict) => wanted.has(unqualified(verdict.subject)))
        .toSorted(byText);
      const [first] = found;
      if (first) return { lever: 'proven', at: barePosition(first), into: unit.package };
    }
  }
  return undefined;
}

const byText = compareBy<VerdictFact>(
  (a, b) => compareText(a.file, b.file),
  (a, b) => a.line - b.line,
  (a, b) => (a.column ?? 0) - (b.column ?? 0),
);
