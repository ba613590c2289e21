import type { Values } from '../../model/cost.ts';

export type MutableValues = { -readonly [Name in keyof Values]: Values[Name] };

export function noValues(): MutableValues {
  return { alloc_objects: 0, alloc_space: 0, inuse_objects: 0, inuse_space: 0 };
}

export function addValues(to: MutableValues, more: Values): void {
  to.alloc_objects += more.alloc_objects;
  to.alloc_space += more.alloc_space;
  to.inuse_objects += more.inuse_objects;
  to.inuse_space += more.inuse_space;
}
