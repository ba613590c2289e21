import type { Reason } from '../../model/build-comparison.ts';
import type { VerdictFact } from '../../model/facts.ts';
import type { Site } from '../../model/site.ts';
import { allocatorsOf } from '../sites/allocators-of.ts';
import { isEdited, other, type Pair, type When } from './reason-pair.ts';

/** One allocation serves several variables in one of the two builds. */
export function mergedReasons({ before, after, step }: Pair): Reason[] {
  for (const side of ['after', 'before'] as const) {
    const site = side === 'after' ? after : before;
    const counterpart = side === 'after' ? before : after;
    if (site?.outcome !== 'merged' || counterpart?.outcome === 'merged') continue;
    const into = step[side].sites.get(site.into)?.at;
    return [{ code: 'merged', merged: side, ...(into ? { into: { file: into.file, line: into.line } } : {}) }];
  }
  return [];
}

/** The compiler decides otherwise on the same expression: both lines, with '' for a variable of which it says nothing since it stays. */
export function verdictReasons(pair: Pair): Reason[] {
  const { before, after, spots, step } = pair;
  const own = { before: before && ownVerdict(before), after: after && ownVerdict(after) };
  if (own.before && own.after && own.before.kind !== own.after.kind)
    return [{ code: 'verdict', from: words(own.before), to: words(own.after) }];
  for (const side of ['before', 'after'] as const) {
    const known = own[side];
    const away = other[side];
    if (!known || own[away]) continue;
    for (const spot of spots) {
      const there = spot[away];
      if (!there || isEdited(spot, step.map) === true) continue;
      const found = step[away]
        .verdictsAt(there)
        .find((one) => one.subject === known.subject && one.column === known.column && !isLeak(one));
      // Of a variable that stays nothing is said; an expression of which nothing is said is not there.
      if (found ? found.kind === known.kind : known.kind !== 'moved-to-heap') return [];
      return verdictChange(side, known, found);
    }
  }
  return [];
}

function verdictChange(side: When, known: Pick<VerdictFact, 'kind' | 'subject'>, found: VerdictFact | undefined): Reason[] {
  const there = found ? words(found) : '';
  return side === 'before' ? [{ code: 'verdict', from: words(known), to: there }] : [{ code: 'verdict', from: there, to: words(known) }];
}

/** Calls of other allocators, which have conditions of their own. */
export function allocatorReasons({ before, after }: Pair): Reason[] {
  if (before?.outcome !== 'allocates' || after?.outcome !== 'allocates') return [];
  const [from, to] = [allocatorsOf(before), allocatorsOf(after)];
  return from.join() === to.join() ? [] : [{ code: 'allocator', from, to }];
}

function ownVerdict({ places, at }: Site): Pick<VerdictFact, 'kind' | 'subject' | 'column'> | undefined {
  const own = places.find(({ inline }) => inline.length === 1 && inline[0]?.line === at.line) ?? places[0];
  return own?.verdicts[0];
}

function isLeak({ kind }: VerdictFact): boolean {
  return kind.startsWith('leaking');
}

/** As the compiler writes it. */
function words({ kind, subject }: Pick<VerdictFact, 'kind' | 'subject'>): string {
  switch (kind) {
    case 'escapes-to-heap':
      return `${subject} escapes to heap`;
    case 'moved-to-heap':
      return `moved to heap: ${subject}`;
    case 'does-not-escape':
      return `${subject} does not escape`;
    case 'append-escapes':
      return 'append escapes to heap';
    case 'append-does-not-escape':
      return 'append does not escape';
    case 'zero-copy':
      return 'zero-copy string->[]byte conversion';
    default:
      return `${kind} ${subject}`;
  }
}
