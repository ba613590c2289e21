import type { Cause } from '../../model/causes.ts';
import { whens, type When } from '../../model/facts.ts';
import { saids, type Outcome, type Site, type SiteBase, type TypeRef, type What } from '../../model/site.ts';
import { byPackage } from '../../model/site-order.ts';
import { identifySites } from './identify.ts';
import type { Draft } from './site-draft.ts';
import type { SiteOptions } from './site-options.ts';

/** Makes the sites of drafts whose evidence is complete, in the order of a report. */
export function finishSites(drafts: readonly Draft[], options: SiteOptions): Site[] {
  const besides = whatsBesides(drafts);
  const bases = drafts.map((draft) => finish(draft, besides(draft), options));
  const ids = identifySites(bases, options.digest);
  const idOf = new Map(drafts.map((draft, index) => [draft, ids[index] ?? '']));
  return drafts
    .map((draft, index): Site => ({ id: ids[index] ?? '', ...(bases[index] as Omit<SiteBase, 'id'>), ...outcomeOf(draft, idOf) }))
    .toSorted(byPackage);
}

/** What is allocated on the same line of the same function. */
function whatsBesides(drafts: readonly Draft[]): (draft: Draft) => ReadonlySet<What> {
  const lineOf = ({ function: name, anchor }: Draft): string => `${anchor.file}\0${anchor.line}\0${name}`;
  const onLine = new Map<string, Set<What>>();
  for (const draft of drafts) {
    const key = lineOf(draft);
    const whats = onLine.get(key);
    if (whats) whats.add(draft.what);
    else onLine.set(key, new Set([draft.what]));
  }
  return (draft) => onLine.get(lineOf(draft)) ?? new Set();
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

function finish(draft: Draft, besides: ReadonlySet<What>, options: SiteOptions): Omit<SiteBase, 'id'> {
  const { anchor } = draft;
  const places = [...draft.places.values()];
  const conditions = new Set<When>(places.flatMap((place) => place.calls.flatMap((one) => one.when)));
  const best = bestVerdict(draft);
  const subject = best?.verdict.subject;
  const column = best?.isOwn && best.verdict.file === anchor.file && best.verdict.line === anchor.line ? best.verdict.column : undefined;
  const type = typeRef(draft, options);
  const isVariable = column !== undefined && best?.verdict.kind === 'moved-to-heap';
  const variable = isVariable ? { column, isPerIteration: options.hasLoopVariables(draft.package) } : undefined;
  const loop = options.loopAt?.(anchor.file, anchor.line, variable);
  const explained = best && (best.said === 'heap' || best.said === 'append') ? best : undefined;
  return {
    package: draft.package,
    function: draft.function,
    at: { file: anchor.file, line: anchor.line, ...(column === undefined ? {} : { column }) },
    what: draft.what,
    ...(type === undefined ? {} : { type }),
    ...(subject === undefined || subject === '' ? {} : { subject }),
    when: whens.filter((when) => conditions.has(when)),
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

/** What is said in the function's own text describes the place best; heap before stack. */
function bestVerdict({ verdicts }: Draft): Draft['verdicts'][number] | undefined {
  const weight = (one: Draft['verdicts'][number]): number => saids.indexOf(one.said) + (one.isOwn ? 0 : saids.length);
  return verdicts.reduce<(typeof verdicts)[number] | undefined>(
    (best, one) => (best && weight(best) <= weight(one) ? best : one),
    undefined,
  );
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
    ...(call.pointerBytes === undefined || isHandle(what) ? {} : { pointers: call.pointerBytes > 0 }),
    of,
    known: 'operand',
  };
}
