/** What a pair of builds shows of a place, as the table of release facts asks for it. */
import type { CauseFact } from '../causes.ts';
import type { InlineFact, VerdictFact } from '../facts.ts';
import type { Build } from '../report.ts';
import type { Site } from '../site.ts';

/** What one build says of a place. */
export interface FactSide {
  readonly build: Pick<Build, 'go' | 'race' | 'gcflags'>;
  readonly site?: Site | undefined;
  /** The text of its line, where it can be had. */
  readonly line?: string | undefined;
  /** Bytes of the value, where they are known: see `sizeOf` of the reasons. */
  readonly size?: number | undefined;
  /** The compiler's lines on the lines of its copies. */
  readonly verdicts: readonly VerdictFact[];
  /** … and on the line of the step that puts it on the heap. */
  readonly atCause: readonly VerdictFact[];
  /** What it explains there. */
  readonly causes: readonly CauseFact[];
  /** Allocators that are called from these lines. */
  readonly allocators: ReadonlySet<string>;
  /** How often each allocator is called, for each of the functions that hold the copies. */
  readonly around: readonly ReadonlyMap<string, number>[];
  /** Bare names of functions whose calls are inlined there. */
  readonly inlined: ReadonlySet<string>;
  /** Decisions on functions of these names. */
  readonly decisions: (callee: string) => readonly InlineFact[];
}

/** A pair with the earlier release first, whichever way the comparison goes. */
export interface FactPair {
  readonly older: FactSide;
  readonly newer: FactSide;
  /** An expression whose names are literals in the newer build. */
  readonly constant?: { readonly from: string; readonly to: string } | undefined;
}

export function staysOnStack({ verdicts }: FactSide, expression: string): boolean {
  return verdicts.some(({ kind, subject }) => kind === 'does-not-escape' && subject === expression);
}

export function isBetween(size: number | undefined, above: number, atMost: number): boolean {
  return size !== undefined && size > above && size <= atMost;
}

export function isSaid({ site }: FactSide, said: string): boolean {
  return site?.outcome === 'allocates' && site.said === said;
}

export function calls({ places }: Site): ReadonlySet<string> {
  return new Set(places.flatMap((place) => place.calls.map(({ allocator }) => allocator)));
}

export function callCount({ places }: Site): number {
  return places.reduce((sum, place) => sum + place.calls.reduce((more, { count }) => more + count, 0), 0);
}

/** Whether an append may have 32 bytes on the stack: one of single elements that fit, not of a whole slice (`append(a, b...)`). */
export function hasBuffer({ site, line = '' }: FactSide): boolean {
  const size = site?.type?.size;
  return (size === undefined || size <= 32) && !/\bappend\(.*\.\.\.\)/.test(line);
}

export function isGrowth(allocator: string): boolean {
  return allocator.startsWith('runtime.growslice');
}

/** Whether an append begins in a buffer of the frame that outlives it. */
export function buffered(site: Site): boolean {
  return [...calls(site)].some((allocator) => allocator.includes('growsliceBuf'));
}

/** Copies of slices from the frame to the heap, in the functions around. */
export function moves({ around }: FactSide): number {
  return around.reduce(
    (sum, counts) => sum + [...counts].reduce((more, [name, count]) => more + (name.startsWith('runtime.moveSlice') ? count : 0), 0),
    0,
  );
}

/** Whether a value is on the heap because a call takes it there, by the compiler's expression of the call. */
export function handsTo(site: Site | undefined, call: RegExp): boolean {
  return site?.cause.code === 'passed-to-parameter' && call.test(site.cause.args.expression ?? '');
}

/** Whether the way to the heap leads through the backing store of an append. */
export function throughAppend(site: Site | undefined): boolean {
  return site?.cause.code === 'stored-in-slice' && site.cause.args.expression?.startsWith('append(') === true;
}

export function isOfJson(site: Site | undefined): boolean {
  if (!site) return false;
  return (
    site.type?.name.startsWith('encoding/json.') === true ||
    site.places.some(({ inline }) => inline.some((frame) => frame.package === 'encoding/json'))
  );
}
