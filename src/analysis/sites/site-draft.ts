import type { CallFact, Frame, VerdictFact, When } from '../../model/facts.ts';
import type { Place, Said, Verdict, What } from '../../model/site.ts';
import type { Unit } from '../../model/unit.ts';
import type { JoinedCall, LooseVerdict } from '../join/unit-join.ts';
import { conditionsOf } from './conditions.ts';
import type { SiteOptions } from './site-options.ts';
import { anchorOf } from './written-place.ts';

/** A site while its evidence is gathered. */
export interface Draft {
  readonly package: string;
  readonly function: string;
  readonly anchor: Frame;
  readonly what: What;
  /** Of the first call: all of a site share its type, but in generic functions. */
  call?: CallFact;
  readonly types: Set<string>;
  readonly places: Map<string, PlaceDraft>;
  readonly verdicts: { readonly unit: Unit; readonly verdict: VerdictFact; readonly isOwn: boolean; readonly said: Said }[];
  readonly saids: Set<Said>;
  readonly loose: LooseVerdict[];
  mergedInto?: Draft | undefined;
  unit: Unit;
}
export type PlaceDraft = {
  -readonly [K in keyof Place]: K extends 'calls' ? Place['calls'][number][] : K extends 'verdicts' ? Verdict[] : Place[K];
};

/** The draft of a key, begun with `start` if there is none. */
export function openDraft(
  drafts: Map<string, Draft>,
  key: string,
  start: Pick<Draft, 'package' | 'function' | 'anchor' | 'what' | 'unit'>,
): Draft {
  let draft = drafts.get(key);
  if (!draft) drafts.set(key, (draft = { ...start, types: new Set(), places: new Map(), verdicts: [], saids: new Set(), loose: [] }));
  return draft;
}

function placeOf(draft: Draft, unit: Unit, symbol: string, inline: readonly Frame[], joined: Place['joined']): PlaceDraft {
  let key = `${unit.package}\0${unit.variant ?? ''}\0${symbol}`;
  for (const frame of inline) key += `\0${frame.line}\0${frame.function}\0${frame.file}`;
  let place = draft.places.get(key);
  if (!place) {
    const variant = unit.variant === undefined ? {} : { variant: unit.variant };
    draft.places.set(key, (place = { package: unit.package, ...variant, function: symbol, inline, calls: [], verdicts: [], joined }));
  }
  if (place.joined === 'alone') place.joined = joined;
  return place;
}

/** Adds a call, or a part of equal ones, with its verdict. */
export function addCall(draft: Draft, unit: Unit, one: JoinedCall, options: SiteOptions): void {
  const { call, said, joined, verdict } = one;
  draft.call ??= call;
  draft.types.add(call.type ?? '');
  draft.saids.add(said);
  const place = placeOf(draft, unit, call.function, call.inline, joined);
  const when = withBranch(conditionsOf(one, options.hasMakeBuffer), isInBranch(call, anchorOf(call, unit), options));
  const same = place.calls.findIndex((known) => known.allocator === call.allocator && known.when.join() === when.join());
  const known = place.calls[same];
  if (known) place.calls[same] = { ...known, count: known.count + one.count };
  else place.calls.push({ allocator: call.allocator, when, count: one.count });
  if (!verdict) return;
  draft.verdicts.push({ unit, verdict, isOwn: call.inline.length === 1, said });
  countVerdict(place, verdict, one.count);
}

/** Whether it stands in a branch of a function of another module that was inlined: the line that calls that one need not reach it. */
function isInBranch({ inline }: CallFact, anchor: Frame, { isStraight }: SiteOptions): boolean {
  const above = inline.slice(0, inline.indexOf(anchor));
  return above.some((frame) => !isStraight(frame.file, frame.line));
}

function withBranch(when: readonly When[], isBranch: boolean): readonly When[] {
  return isBranch ? when.map((one) => (one === 'always' ? 'inlined-branch' : one)) : when;
}

/** Adds a heap verdict without a call. */
export function addVerdict(draft: Draft, unit: Unit, loose: LooseVerdict, options: SiteOptions): void {
  const { file, line } = loose.verdict;
  const symbol = options.functionAt?.(file, line, '') ?? '';
  const place = placeOf(draft, unit, symbol, [{ package: draft.package, function: symbol, file, line }], 'alone');
  countVerdict(place, loose.verdict, loose.count);
  draft.verdicts.push({ unit, verdict: loose.verdict, isOwn: true, said: 'heap' });
  draft.loose.push(loose);
}

/** Counts a line that was printed again beside the verdicts that it repeats. */
export function addRepeated(draft: Draft, unit: Unit, { verdict, count }: LooseVerdict): void {
  for (const place of draft.places.values()) {
    if (place.package === unit.package && place.variant === unit.variant && place.verdicts.some((one) => isSame(one, verdict))) {
      countVerdict(place, verdict, count);
      return;
    }
  }
}

function isSame(one: Verdict, verdict: VerdictFact): boolean {
  return one.kind === verdict.kind && one.subject === verdict.subject && one.column === verdict.column;
}

function countVerdict(place: PlaceDraft, verdict: VerdictFact, count: number): void {
  const at = place.verdicts.findIndex((one) => isSame(one, verdict));
  const known = place.verdicts[at];
  if (known) place.verdicts[at] = { ...known, count: known.count + count };
  else {
    const { kind, subject, column } = verdict;
    place.verdicts.push({ kind, subject, ...(column === undefined ? {} : { column }), count });
  }
}
