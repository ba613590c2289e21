import { compareBy, compareText } from '../../base/order.ts';
import type { Amount, BenchCall, BenchRest, BenchResult, MeasuredBenchmark } from '../../model/bench.ts';
import type { AllocationDifference, PlaceDifference } from '../../model/benchmark-comparison.ts';
import type { Site } from '../../model/site.ts';

/** Less than these is nothing. */
const least = { objects: 0.005, bytes: 0.5 };

/** Growth and pools are a few hundredths of an object otherwise in each run (chi's BenchmarkMux: up to 0.04). */
const leastTold = 0.05;

/** What the harness and the runtime do otherwise in each run: a few objects and pages, over so many operations. */
const noisy: ReadonlySet<string> = new Set(['harness', 'runtime', 'outside'] satisfies BenchRest['reason'][]);

function noiseOf(...sides: readonly MeasuredBenchmark[]): Amount {
  const between = Math.min(...sides.map(({ operations: [fewer, more] }) => more - fewer));
  return { objects: Math.max(least.objects, 20 / between), bytes: Math.max(least.bytes, 16_384 / between) };
}

type Place =
  | Pick<Extract<PlaceDifference, { of: 'site' }>, 'of' | 'site'>
  | Pick<Extract<PlaceDifference, { of: 'call' }>, 'of' | 'call'>
  | Pick<Extract<PlaceDifference, { of: 'rest' }>, 'of' | 'reason'>;
interface Part {
  /** The first is the identity; a later one is taken where the other side has none of the earlier. */
  readonly keys: readonly string[];
  readonly place: Place;
  readonly amount: Amount;
}

/** For each benchmark that both measured where the difference of its allocs/op and B/op comes from, those that differ first. */
export function compareAllocations(before: BenchResult, after: BenchResult): AllocationDifference[] {
  const old = new Map(measured(before).map((one) => [nameOf(one), one]));
  return measured(after)
    .flatMap((one): AllocationDifference[] => {
      const other = old.get(nameOf(one));
      return other ? [compareOne(other, one, before.sites, after.sites)] : [];
    })
    .toSorted(byDifference);
}

function measured({ benchmarks }: BenchResult): MeasuredBenchmark[] {
  return benchmarks.filter((one) => one.state === 'measured');
}

function nameOf({ package: pkg, name, procs }: MeasuredBenchmark): string {
  return `${pkg} ${name} ${procs}`;
}

function compareOne(
  before: MeasuredBenchmark,
  after: MeasuredBenchmark,
  oldSites: readonly Site[],
  newSites: readonly Site[],
): AllocationDifference {
  const all = pairParts(partsOf(before, oldSites), partsOf(after, newSites));
  const noise = noiseOf(before, after);
  const told = { objects: leastTold, bytes: Math.max(2, before.reported.bytes / 200) };
  const places = all
    .filter((one) => !isSmall(difference(one.amounts), one.of === 'rest' && noisy.has(one.reason) ? noise : told))
    .toSorted(
      compareBy(
        (a, b) => Math.abs(difference(b.amounts).objects) - Math.abs(difference(a.amounts).objects),
        (a, b) => Math.abs(difference(b.amounts).bytes) - Math.abs(difference(a.amounts).bytes),
        (a, b) => compareText(positionOf(a), positionOf(b)),
      ),
    );
  const reported = [before.reported, after.reported] as const;
  const rest = difference(reported);
  for (const { amounts } of places) {
    const { objects, bytes } = difference(amounts);
    rest.objects -= objects;
    rest.bytes -= bytes;
  }
  const { package: pkg, name, procs } = after;
  return { package: pkg, name, procs, reported, places, remainder: { objects: rounded(rest.objects), bytes: rounded(rest.bytes) } };
}

/** Sites by their identity, which holds no lines; then by what they are and where, for those whose order in the function changed. */
function partsOf({ sites, calls, rest }: MeasuredBenchmark, known: readonly Site[]): Part[] {
  const byId = new Map(known.map((site) => [site.id, site]));
  const parts: Part[] = [];
  for (const { site: id, objects, bytes } of sites) {
    const site = byId.get(id);
    if (!site) continue;
    const kind = ['site', site.package, site.function, site.what].join(' ');
    parts.push({ keys: [id, `${kind} ${site.type?.name ?? ''}`, kind], place: { of: 'site', site }, amount: { objects, bytes } });
  }
  const bySource = compareBy<BenchCall>(
    (a, b) => compareText(a.file, b.file),
    (a, b) => a.line - b.line,
  );
  for (const { package: pkg, function: name, callee, file, line, objects, bytes } of calls.toSorted(bySource)) {
    const call = { package: pkg, function: name, callee, file, line };
    parts.push({ keys: [`call ${pkg} ${name} ${callee}`], place: { of: 'call', call }, amount: { objects, bytes } });
  }
  for (const { reason, objects, bytes } of rest)
    parts.push({ keys: [`rest ${reason}`], place: { of: 'rest', reason }, amount: { objects, bytes } });
  return parts;
}

/** One-to-one, by the first key for all of them before the second for any. */
function pairParts(before: readonly Part[], after: readonly Part[]): PlaceDifference[] {
  const open = new Set(before);
  const partners = new Map<Part, Part>();
  const levels = Math.max(0, ...after.map(({ keys }) => keys.length));
  for (let level = 0; level < levels; level++) {
    const waiting = new Map<string, Part[]>();
    for (const part of open) {
      const key = part.keys[level];
      if (key !== undefined) waiting.set(key, [...(waiting.get(key) ?? []), part]);
    }
    for (const part of after) {
      const key = part.keys[level];
      const other = key === undefined || partners.has(part) ? undefined : waiting.get(key)?.shift();
      if (!other) continue;
      partners.set(part, other);
      open.delete(other);
    }
  }
  return [
    ...after.map((part) => differing(part.place, [partners.get(part)?.amount ?? nothing, part.amount])),
    ...[...open].map(({ place, amount }) => differing(place, [amount, nothing])),
  ];
}

const nothing: Amount = { objects: 0, bytes: 0 };

function differing(place: Place, amounts: readonly [Amount, Amount]): PlaceDifference {
  const [before, after] = amounts;
  const { objects, bytes } = difference(amounts);
  const isMore = Math.abs(objects) < least.objects ? bytes > 0 : objects > 0;
  // What is on no place is never gone: it may be negative too.
  if (place.of === 'rest') return { change: isMore ? 'more' : 'fewer', amounts, ...place };
  const change = isSmall(before) ? 'gained' : isSmall(after) ? 'lost' : isMore ? 'more' : 'fewer';
  return { change, amounts, ...place };
}

function difference([before, after]: readonly [Amount, Amount]): { objects: number; bytes: number } {
  return { objects: after.objects - before.objects, bytes: after.bytes - before.bytes };
}

function isSmall({ objects, bytes }: Amount, limit: Amount = least): boolean {
  return Math.abs(objects) < limit.objects && Math.abs(bytes) < limit.bytes;
}

function positionOf(one: PlaceDifference): string {
  return one.of === 'site'
    ? `${one.site.at.file}:${one.site.at.line}`
    : one.of === 'call'
      ? `${one.call.file}:${one.call.line}`
      : one.reason;
}

/** Sums of amounts that were rounded: no 0.30000000000000004 in a document. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000 || 0;
}

const byDifference = compareBy<AllocationDifference>(
  (a, b) => Math.abs(difference(b.reported).objects) - Math.abs(difference(a.reported).objects),
  (a, b) => Math.abs(difference(b.reported).bytes) - Math.abs(difference(a.reported).bytes),
  (a, b) => compareText(nameOfDifference(a), nameOfDifference(b)),
);

function nameOfDifference({ package: pkg, name, procs }: AllocationDifference): string {
  return `${pkg} ${name} ${procs}`;
}
