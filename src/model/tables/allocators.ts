import type { When } from '../facts.ts';
import type { What } from '../report.ts';
import { allocatingRows } from './allocating-rows.ts';
import { isWithin, newestKnown, releaseOf } from './release.ts';
import type { Release } from './release.ts';

/** What is known of one function of the runtime that code outside may call, in one release. */
export interface AllocatorRow {
  /** The symbol, whatever its package prefix: `runtime.newobject`, `internal/bytealg.MakeNoZero`. */
  readonly name: string;
  /**
   * `allocates`: heap memory is what it is called for; only these count as allocator calls. `uncounted`: heap memory may be taken on the
   * way, for the runtime's own records (see `why`). `none`: no heap memory, but for the value of a panic.
   */
  readonly effect: 'allocates' | 'uncounted' | 'none';
  /** Under which conditions a call allocates; empty unless `effect` is `allocates`. */
  readonly when: readonly When[];
  /** `operand`: it takes the type that it allocates (of slices: the element; of maps and channels: the whole type). */
  readonly type: 'operand' | 'none';
  /** Which argument that is, counted in words from 0. */
  readonly typeArgument?: number;
  /** What is allocated, of those that count. */
  readonly what?: What;
  /** Where this was read. */
  readonly evidence: string;
  /** Of `uncounted`: what it allocates, and why that is not counted. */
  readonly why?: string;
}

const made = new Map<Release, ReadonlyMap<string, AllocatorRow>>();

/**
 * The rows of a release by symbol; the same map each time. `release` in any spelling that `releaseOf` takes; one that is not known is
 * taken to be like the newest.
 */
export function allocatorsOf(release: string): ReadonlyMap<string, AllocatorRow> {
  const known = releaseOf(release) ?? newestKnown;
  let rows = made.get(known);
  if (rows === undefined) {
    rows = new Map(makeRows(known).map((row) => [row.name, row]));
    made.set(known, rows);
  }
  return rows;
}

function makeRows(release: Release): AllocatorRow[] {
  const rows: AllocatorRow[] = [];
  for (const { names, from, to, typeArgument, ...row } of allocatingRows) {
    if (!isWithin(release, from, to)) continue;
    const type = typeArgument === undefined ? ({ type: 'none' } as const) : ({ type: 'operand', typeArgument } as const);
    for (const name of names) rows.push({ name, effect: 'allocates', ...row, ...type });
  }
  return rows;
}
