import type { Site } from '../../model/site.ts';

/** Symbols of the allocators that a site calls, in any of its copies; sorted, each once. */
export function allocatorsOf({ places }: Pick<Site, 'places'>): readonly string[] {
  return [...new Set(places.flatMap(({ calls }) => calls.map(({ allocator }) => allocator)))].toSorted();
}
