import type { Reason } from '../../model/build-comparison.ts';
import type { FactSide } from '../../model/tables/fact-evidence.ts';
import { factsOf, releaseFacts, type ReleaseFact } from '../../model/tables/release-facts.ts';
import { findConstant } from './constant-reasons.ts';
import { other, type Pair, type When } from './reason-pair.ts';
import { sizeOf } from './size-reasons.ts';

/** Rows of the table of release facts whose releases the pair crosses and whose test it passes. */
export function factReasons(pair: Pair): Reason[] {
  const { before, after } = pair.step;
  if (before.side.build.go === after.side.build.go) return [];
  const sides = { before: factSide(pair, 'before'), after: factSide(pair, 'after') };
  const found = findConstant(pair);
  // The name of an allocator changes nothing else.
  const isOfWords = pair.kinds.every((kind) => kind === 'words' || kind === 'copies');
  return (['before', 'after'] as const).flatMap((older) => {
    const newer = other[older];
    const constant = found?.known === newer ? { constant: { from: found.from, to: found.to } } : {};
    const facts = factsOf({ older: sides[older], newer: sides[newer], ...constant }).filter(
      (fact) => fact !== 'sized-allocators' || isOfWords,
    );
    return facts.map((fact): Reason => {
      const { since }: ReleaseFact = releaseFacts[fact];
      return { code: 'release-fact', fact, since };
    });
  });
}

function factSide(pair: Pair, side: When): FactSide {
  const index = pair.step[side];
  const site = pair[side];
  const places = site?.places ?? [];
  const spots = pair.spots.flatMap((spot) => spot[side] ?? []);
  const calls = spots.map((at) => index.callsAt(at));
  // Of an absent site: the functions of the other build, by their symbols.
  const holding = places.length > 0 ? places : (pair[other[side]]?.places ?? []);
  const symbols = new Set([...holding.map((place) => place.function), ...calls.flatMap((one) => [...one.symbols])]);
  return {
    build: index.side.build,
    site,
    line: site && index.side.lines(site.at.file)?.[site.at.line - 1],
    size: site && sizeOf(site),
    verdicts: spots.flatMap((at) => index.verdictsAt(at)),
    atCause: site?.cause.at ? index.verdictsAt(site.cause.at) : [],
    causes: spots.flatMap((at) => index.causesAt(at)),
    allocators: new Set(calls.flatMap((one) => [...one.allocators])),
    around: [...symbols].map((symbol) => index.callsIn(symbol)),
    inlined: new Set(spots.flatMap((at) => [...index.inlinedAt(at).keys()])),
    decisions: index.decisions,
  };
}
