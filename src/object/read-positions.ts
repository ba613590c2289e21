import { archiveError, corrupt } from './archive-error.ts';
import { auxKind, auxSymbol, dataRange, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';

/** What may still be read of an archive: functions share tables, and calls share chains of inlined calls. */
export interface Budget {
  /** Bytes of line tables. */
  tables: number;
  /** Inlined calls, counted for each call whose chain they are in. */
  nodes: number;
  /** UTF-16 units of the names in frames, counted for each frame: they are put together to tell equal calls. */
  names: number;
  readonly limits: { readonly tables: number; readonly nodes: number; readonly names: number };
}

/**
 * The budget of an archive of so many bytes. Those of std of Go 1.26 have at most a tenth of their bytes in tables, three tenths in
 * names of frames, and an inlined call for each 218 bytes. A made-up one could give one long chain to thousands of calls, and would fill the
 * memory from some kilobytes.
 */
export function createBudget(archiveBytes: number): Budget {
  const texts = 2 ** 20 + 4 * archiveBytes;
  const limits = { tables: texts, nodes: 2 ** 16 + Math.floor(archiveBytes / 8), names: texts };
  return { ...limits, limits };
}

/** Deeper than any chain of inlined calls: the compiler's budget of nodes ends them at some 30. */
const deepestChain = 1000;
const nodeSize = 24;

/** One inlined call: the callee (as a symbol reference), and the position of the call in `parent` (−1: the function itself). */
export interface InlineNode {
  readonly parent: number;
  readonly file: number;
  readonly line: number;
  readonly pkg: number;
  readonly symbol: number;
}

/** Line tables of one function. */
export interface FunctionPositions {
  /** Index of the file in the object's file table by entry of `pcs`, −1 where none is known. */
  readonly files: Int32Array;
  readonly lines: Int32Array;
  /** The innermost inlined call by entry of `pcs`, innermost first, empty where the code is the function's own. */
  readonly chains: readonly (readonly InlineNode[])[];
}

/**
 * Reads file, line and inlined calls at the given code offsets of a function, which ascend (−1: no place). Tables are pairs of varints (value delta in
 * zigzag form, pc delta in units of `pcUnit`; `cmd/internal/obj/pcln.go`), the inline tree stands in FuncInfo (`goobj/funcinfo.go`).
 * @throws UserError `archive-corrupt`, `archive-limit`
 */
export function readPositions(object: GoObject, symbol: number, pcs: readonly number[], pcUnit: number, budget: Budget): FunctionPositions {
  const files = readTable(object, auxSymbol(object, symbol, auxKind.pcFile), pcs, pcUnit, budget);
  const lines = readTable(object, auxSymbol(object, symbol, auxKind.pcLine), pcs, pcUnit, budget);
  const nodes = readTable(object, auxSymbol(object, symbol, auxKind.pcInline), pcs, pcUnit, budget);
  const info = auxSymbol(object, symbol, auxKind.funcInfo);
  const chains = Array.from(nodes, (node) => (node < 0 ? [] : readChain(object, info, node, budget)));
  return { files, lines, chains };
}

function readTable(object: GoObject, table: number, pcs: readonly number[], pcUnit: number, budget: Budget): Int32Array {
  const values = new Int32Array(pcs.length).fill(-1);
  let next = pcs.findIndex((wanted) => wanted >= 0);
  if (table < 0 || next < 0) return values;
  walkTable(object, table, pcUnit, budget, (value, end) => {
    while (next < pcs.length && pcs[next]! < end) values[next++] = value;
    return next < pcs.length;
  });
  return values;
}

/**
 * Goes through a line table: `step` gets each value and the offset in the code where it ends, and says whether to go on. Without a table
 * nothing happens.
 * @throws UserError `archive-corrupt`, `archive-limit`
 */
export function walkTable(
  object: GoObject,
  table: number,
  pcUnit: number,
  budget: Budget,
  step: (value: number, end: number) => boolean,
): void {
  if (table < 0) return;
  const { bytes } = object;
  const [from, to] = dataRange(object, table);
  let at = from;
  let pc = 0;
  let value = -1;
  let isOpen = true;
  while (isOpen && at < to) {
    let byte = bytes[at++]!;
    let delta = byte & 127;
    for (let shift = 7; byte & 128 && at < to; shift += 7) {
      byte = bytes[at++]!;
      delta |= (byte & 127) << shift;
    }
    if (delta === 0 && at - 1 > from) break;
    value += delta & 1 ? ~(delta >>> 1) : delta >>> 1;
    if (at >= to) throw corrupt('line table', at);
    byte = bytes[at++]!;
    let size = byte & 127;
    for (let shift = 7; byte & 128 && at < to; shift += 7) {
      byte = bytes[at++]!;
      size |= (byte & 127) << shift;
    }
    pc += (size >>> 0) * pcUnit;
    isOpen = step(value, pc);
  }
  budget.tables -= at - from;
  if (budget.tables < 0) throw archiveError('archive-limit', { what: 'bytes of line tables', limit: budget.limits.tables });
}

/** Whether some call that was inlined into a function stands on one of these lines, in whatever file. */
export function inlinesOn(object: GoObject, symbol: number, lines: ReadonlySet<number>): boolean {
  const info = auxSymbol(object, symbol, auxKind.funcInfo);
  if (info < 0) return false;
  const { treeAt, count } = findTree(object, info);
  for (let n = 0; n < count; n++) if (lines.has(u32(object.bytes, treeAt + 4 + n * nodeSize + 8))) return true;
  return false;
}

/** Where the inline tree of a function's info begins, and how many nodes it has. */
function findTree(object: GoObject, info: number): { treeAt: number; count: number } {
  const { bytes } = object;
  const [from, to] = dataRange(object, info);
  if (from + 24 > to) throw corrupt('function info', from);
  const treeAt = from + 20 + 4 * u32(bytes, from + 16);
  if (treeAt + 4 > to) throw corrupt('function info', from);
  const count = u32(bytes, treeAt);
  if (treeAt + 4 + count * nodeSize > to) throw corrupt('inline tree', treeAt);
  return { treeAt, count };
}

/** The inlined calls from `node` outwards. A parent always stands before its child (`addBranch` in `cmd/internal/obj/pcln.go`). */
export function readChain(object: GoObject, info: number, node: number, budget: Budget): InlineNode[] {
  if (info < 0) throw corrupt('inline tree', object.base);
  const { bytes } = object;
  const { treeAt, count } = findTree(object, info);
  const chain: InlineNode[] = [];
  for (let n = node; n >= 0;) {
    if (n >= count) throw corrupt('inline tree', treeAt);
    const at = treeAt + 4 + n * nodeSize;
    const parent = u32(bytes, at) | 0;
    if (parent >= n) throw corrupt('inline tree', at);
    chain.push({ parent, file: u32(bytes, at + 4), line: u32(bytes, at + 8) | 0, pkg: u32(bytes, at + 12), symbol: u32(bytes, at + 16) });
    if (--budget.nodes < 0) throw archiveError('archive-limit', { what: 'inlined calls', limit: budget.limits.nodes });
    if (chain.length > deepestChain) throw archiveError('archive-limit', { what: 'inlined calls around one', limit: deepestChain });
    n = parent;
  }
  return chain;
}
