import type { DifferenceKind } from '../../model/build-comparison.ts';
import { flowCauses, type CauseCode } from '../../model/causes.ts';
import { outcomeOf, type Site, type TypeRef } from '../../model/site.ts';
import { allocatorsOf } from '../sites/allocators-of.ts';

/** What stands where a build has no site: it has the text, or not, or nobody knows. */
export type Missing = 'absent' | 'not-built' | 'unknown';

/**
 * What differs between a written place in one build and in another, the gravest first; empty where nothing does. Judged by whether it allocates, never by what
 * the compiler calls it: that is `words`. One of the two is a site.
 */
export function kindsOf(before: Site | Missing, after: Site | Missing): DifferenceKind[] {
  if (before === 'unknown' || after === 'unknown') return [];
  if (before === 'not-built' || after === 'not-built') return allocates(before) || allocates(after) ? ['not-built'] : [];
  // What the join does not know is no allocation that came or went.
  if (isUnsettled(before) || isUnsettled(after)) return isSameOutcome(before, after) ? [] : ['words'];
  if (allocates(before) !== allocates(after)) return [allocates(after) ? 'gained' : 'lost'];
  if (!allocates(before)) return isSameOutcome(before, after) ? [] : ['words'];
  return typeof before === 'string' || typeof after === 'string' ? [] : changesOf(before, after);
}

function changesOf(before: Site, after: Site): DifferenceKind[] {
  const kinds: DifferenceKind[] = [];
  const sizes = [sizeOf(before), sizeOf(after)];
  if (sizes[0] !== undefined && sizes[1] !== undefined && sizes[0] !== sizes[1]) kinds.push('size');
  // One that is known in one build only is no other type.
  if (before.type && after.type && isOtherType(before.type, after.type)) kinds.push('type');
  if (before.when.join() !== after.when.join()) kinds.push('when');
  if (isOtherCause(before, after)) kinds.push('cause');
  // Go 1.27 gives copies of a closure one symbol, which then holds all of their calls.
  if (copiesOf(before) !== copiesOf(after) && callsOf(before) !== callsOf(after)) kinds.push('copies');
  const isKnownBetter = before.cause.code !== after.cause.code && !isOtherCause(before, after);
  if (isKnownBetter || wordsOf(before) !== wordsOf(after)) kinds.push('words');
  return kinds;
}

/** Where the compiler explains a value in one build only (of appends Go 1.25 began to), the cause is known better and not another. */
function isOtherCause({ cause: before }: Site, { cause: after }: Site): boolean {
  return before.code !== after.code && isOfFlow(before.code) && isOfFlow(after.code);
}

function isOfFlow(code: CauseCode): boolean {
  const codes: readonly CauseCode[] = flowCauses;
  return codes.includes(code);
}

/** What the runtime charges for one, else the size of the type. */
function sizeOf({ type }: Site): number | undefined {
  return type?.charged ?? type?.size;
}

/** A shape that instances share is no other type than the one of them that is known: which of the two is named depends on inlining. */
function isOtherType(before: TypeRef, after: TypeRef): boolean {
  const isOfShape = [before, after].some(({ name }) => name.includes('go.shape.'));
  return !isOfShape && typeOf(before) !== typeOf(after);
}

/** Without what the compiler numbers. */
function typeOf({ name }: TypeRef): string {
  return name.replaceAll(/·\d+/g, '');
}

/** Compiled copies: variants of one package repeat each other, and are one. */
export function copiesOf(site: Pick<Site, 'places'>): number {
  return copyCalls(site).size;
}

/** Calls of allocators in all copies. */
function callsOf(site: Site): number {
  return [...copyCalls(site).values()].reduce((sum, calls) => sum + calls, 0);
}

/** For each copy the calls of the variant that has most. */
function copyCalls({ places }: Pick<Site, 'places'>): ReadonlyMap<string, number> {
  const copies = new Map<string, number>();
  for (const { package: pkg, function: symbol, inline, calls } of places) {
    const key = [pkg, symbol, ...inline.map(({ file, line }) => `${file}:${line}`)].join('\0');
    const sum = calls.reduce((all, { count }) => all + count, 0);
    copies.set(key, Math.max(copies.get(key) ?? 0, sum));
  }
  return copies;
}

function wordsOf(site: Site): string {
  const subject = (site.subject ?? '').replaceAll(/\.autotmp_\d+/g, '.autotmp');
  return JSON.stringify([outcomeOf(site), subject, allocatorsOf(site)]);
}

function allocates(site: Site | Missing): boolean {
  return typeof site !== 'string' && site.outcome === 'allocates';
}

function isUnsettled(site: Site | Missing): boolean {
  return typeof site !== 'string' && site.outcome === 'unsettled';
}

function isSameOutcome(before: Site | Missing, after: Site | Missing): boolean {
  const wordOf = (site: Site | Missing): string =>
    typeof site === 'string' ? site : site.outcome === 'paper' ? `paper ${site.paper}` : site.outcome;
  return wordOf(before) === wordOf(after);
}
