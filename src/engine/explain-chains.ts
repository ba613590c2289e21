import { buildChain } from '../analysis/chains/build-chain.ts';
import { createChainIndex } from '../analysis/chains/chain-index.ts';
import type { Chain } from '../model/chains.ts';
import type { Explanation, Position } from '../model/facts.ts';
import type { Place, Site, Verdict } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import type { Unit } from '../model/unit.ts';
import { chooseExplanation, isFunctionOf } from './choose-explanation.ts';
import type { Evidence } from './explain-evidence.ts';

/** How values come to the heap. Undefined where the compiler explains nothing of it. */
export interface Chains {
  ofSite(site: Site): Chain | undefined;
  /** Of a parameter of a function that it lets escape; functions are named as the compiler does. */
  ofParameter(at: Position, pkg: string, functionName: string, parameter: string): Chain | undefined;
}

/** Explanations are looked at only for the packages that a chain comes to. */
export function createChains({ units, lineAt, pathsNamed }: Pick<Evidence, 'units' | 'lineAt' | 'pathsNamed'>): Chains {
  const index = createChainIndex(
    units.flatMap((unit) =>
      unit.texts.slice(0, 1).map((facts) => ({
        package: unit.package,
        name: unit.listed.name,
        facts,
        explanations: () => unit.explanations?.() ?? [],
      })),
    ),
    { lineAt },
  );
  const byPlace = new Map<Unit, ReadonlyMap<string, readonly Explanation[]>>();
  const explanationsAt = (unit: Unit, at: Position): readonly Explanation[] => {
    let known = byPlace.get(unit);
    if (!known) byPlace.set(unit, (known = indexByPlace(unit.explanations?.() ?? [])));
    return known.get(lineKey(at)) ?? [];
  };
  const withPath = (chain: Chain | undefined): Chain | undefined => {
    if (chain?.unread === undefined || !pathsNamed) return chain;
    const all = pathsNamed(chain.unread);
    // `sync` and not `internal/sync`, which no user's code can import.
    const open = all.length > 1 ? all.filter((one) => !/(?:^|\/)internal\//.test(one)) : all;
    const [path, second] = open.includes(chain.unread) ? [chain.unread] : open;
    if (path !== undefined && second === undefined && !units.some((unit) => unit.package === path)) return { ...chain, unread: path };
    // Which package is meant is not known, or its text was read and tells no more: a variable that holds a function.
    const { unread: _, ...rest } = chain;
    return rest;
  };
  function ofSite(site: Site): Chain | undefined {
    // The function's own copy first: its steps are those of the written text.
    const isCopy = (place: Place): number => Number(!isFunctionOf(place, site.function));
    const places = site.places.toSorted((a, b) => a.inline.length - b.inline.length || isCopy(a) - isCopy(b));
    for (const place of places) {
      const unit = units.find((one) => one.package === place.package && one.variant === place.variant);
      const last = place.inline.at(-1);
      if (!unit || !last) continue;
      for (const verdict of place.verdicts) {
        // A call may stand on another line than the expression that makes it.
        const { file, line } = place.inline.length === 1 ? site.at : last;
        const told = explanationsAt(unit, { file, line }).filter((explanation) => isOf(explanation, verdict, place));
        const explanation = chooseExplanation(told, site, verdict, place, lineAt);
        const chain = explanation && buildChain({ ...explanation, package: unit.package, explanation }, index);
        if (chain) return withPath(startAt(site.at, chain));
      }
    }
    return undefined;
  }

  return {
    ofSite,
    ofParameter: ({ file, line }, pkg, functionName, parameter) =>
      withPath(buildChain({ package: pkg, file, line, subject: parameter, function: functionName, isParameter: true }, index)),
  };
}

/** The compiler puts what stands in an inlined body where that was inlined; the site knows its own line. */
function startAt(at: Span, chain: Chain): Chain {
  const [first, ...more] = chain.steps;
  if (first === undefined || (first.at?.file === at.file && first.at.line === at.line)) return chain;
  return { ...chain, steps: [{ ...first, at }, ...more] };
}

/** An append's verdict names no operands, its heading does: `append(s, x)`. */
function isOf(explanation: Explanation, { kind, subject }: Verdict, place: Place): boolean {
  if (explanation.kind !== 'escapes' || place.calls.length === 0) return false;
  return kind === 'append-escapes' ? explanation.subject.startsWith('append(') : explanation.subject === subject;
}

function indexByPlace(explanations: readonly Explanation[]): ReadonlyMap<string, readonly Explanation[]> {
  const index = new Map<string, Explanation[]>();
  for (const explanation of explanations) {
    const key = lineKey(explanation);
    const list = index.get(key);
    if (list) list.push(explanation);
    else index.set(key, [explanation]);
  }
  return index;
}

function lineKey({ file, line }: Position): string {
  return `${file}\0${line}`;
}
