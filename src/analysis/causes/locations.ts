import type { Position } from '../../model/facts.ts';
import { positionKey } from '../../model/position.ts';
import type { Decisive } from './decisive-step.ts';

/** What was explained so far, to be found again by the text that the compiler prints of it. */
export interface Locations<T> {
  /** Gives what is known of the same position, subject and function already; then nothing is added. */
  add(of: Decisive, outermost: string, value: T): T | undefined;
  /** What is known of the allocation or variable of this text that is nearest before a position. */
  find(target: string, outermost: string, at: Position): T | undefined;
}

interface Entry<T> {
  readonly at: Position;
  readonly value: T;
}

/** At most so many allocations of one text in one function are looked through for the nearest. */
const nearby = 64;

export function createLocations<T>(): Locations<T> {
  const byName = new Map<string, Entry<T>[]>();
  const byPlace = new Map<string, T>();
  /** Functions that call each other are explained as one: their allocations are found by position alone. */
  const exact = new Map<string, T>();
  return {
    add(of, outermost, value) {
      const place = `${positionKey(of.position)}\0${of.subject}`;
      const key = `${place}\0${of.function ?? ''}`;
      const known = byPlace.get(key);
      if (known !== undefined) return known;
      byPlace.set(key, value);
      exact.set(place, value);
      const name = `${outermost}\0${of.subject}`;
      const list = byName.get(name);
      if (list) list.push({ at: of.position, value });
      else byName.set(name, [{ at: of.position, value }]);
      return undefined;
    },
    find: (target, outermost, at) => exact.get(`${positionKey(at)}\0${target}`) ?? nearest(byName.get(`${outermost}\0${target}`) ?? [], at),
  };
}

function nearest<T>(list: readonly Entry<T>[], at: Position): T | undefined {
  let best: T | undefined;
  let shortest = Infinity;
  for (let index = list.length - 1; index >= Math.max(0, list.length - nearby); index--) {
    const entry = list[index];
    const distance = entry ? distanceOf(entry.at, at) : Infinity;
    if (!entry || distance >= shortest) continue;
    best = entry.value;
    shortest = distance;
  }
  return best;
}

/** 0: the same place. Declarations stand before uses, so what stands after is further than anything before. */
function distanceOf(declared: Position, used: Position): number {
  if (declared.file !== used.file) return 1e12;
  const distance = (used.line - declared.line) * 1000 + (used.column ?? 0) - (declared.column ?? 0);
  return distance >= 0 ? distance : 1e9 - distance;
}
