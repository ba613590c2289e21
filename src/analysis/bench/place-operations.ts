/**
 * What one operation of a benchmark allocates, by place. Input: the difference of two heap profiles that recorded each allocation, placed as any profile is
 * (`analysis/cost`); the output adds up to it.
 */
import { compareBy, compareText } from '../../base/order.ts';
import type { Amount, BenchCall, BenchRest, BenchSite } from '../../model/bench.ts';
import { positionKey } from '../../model/position.ts';
import type { Position } from '../../model/facts.ts';
import type { Profile } from '../../model/profile.ts';
import type { Report } from '../../model/report.ts';
import type { Site } from '../../model/site.ts';
import { isRuntime, placeProfile, type PlacedSample, type PlaceOptions } from '../cost/place-profile.ts';

/** The runtime's block for pointer-free objects of less than 16 bytes (`mallocgcTiny` in runtime/malloc.go). */
export const tinyBlock = 16;

/** A place with what was allocated there; amounts are sums over all operations. */
export interface PlacedAmount {
  objects: number;
  bytes: number;
  /** Of `objects`, those in blocks of 16 bytes that more than one object may share. */
  shared: number;
  /** The same by stack. */
  readonly sharedBy: Map<string, number>;
  /** Something was made because a `sync.Pool` was empty. */
  missesPool: boolean;
  isTiny: boolean;
  readonly on:
    | { readonly sites: readonly Site[] }
    | { readonly call: Omit<BenchCall, keyof Amount> }
    | { readonly rest: Omit<BenchRest, keyof Amount> };
  isArtefact: boolean;
}

/** Calls in the loop of `b.Loop` that Go 1.24 and 1.25 do not inline. */
export interface KeptCalls {
  /** Keys of lines in such loops: {@link lineKey}. */
  readonly lines: ReadonlySet<string>;
  /** Symbols of functions that are inlined elsewhere. */
  readonly inlinable: ReadonlySet<string>;
}

export interface OperationOptions extends Omit<PlaceOptions, 'onPlaced' | 'isDelta' | 'rate' | 'from'> {
  readonly kept: KeptCalls;
}

/** Places a difference of profiles; by a key of the place. */
export function placeOperations(
  report: Pick<Report, 'sites' | 'packages'>,
  profile: Profile,
  { kept, ...options }: OperationOptions,
): ReadonlyMap<string, PlacedAmount> {
  const places = new Map<string, PlacedAmount>();
  placeProfile(report, profile, {
    ...options,
    isDelta: true,
    rate: 1,
    from: 1,
    onPlaced(sample) {
      const { values, size } = sample;
      const { key, on } = destination(sample);
      let place = places.get(key);
      if (!place)
        places.set(
          key,
          (place = { objects: 0, bytes: 0, shared: 0, sharedBy: new Map(), missesPool: false, isTiny: false, on, isArtefact: false }),
        );
      place.objects += values.alloc_objects;
      place.bytes += values.alloc_space;
      if (size === tinyBlock && mayShare(sample.on)) {
        const stack = sample.stack.flatMap((lines) => lines.map(({ function: name, line }) => `${name}:${line}`)).join('\n');
        place.shared += values.alloc_objects;
        place.isTiny ||= isKnownTiny(sample.on);
        place.sharedBy.set(stack, (place.sharedBy.get(stack) ?? 0) + values.alloc_objects);
      }
      place.missesPool ||= sample.stack.some((lines) => lines.some((line) => line.function.startsWith('sync.(*Pool).')));
      place.isArtefact ||= kept.lines.size > 0 && isKeptCall(sample, kept);
    },
  });
  return places;
}

function destination({ on, stack }: PlacedSample): { key: string; on: PlacedAmount['on'] } {
  if ('sites' in on) {
    const sites = on.sites.map(({ site }) => site);
    return { key: `site\0${sites.map(({ id }) => id).join('\0')}`, on: { sites } };
  }
  if ('call' in on) {
    const { package: pkg, function: name, file, line, callee } = on.call;
    return { key: `call\0${file}\0${line}\0${callee}`, on: { call: { package: pkg, function: name, file, line, callee } } };
  }
  const isHarness = on.reason === 'outside' && stack.some((lines) => lines.some((line) => line.package === 'testing'));
  const reason = isHarness ? 'harness' : on.reason;
  return { key: `rest\0${reason}`, on: { rest: { reason, ...(on.first ? { first: on.first } : {}) } } };
}

/** Of a call nothing is known but the size, and of slices and boxes no more where their type is not one object's. */
function mayShare(on: PlacedSample['on']): boolean {
  return 'sites' in on ? on.sites.some(({ isTiny, site }) => isTiny || site.type?.charged === undefined) : true;
}

/** Whether objects are known to share blocks: some of a box may be strings of 16 bytes, which do not. */
function isKnownTiny(on: PlacedSample['on']): boolean {
  const boxes = (site: Site): boolean =>
    site.places.some(({ calls }) => calls.some(({ allocator }) => /^runtime\.convT(?:16|32|64)$/.test(allocator)));
  return 'sites' in on && on.sites.some(({ isTiny, site }) => isTiny || boxes(site));
}

/** Whether the object was made by a function that is called in the loop of `b.Loop` and that is a call in the code only for that. */
function isKeptCall({ stack }: PlacedSample, { lines: inLoops, inlinable }: KeptCalls): boolean {
  const own = stack.findIndex((lines) => lines.some((line) => !isRuntime(line.package)));
  const caller = stack[own + 1]?.[0];
  const callee = stack[own]?.at(-1)?.function ?? '';
  return typeof caller?.file === 'string' && inlinable.has(callee) && inLoops.has(lineKey({ file: caller.file, line: caller.line }));
}

/** Stacks know no columns. */
export function lineKey({ file, line }: Position): string {
  return positionKey({ file, line });
}

/** Parts of an object below this are noise of one run against another. */
const noise = 5e-4;

/** The places as a document has them, of one operation; those that come to nothing are left out. */
export function listPlaces(
  places: Iterable<PlacedAmount>,
  operations: number,
  tinyKnown: boolean,
): { sites: BenchSite[]; calls: BenchCall[]; rest: BenchRest[] } {
  const sites: BenchSite[] = [];
  const calls: BenchCall[] = [];
  const rest: BenchRest[] = [];
  for (const { on, isArtefact, shared, isTiny, objects, bytes } of places) {
    const amount = { objects: rounded(objects / operations), bytes: rounded(bytes / operations) };
    if (Math.abs(amount.objects) < noise && Math.abs(amount.bytes) < noise) continue;
    const tiny = shared > 0 && !tinyKnown ? { tiny: true as const } : {};
    if ('call' in on) calls.push({ ...on.call, ...amount, ...tiny });
    else if ('rest' in on) rest.push({ ...on.rest, ...amount });
    else {
      const [first, ...others] = on.sites;
      if (!first) continue;
      sites.push({
        site: first.id,
        ...amount,
        ...(others.length === 0 ? {} : { among: others.map(({ id }) => id) }),
        ...(isTiny && shared > 0 ? { tiny: true as const } : {}),
        ...(isArtefact ? { artefact: true as const } : {}),
      });
    }
  }
  return {
    sites: sites.toSorted(compareBy<BenchSite>(byAmount, (a, b) => compareText(a.site, b.site))),
    calls: calls.toSorted(
      compareBy<BenchCall>(
        byAmount,
        (a, b) => compareText(a.file, b.file),
        (a, b) => a.line - b.line,
        (a, b) => compareText(a.callee, b.callee),
      ),
    ),
    rest: rest.toSorted((a, b) => compareText(a.reason, b.reason)),
  };
}

function byAmount(a: Amount, b: Amount): number {
  return b.objects - a.objects || b.bytes - a.bytes;
}

export function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4 || 0;
}
