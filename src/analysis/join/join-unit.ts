/**
 * Joins the two layers of one compiled variant. Input: its calls and verdicts. Output: each call with what the compiler said of it, and each
 * heap verdict with its call, the proof that it needs none, or the reason why that is not known. Calls are the ground: they are never
 * dropped or doubled. Positions differ between the layers in a few known ways; each is a case of its own, with a program in test/go.
 */
import type { Said } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';
import { findMerged } from './find-merged.ts';
import { matchLine, type Match } from './match-line.ts';
import { matchDeclarations, matchInFunction } from './other-lines.ts';
import { settleLoose } from './settle-loose.ts';
import type { JoinedCall, JoinOptions, UnitJoin, UnitMatch } from './unit-join.ts';
import { groupByLine } from './unit-lines.ts';

/** The join of a unit whose archive holds the marks that {@link settleUnit} wants. */
export function joinUnit(unit: Unit, options: JoinOptions): UnitJoin {
  return settleUnit(unit, matchUnit(unit, options), options);
}

/** The first half of the join: it does not look at marks, so it holds for a unit with and without them. */
export function matchUnit(unit: Unit, options: JoinOptions): UnitMatch {
  const lines = groupByLine(unit, options.whatOf);
  const calls: JoinedCall[] = [];
  const take = (matches: Iterable<Match>, said: Said): void => {
    for (const { verdict, call, count, joined } of matches)
      calls.push({ call: call.call, what: call.what, count, said, joined, verdict: verdict.verdict, open: verdict });
  };
  for (const line of lines.all) take(matchLine(line.heap, line.calls), 'heap');
  take(matchDeclarations(lines, options), 'heap');
  const merged = findMerged(lines, calls, options);
  for (const line of lines.all) {
    take(matchLine(line.append, line.calls), 'append');
    take(matchLine(line.stack, line.calls), 'stack');
  }
  take(
    matchInFunction(lines, (open) => merged.has(open), options),
    'heap',
  );
  for (const line of lines.all) {
    for (const { call, what, left } of line.calls) if (left > 0) calls.push({ call, what, count: left, said: 'nothing', joined: 'alone' });
  }
  return { calls, merged, lines };
}

/** The second half: settles the heap verdicts without a call by the marks of the unit's archive. */
export function settleUnit(unit: Unit, match: UnitMatch, options: JoinOptions): UnitJoin {
  return { calls: match.calls, loose: settleLoose(unit, match, options) };
}
