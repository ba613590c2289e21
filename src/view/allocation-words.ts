import type { Amount } from '../model/bench.ts';
import type { AllocationDifference, PlaceDifference } from '../model/benchmark-comparison.ts';
import { benchmarkName, objectsWords, restWords } from './bench-words.ts';
import { shortFunction } from './cost-words.ts';
import { bytes, count, grouped } from './numbers.ts';
import { showPosition } from './positions.ts';
import { rowOf } from './row-of.ts';
import { safeText } from './safe-text.ts';
import { siteCause, siteWords } from './site-words.ts';

/** One place whose part of a benchmark differs, in words. */
export interface PlaceWords {
  /** `−2`, `+0.50` */
  readonly objects: string;
  /** `−128 B` */
  readonly bytes: string;
  readonly change: string;
  readonly isMore: boolean;
  /** `store.go:41  Find`; '' for what is on no place. */
  readonly where: string;
  readonly what: string;
  /** A sentence of its own, '' for none. */
  readonly why: string;
}

/** `BenchmarkFind-2 (example.com/p): 12 → 9 allocs/op, 480 B/op → 320 B/op`. */
export function allocationTitle(one: AllocationDifference): string {
  const [before, after] = one.reported;
  const objects =
    before.objects === after.objects
      ? `${grouped(after.objects)} allocs/op`
      : `${grouped(before.objects)} → ${grouped(after.objects)} allocs/op`;
  const size = before.bytes === after.bytes ? `${bytes(after.bytes)}/op` : `${bytes(before.bytes)} → ${bytes(after.bytes)}/op`;
  return `${benchmarkName(one)} (${safeText(one.package)}): ${objects}, ${size}`;
}

/** `explained −3 of −3 allocs/op, −160 of −160 B/op`; what is left is named where it is more than Go rounds away. */
export function remainderWords({ reported: [before, after], remainder }: AllocationDifference): string {
  const [objects, size] = [after.objects - before.objects, after.bytes - before.bytes];
  const words = `these places explain ${signedObjects(objects - remainder.objects)} of ${signedObjects(objects)} allocs/op, ${signedBytes(size - remainder.bytes)} of ${signedBytes(size)} B/op`;
  const left = Math.abs(remainder.objects);
  if (left < 0.1) return words;
  // Each side is rounded down by less than one.
  return left < 1.1 ? `${words} (Go rounds what is reported down)` : `${words}; where the rest is from is not known`;
}

export function placeWords(one: PlaceDifference, nameFile: (file: string) => string): PlaceWords {
  const [before, after] = one.amounts;
  const [objects, size] = [after.objects - before.objects, after.bytes - before.bytes];
  const cells = {
    objects: signedObjects(objects),
    bytes: `${signedBytes(size)} B`,
    change: one.change === 'more' || one.change === 'fewer' ? `${amountWords(before)} → ${amountWords(after)}` : safeText(one.change),
    isMore: Math.abs(objects) < 0.005 ? size > 0 : objects > 0,
  };
  switch (one.of) {
    case 'site': {
      const { site } = one;
      return {
        ...cells,
        where: `${showPosition(site.at, nameFile)}  ${safeText(site.function)}`,
        what: siteWords(site),
        why: one.change === 'lost' ? '' : siteCause(site, nameFile),
      };
    }
    case 'call': {
      const { call } = one;
      const where = `${showPosition(call, nameFile)}  ${shortFunction(call.function)}`;
      return { ...cells, where, what: `in ${shortFunction(call.callee)}, called here`, why: '' };
    }
    case 'rest':
      return { ...cells, where: '', what: rowOf(restWords, one.reason) ?? safeText(one.reason), why: '' };
  }
}

/** How many benchmarks report something else, for the end. */
export function allocationCounts(all: readonly AllocationDifference[]): string {
  const differing = all.filter(({ reported: [before, after] }) => before.objects !== after.objects || before.bytes !== after.bytes).length;
  return `allocations: ${count(differing, 'benchmark')} of ${grouped(all.length)} ${differing === 1 ? 'reports' : 'report'} another number of allocs/op or B/op`;
}

function amountWords({ objects, bytes: size }: Amount): string {
  return Math.abs(objects) < 0.005 ? bytes(Math.round(size)) : objectsWords(objects);
}

function signedObjects(value: number): string {
  if (Math.abs(value) < 0.005) return '0';
  return value > 0 ? `+${objectsWords(value)}` : objectsWords(value);
}

function signedBytes(value: number): string {
  const whole = Math.round(value);
  return `${whole < 0 ? '−' : whole > 0 ? '+' : ''}${grouped(Math.abs(whole))}`;
}
