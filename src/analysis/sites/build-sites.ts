import { whens, type CallFact, type Frame, type VerdictFact, type When } from '../../model/facts.ts';
import type { Cause } from '../../model/causes.ts';
import {
  saids,
  type Outcome,
  type Place,
  type Said,
  type Site,
  type SiteBase,
  type TypeRef,
  type Unit,
  type Verdict,
  type What,
} from '../../model/report.ts';
import type { JoinedCall, LooseVerdict, UnitJoin } from '../join/join-unit.ts';
import { conditionsOf } from './conditions.ts';
import { identifySites } from './identify.ts';
import { bySource } from './site-order.ts';
import { anchorOf, packageAround, packageOfFile, writtenName } from './written-place.ts';

export interface SiteOptions {
  /** The package whose source holds a file, for the files of the named packages. */
  readonly ownerOf: (file: string) => string | undefined;
  /** Of the type operand of an allocator; `isSingle`: the call makes exactly one object of it. */
  readonly describe: (what: What) => { readonly of: TypeRef['of']; readonly isSingle: boolean };
  /** Bytes that the runtime charges for one object. */
  readonly charged: (size: number, hasPointers: boolean) => number | undefined;
  /** `allocator` is the runtime's function, '' without a call. */
  readonly causeOf: (unit: Unit, what: What, allocator: string, verdict: VerdictFact | undefined) => Cause;
  readonly loopAt?: (file: string, line: number) => number | undefined;
  /** The name of the function that is written at a line, given the one that the symbol tells. */
  readonly functionAt?: (file: string, line: number, symbol: string) => string;
  /** Whether a line of an inlined function of another module is executed at each call of it. */
  readonly isStraight: (file: string, line: number) => boolean;
  /** From Go 1.25 on `make` and `append` have a stack buffer. */
  readonly hasMakeBuffer: boolean;
  readonly digest: (...parts: string[]) => string;
}

/**
 * Makes sites of joined evidence: calls are grouped by the place where they are written, so that inlined copies, instantiations and variants
 * become places of one site; heap verdicts without a call become sites of their own. Sorted by package, file, line, what, type, subject.
 */
export function buildSites(joins: readonly { readonly unit: Unit; readonly join: UnitJoin }[], options: SiteOptions): Site[] {
  const drafts = new Map<string, Draft>();
  const byCall = new Map<CallFact, Draft>();
  const bySubject = new Map<string, Draft>();
  for (const { unit, join } of joins) {
    for (const one of join.calls) {
      const draft = draftOfCall(drafts, unit, one, options);
      byCall.set(one.call, draft);
      addCall(draft, unit, one, options);
      if (one.verdict) bySubject.set(subjectKey(unit, one.verdict), draft);
    }
  }
  /** By variable; undefined where the function has several of that name. */
  const written = new Map<string, Draft | undefined>();
  const place = (unit: Unit, loose: LooseVerdict): void => {
    const known = bySubject.get(subjectKey(unit, loose.verdict));
    if (loose.is === 'repeated') {
      if (known) repeat(known, unit, loose);
      return;
    }
    const variable = loose.is === 'merged' ? variableKey(anchorOf(loose.into, unit), loose.verdict, options) : '';
    const draft = known ?? (isCopy(loose) ? written.get(variable) : undefined) ?? draftOfVerdict(drafts, unit, loose, options);
    addVerdict(draft, unit, loose, options);
    if (loose.is !== 'merged') return;
    draft.mergedInto ??= byCall.get(loose.into);
    if (!isCopy(loose)) written.set(variable, written.has(variable) && written.get(variable) !== draft ? undefined : draft);
  };
  // A merged variable of an inlined copy is written where that of the function's own body is.
  for (const copies of [false, true])
    for (const { unit, join } of joins) for (const loose of join.loose) if (isCopy(loose) === copies) place(unit, loose);
  return finishAll([...drafts.values()], options);
}

/** Whether a merged variable is that of a function that was inlined. */
function isCopy(loose: LooseVerdict): boolean {
  return loose.is === 'merged' && loose.into.inline.length > 1;
}

/** A local variable by the function around its place; that of an imported package has its qualifier in the compiler's words. */
function variableKey({ file, line, function: symbol }: Frame, { subject }: VerdictFact, { functionAt }: SiteOptions): string {
  return [file, functionAt?.(file, line, '') ?? symbol, subject.slice(subject.lastIndexOf('.') + 1)].join('\0');
}

interface Draft {
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
type PlaceDraft = {
  -readonly [K in keyof Place]: K extends 'calls' ? Place['calls'][number][] : K extends 'verdicts' ? Verdict[] : Place[K];
};

function subjectKey(unit: Unit, { file, line, column, subject, kind }: VerdictFact): string {
  return [unit.package, file, line, column ?? 0, kind, subject].join('\0');
}

function draftOfCall(drafts: Map<string, Draft>, unit: Unit, { call, what, verdict }: JoinedCall, options: SiteOptions): Draft {
  const found = anchorOf(call, unit);
  // Where the call of an expression stands on another line (a parameter's, a literal's in a declaration), the verdict is at the expression.
  const isElsewhere = call.inline.length === 1 && verdict?.file === found.file && verdict.line > 0;
  const anchor = isElsewhere ? { ...found, line: verdict.line } : found;
  const owner = options.ownerOf(anchor.file) ?? packageAround(anchor, unit);
  const named = writtenName(anchor.function);
  const written = options.functionAt?.(anchor.file, anchor.line, named) ?? named;
  // Instantiations have types of their own at one written place.
  const type = named.includes('[...]') ? '*' : (call.type ?? '');
  return open(drafts, [owner, anchor.file, anchor.line, written, what, type], { package: owner, function: written, anchor, what, unit });
}

function draftOfVerdict(drafts: Map<string, Draft>, unit: Unit, { verdict, open: { shape } }: LooseVerdict, options: SiteOptions): Draft {
  const { file, line, subject } = verdict;
  const written = options.functionAt?.(file, line, '') ?? '';
  const owner = options.ownerOf(file) ?? packageOfFile(file) ?? unit.package;
  const what = shape.form === 'function' ? 'closure' : (shape.whats[0] ?? 'box');
  const anchor = { package: owner, function: written, file, line };
  return open(drafts, [owner, file, line, written, what, 'said', subject], { package: owner, function: written, anchor, what, unit });
}

function open(
  drafts: Map<string, Draft>,
  key: readonly (string | number)[],
  start: Pick<Draft, 'package' | 'function' | 'anchor' | 'what' | 'unit'>,
): Draft {
  const text = key.join('\0');
  let draft = drafts.get(text);
  if (!draft) drafts.set(text, (draft = { ...start, types: new Set(), places: new Map(), verdicts: [], saids: new Set(), loose: [] }));
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

function addCall(draft: Draft, unit: Unit, one: JoinedCall, options: SiteOptions): void {
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

function addVerdict(draft: Draft, unit: Unit, loose: LooseVerdict, options: SiteOptions): void {
  const { file, line } = loose.verdict;
  const symbol = options.functionAt?.(file, line, '') ?? '';
  const place = placeOf(draft, unit, symbol, [{ package: draft.package, function: symbol, file, line }], 'alone');
  countVerdict(place, loose.verdict, loose.count);
  draft.verdicts.push({ unit, verdict: loose.verdict, isOwn: true, said: 'heap' });
  draft.loose.push(loose);
}

function repeat(draft: Draft, unit: Unit, { verdict, count }: LooseVerdict): void {
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

const byWhen = (conditions: ReadonlySet<When>): readonly When[] => whens.filter((when) => conditions.has(when));

function finishAll(drafts: readonly Draft[], options: SiteOptions): Site[] {
  const lineOf = ({ function: name, anchor }: Draft): string => `${anchor.file}:${anchor.line}:${name}`;
  const onLine = new Map<string, Set<What>>();
  for (const draft of drafts) onLine.set(lineOf(draft), (onLine.get(lineOf(draft)) ?? new Set()).add(draft.what));
  const bases = drafts.map((draft) => finish(draft, onLine.get(lineOf(draft)) ?? new Set(), options));
  const ids = identifySites(bases, options.digest);
  const idOf = new Map(drafts.map((draft, index) => [draft, ids[index] ?? '']));
  return drafts
    .map((draft, index): Site => ({ id: ids[index] ?? '', ...(bases[index] as Omit<SiteBase, 'id'>), ...outcomeOf(draft, idOf) }))
    .toSorted(bySource);
}

function outcomeOf(draft: Draft, idOf: ReadonlyMap<Draft, string>): Outcome {
  if (draft.call) return { outcome: 'allocates', said: saids.find((said) => draft.saids.has(said)) ?? 'nothing' };
  if (draft.mergedInto) return { outcome: 'merged', into: idOf.get(draft.mergedInto) ?? '' };
  const unsettled = draft.loose.find((loose) => loose.is === 'unsettled');
  if (unsettled?.is === 'unsettled') return { outcome: 'unsettled', why: unsettled.why };
  const paper = draft.loose.find((loose) => loose.is === 'paper');
  if (paper?.is === 'paper') return { outcome: 'paper', paper: paper.paper };
  throw new Error(`a site without calls and without verdicts: ${draft.anchor.file}:${draft.anchor.line}`);
}

/** `besides`: what is allocated on the same line of the same function. */
function finish(draft: Draft, besides: ReadonlySet<What>, options: SiteOptions): Omit<SiteBase, 'id'> {
  const { anchor } = draft;
  const places = [...draft.places.values()];
  const conditions = new Set<When>(places.flatMap((place) => place.calls.flatMap((one) => one.when)));
  const loop = options.loopAt?.(anchor.file, anchor.line);
  // What is said in the function's own text describes the place best; heap before stack.
  const best = draft.verdicts.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || saids.indexOf(a.said) - saids.indexOf(b.said))[0];
  const subject = best?.verdict.subject;
  const column = best?.isOwn && best.verdict.file === anchor.file && best.verdict.line === anchor.line ? best.verdict.column : undefined;
  const type = typeRef(draft, options);
  const explained = best && (best.said === 'heap' || best.said === 'append') ? best : undefined;
  return {
    package: draft.package,
    function: draft.function,
    at: { file: anchor.file, line: anchor.line, ...(column === undefined ? {} : { column }) },
    what: draft.what,
    ...(type === undefined ? {} : { type }),
    ...(subject === undefined || subject === '' ? {} : { subject }),
    when: byWhen(conditions),
    places,
    ...(loop === undefined ? {} : { loop }),
    ...(anchor.file.endsWith('_test.go') ? { test: true as const } : {}),
    ...(isExported(draft.function) ? { exported: true as const } : {}),
    cause:
      wrapped(draft, besides) ??
      withoutBuffer(
        options.causeOf(explained?.unit ?? draft.unit, draft.what, draft.call?.allocator ?? '', explained?.verdict),
        draft,
        conditions,
      ),
  };
}

/** What has no buffer does not exceed it: `s += x`, `C.GoString`. */
function withoutBuffer(cause: Cause, { call, what }: Draft, conditions: ReadonlySet<When>): Cause {
  if (cause.code !== 'buffer-exceeded' || what !== 'string' || !call || conditions.has('exceeds-buffer')) return cause;
  return { ...cause, code: 'string-made' };
}

/** The record that carries the arguments of `go f(x)`, or of `defer f(x)` in a loop, to the call: the compiler says nothing of it. */
function wrapped({ what, verdicts }: Draft, besides: ReadonlySet<What>): Cause | undefined {
  if (what !== 'closure' || verdicts.length > 0) return undefined;
  if (besides.has('go')) return { code: 'go-statement', args: {} };
  return besides.has('defer') ? { code: 'deferred-in-loop', args: {} } : undefined;
}

/** A function, or a method of a type, that other packages can name; what is written in a literal counts as its function's. */
function isExported(written: string): boolean {
  const [, receiver = 'X', name = ''] = /^(?:\(?\*?([^.()]+)\)?\.)?([^.]+?)(?:\.func\d.*)?$/.exec(written.replaceAll('[...]', '')) ?? [];
  return /^\p{Lu}/u.test(receiver) && /^\p{Lu}/u.test(name);
}

/** A map or channel type's own size is that of a pointer and says nothing of what is allocated. */
function isHandle(what: What): boolean {
  return what === 'map' || what === 'map-growth' || what === 'chan';
}

function typeRef(draft: Draft, options: SiteOptions): TypeRef | undefined {
  const { call, what, types } = draft;
  const name = call?.type;
  if (!call || name === undefined || types.size > 1) return undefined;
  const { of, isSingle } = options.describe(what);
  const charged = call.size === undefined || !isSingle ? undefined : options.charged(call.size, (call.pointerBytes ?? 0) > 0);
  return {
    name,
    ...(call.size === undefined || isHandle(what) ? {} : { size: call.size }),
    ...(charged === undefined ? {} : { charged }),
    of,
    known: 'operand',
  };
}
