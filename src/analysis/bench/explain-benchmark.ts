/**
 * What a benchmark reports against what its profiles say: the parts add up to what it reports, and what is in one and not in the other has a name.
 */
import type { Amount, BenchRest, MeasuredBenchmark, TinyMethod } from '../../model/bench.ts';
import { listPlaces, rounded, tinyBlock, type PlacedAmount } from './place-operations.ts';

export interface ExplainedBenchmark {
  readonly profiled: Amount;
  readonly tiny?: TinyMethod;
  readonly sites: MeasuredBenchmark['sites'];
  readonly calls: MeasuredBenchmark['calls'];
  readonly rest: MeasuredBenchmark['rest'];
}

export interface ExplainAsked {
  /** Of all operations. */
  readonly places: ReadonlyMap<string, PlacedAmount>;
  readonly operations: number;
  readonly reported: Amount;
  /** Of one run, not of an operation. */
  readonly setUp: Amount;
  /** Operations of the run that reported. */
  readonly spreadOver: number;
  /** What was found out of objects that share blocks: how many there are at each place. */
  readonly counted?: { readonly by: 'executions' | 'race'; readonly objects: ReadonlyMap<string, number> };
}

/** What runs differ by without a reason in an operation: a few objects of the runtime and the harness, a few KiB of their buffers. */
function slackOf(operations: number): Amount {
  return { objects: Math.min(1, Math.max(0.02, 20 / operations)), bytes: Math.max(2, 65_536 / operations) };
}

/** Whether objects may be hidden in blocks of others. What the benchmark reports does not tell: it is rounded down, and what is outside of the timer is not in it. */
export function hidesTiny(places: ReadonlyMap<string, PlacedAmount>, operations: number): boolean {
  return [...places.values()].some(({ shared, on }) => !('rest' in on) && shared / operations > leastShared);
}

/** Of a block in so many operations nothing is asked. */
const leastShared = 0.005;

export function explainBenchmark({ places, operations, reported, setUp, spreadOver, counted }: ExplainAsked): ExplainedBenchmark {
  const corrected = counted ? withCounts(places, counted.objects) : places;
  const { objects: slack, bytes } = slackOf(operations);
  const bytesSlack = Math.max(bytes, reported.bytes / 100);
  const isTold = counted !== undefined && isNearer(corrected, places, operations, reported);
  const used = isTold ? corrected : places;
  const hasShared = hidesTiny(places, operations);
  const { sites, calls, rest } = listPlaces(used.values(), operations, isTold);
  const profiled = sumOf([...used.values()].map(({ objects, bytes }) => ({ objects: objects / operations, bytes: bytes / operations })));
  const missing = { objects: reported.objects - profiled.objects, bytes: reported.bytes - profiled.bytes };
  const named: BenchRest[] = [];
  const inSteps = [...used.values()].reduce(
    (sum, one) => sum + (Math.abs(one.objects) < operations * rare ? Math.abs(one.bytes) / operations : 0),
    0,
  );
  if (Math.abs(missing.objects) < 1 - slack && Math.abs(missing.bytes) > bytesSlack && Math.abs(missing.bytes) <= inSteps)
    named.push({ reason: 'growth', objects: 0, bytes: missing.bytes });
  else if (missing.objects > slack || missing.bytes > bytesSlack) {
    const amount = { objects: Math.max(0, missing.objects), bytes: Math.max(0, missing.bytes) };
    const shared = [...places.values()].flatMap(({ on, shared }) => (shared > 0 && 'sites' in on ? on.sites.map(({ id }) => id) : []));
    if (hasShared && !isTold && missing.objects > slack && setUp.objects / spreadOver < missing.objects)
      named.push({
        reason: 'tiny',
        objects: amount.objects,
        bytes: 0,
        ...(shared.length === 0 ? {} : { among: [...new Set(shared)].toSorted() }),
      });
    // What the timer counted of it is between nothing and all.
    else if (setUp.objects / spreadOver >= missing.objects - slack && setUp.bytes / spreadOver >= missing.bytes - bytesSlack)
      named.push({ reason: 'set-up', ...amount });
    else named.push({ reason: 'unexplained', ...amount });
    // A whole object more may be one that Go rounded away: 2.97 is reported as 2.
  } else if (missing.objects <= -1 - slack || missing.bytes <= -1 - bytesSlack || (missing.objects <= -1 + slack && missing.bytes <= -3))
    named.push({ reason: 'outside-timer', objects: Math.min(0, missing.objects), bytes: Math.min(0, missing.bytes) });
  return {
    profiled: roundedAmount(profiled),
    ...(hasShared && (isTold || named.some(({ reason }) => reason === 'tiny'))
      ? { tiny: isTold && counted ? counted.by : ('blocks' as const) }
      : {}),
    sites,
    calls,
    rest: [...rest, ...named.map((one) => ({ ...one, ...roundedAmount(one) }))],
  };
}

/** All objects, with those that share blocks as they were counted. */
export function foundObjects(places: ReadonlyMap<string, PlacedAmount>, counts: ReadonlyMap<string, number>): number {
  return [...withCounts(places, counts).values()].reduce((sum, { objects }) => sum + objects, 0);
}

/** Each place with as many objects as were counted there. The bytes of the blocks that they share are parted by these counts: whose block one lies in is chance. */
function withCounts(places: ReadonlyMap<string, PlacedAmount>, counts: ReadonlyMap<string, number>): ReadonlyMap<string, PlacedAmount> {
  const counted = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const blocks = [...places.values()].reduce((sum, { on, shared }) => sum + ('rest' in on ? 0 : shared), 0);
  const bytesEach = counted === 0 ? 0 : (blocks * tinyBlock) / counted;
  return new Map(
    [...places].map(([key, place]) => {
      if ('rest' in place.on) return [key, place];
      const shared = counts.get(key) ?? 0;
      const bytes = counted === 0 ? place.bytes : place.bytes - place.shared * tinyBlock + shared * bytesEach;
      return [key, { ...place, objects: place.objects - place.shared + shared, bytes, shared }];
    }),
  );
}

/** Of places that grow in steps. */
const rare = 0.1;

/** Pools that lose what was put into them make a little more with the race detector. */
const agreeing = 0.1;

/** Whether the counts agree better with what the benchmark reports, of which only whole objects are known. */
function isNearer(
  corrected: ReadonlyMap<string, PlacedAmount>,
  places: ReadonlyMap<string, PlacedAmount>,
  operations: number,
  { objects }: Amount,
): boolean {
  const off = (all: ReadonlyMap<string, PlacedAmount>): number => {
    const found = [...all.values()].reduce((sum, place) => sum + place.objects, 0) / operations;
    return found < objects ? objects - found : Math.max(0, found - objects - 1);
  };
  return off(corrected) <= off(places) + agreeing;
}

export function sumOf(amounts: Iterable<Amount>): Amount {
  let objects = 0;
  let bytes = 0;
  for (const one of amounts) {
    objects += one.objects;
    bytes += one.bytes;
  }
  return { objects, bytes };
}

export function roundedAmount({ objects, bytes }: Amount): Amount {
  return { objects: rounded(objects), bytes: rounded(bytes) };
}
