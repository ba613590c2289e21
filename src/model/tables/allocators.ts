import type { When } from '../facts.ts';
import type { What } from '../site.ts';
import { allocatingRows } from './allocating-rows.ts';
import { judgedRows } from './judged-rows.ts';
import { entriesOf, isWithin, newestKnown, releaseOf } from './release.ts';
import type { Release } from './release.ts';
import { seen, settled } from './settled-data.ts';
import { uncountedReasons } from './uncounted-reasons.ts';
import { callsUserCode } from './calls-user-code.ts';
import type { UncountedReason } from './uncounted-reasons.ts';

/** What is known of one function of the runtime that code outside may call, in one release. */
export interface AllocatorRow {
  /** The symbol, whatever its package prefix: `runtime.newobject`, `internal/bytealg.MakeNoZero`. */
  readonly name: string;
  /**
   * `allocates`: heap memory is what it is called for; only these count as allocator calls. `uncounted`: heap memory may be taken on the
   * way, for records of the runtime (see `why`). `none`: no heap memory, but for the value of a panic.
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
  /**
   * What a call means for the question whether its caller allocates: `never`; `panics` (only on the way to a panic); `slow-path` (where
   * it has to wait, to grow a table, or to do a thing for the first time); `calls-user-code`; `allocates`.
   */
  readonly graph: 'never' | 'panics' | 'slow-path' | 'calls-user-code' | 'allocates';
  /** Where this was read. */
  readonly evidence: string;
  /** Of `uncounted`: what it allocates. */
  readonly why?: string;
  /** No call was seen in std and six open modules on linux/amd64: known from the runtime's sources, or from other platforms. */
  readonly declaredOnly?: true;
}

const made = new Map<Release, ReadonlyMap<string, AllocatorRow>>();

/**
 * The rows of a release by symbol; the same map each time. `release` in any spelling that `releaseOf` takes; one that is not known is
 * taken to be like the newest. A function of the runtime without a row is called by nothing outside it, as far as is known.
 */
export function allocatorsOf(release: string): ReadonlyMap<string, AllocatorRow> {
  const known = releaseOf(release) ?? newestKnown;
  let rows = made.get(known);
  if (rows === undefined) {
    const called = new Set(entriesOf(seen, known));
    rows = new Map(makeRows(known).map((row) => [row.name, finish(row, called)]));
    made.set(known, rows);
  }
  return rows;
}

function finish(row: AllocatorRow, called: ReadonlySet<string>): AllocatorRow {
  const graph = callsUserCode.has(row.name) ? 'calls-user-code' : row.graph;
  return { ...row, graph, ...(called.has(row.name) ? {} : { declaredOnly: true }) };
}

function makeRows(release: Release): AllocatorRow[] {
  const allocating = allocatingRows.filter((row) => isWithin(release, row.from, row.to));
  const judged = judgedRows.filter((row) => isWithin(release, row.from, row.to));
  return [
    ...allocating.flatMap(({ names, when, what, typeArgument, evidence }) => {
      const type = typeArgument === undefined ? ({ type: 'none' } as const) : ({ type: 'operand', typeArgument } as const);
      return names.map((name) => ({ name, effect: 'allocates' as const, when, what, ...type, graph: 'allocates' as const, evidence }));
    }),
    ...judged.flatMap(({ names, why, graph, evidence }) => {
      const effect = why === undefined ? ({ effect: 'none' } as const) : ({ effect: 'uncounted', why } as const);
      return names.map((name) => ({ name, ...effect, when: [], type: 'none' as const, graph, evidence }));
    }),
    ...entriesOf(settled, release).map(settledRow),
  ];
}

/** A row of the generated table: the symbol and, separated by spaces, codes of reasons. */
function settledRow(entry: string): AllocatorRow {
  const [name = '', ...codes] = entry.split(' ');
  const base = { name, when: [], type: 'none', evidence: 'calls inside the runtime’s archives (tools/make-allocator-data.mjs)' } as const;
  if (codes.length === 0) return { ...base, effect: 'none', graph: 'never' };
  const why = codes.map((code) => uncountedReasons[code as UncountedReason]).join('; ');
  return { ...base, effect: 'uncounted', graph: codes.includes('panic') ? 'panics' : 'slow-path', why };
}
