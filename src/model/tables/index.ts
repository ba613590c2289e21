/**
 * What differs between Go releases and is not said by the archives themselves: the meaning of numbers in object code, which runtime
 * functions allocate and when, and what the runtime charges for a size. Data with its evidence; nothing here reads a toolchain.
 */
export { knownReleases, newestKnown, releaseOf } from './release.ts';
export type { Release } from './release.ts';
export { releaseTables } from './release-tables.ts';
export { readReleaseTables } from './read-release-tables.ts';
export type { ReleaseSources, ReleaseTables } from './read-release-tables.ts';
export { chargedSize } from './size-classes.ts';
export { allocatorsOf } from './allocators.ts';
export type { AllocatorRow } from './allocators.ts';
