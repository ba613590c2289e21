import type { Frame } from '../../model/facts.ts';
import { executableError } from './executable-error.ts';
import type { LineTable } from './find-line-table.ts';
import type { FunctionRecord, FunctionTable } from './function-table.ts';
import type { ExecutableFile } from './image.ts';

/** Inline trees and the pairs of pc and value, with what may still be read of them. */
export interface FrameReader {
  /** Gives the inline chain at each of the given addresses in a function, innermost first; the last frame is in the function itself. */
  framesAt(index: number, pcs: readonly number[], onChain: (chain: readonly Frame[], at: number) => void): void;
  /** Where the function itself begins in its own text: its file, without what was inlined at its first instruction. */
  fileOf(index: number): string;
  /** Names of the functions that were inlined into one, each once. */
  inlinedInto(index: number): ReadonlySet<number>;
}

interface Context extends ExecutableFile {
  readonly table: LineTable;
  readonly functions: FunctionTable;
  /** The bytes from `ModuleData.functionData` on. */
  readonly trees: Buffer;
  readonly packageOf: (symbol: string) => string;
}

/** Deeper than any chain of inlined calls: the compiler's budget of nodes ends them at some 30. */
const deepestChain = 1000;
/** `inlinedCall` in runtime/symtabinl.go: funcID and three bytes, then name, parent's pc, first line. */
const nodeSize = 16;

/** One table of pairs, decoded: `values[n]` holds up to the offset `ends[n]`. Filled anew for each function, which spares an array for each. */
interface Pairs {
  count: number;
  ends: Int32Array;
  values: Int32Array;
}

function createPairs(): Pairs {
  return { count: 0, ends: new Int32Array(256), values: new Int32Array(256) };
}
const none: ReadonlySet<number> = new Set();

/** @throws UserError `executable-damaged` and `executable-limit`, from its functions */
export function createFrameReader(context: Context): FrameReader {
  const { file, parts, table, functions, trees, packageOf } = context;
  const { bytes } = table;
  // Functions share tables, and calls share chains: a made-up program could have the same read without end.
  const limits = { pairs: 2 ** 20 + 16 * bytes.length, frames: 2 ** 16 + Math.floor(parts.size / 8), names: 2 ** 20 + 4 * parts.size };
  const left = { ...limits };
  const damaged = (what: string): never => {
    throw executableError('executable-damaged', { file, what });
  };
  const spend = (kind: keyof typeof limits, amount: number, what: string): void => {
    left[kind] -= amount;
    if (left[kind] < 0) throw executableError('executable-limit', { file, what, limit: limits[kind] });
  };
  const u32 = (at: number): number => (table.isLittle ? trees.readUInt32LE(at) : trees.readUInt32BE(at));

  /** What holds at the first instruction; -1 where there is no table. */
  function firstValue(offset: number): number {
    if (offset === 0) return -1;
    let at = table.pairs + offset;
    let delta = 0;
    for (let shift = 0, byte = 128; byte & 128 && shift < 35; shift += 7) {
      if (at >= table.functions) return damaged('a line table');
      byte = bytes[at++]!;
      delta |= (byte & 127) << shift;
    }
    return -1 + (delta & 1 ? ~(delta >>> 1) : delta >>> 1);
  }

  function readPairs(offset: number, into: Pairs): void {
    into.count = 0;
    if (offset === 0) return;
    let { ends, values } = into;
    let count = 0;
    let at = table.pairs + offset;
    const start = at;
    let value = -1;
    let pc = 0;
    for (;;) {
      if (at >= table.functions) return damaged('a line table');
      let byte = bytes[at++]!;
      let delta = byte & 127;
      for (let shift = 7; byte & 128 && shift < 35; shift += 7) {
        byte = bytes[at++] ?? 0;
        delta |= (byte & 127) << shift;
      }
      if (delta === 0 && count > 0) break;
      value += delta & 1 ? ~(delta >>> 1) : delta >>> 1;
      byte = bytes[at++] ?? 0;
      let size = byte & 127;
      for (let shift = 7; byte & 128 && shift < 35; shift += 7) {
        byte = bytes[at++] ?? 0;
        size |= (byte & 127) << shift;
      }
      pc += (size >>> 0) * table.pcUnit;
      if (count === ends.length) {
        into.ends = new Int32Array(2 * count);
        into.values = new Int32Array(2 * count);
        into.ends.set(ends);
        into.values.set(values);
        ({ ends, values } = into);
      }
      ends[count] = pc;
      values[count++] = value;
    }
    into.count = count;
    spend('pairs', at - start, 'bytes of line tables');
  }

  function readTree(record: FunctionRecord, node: number): { readonly name: number; readonly parentPc: number } {
    const at = record.inlineTree + node * nodeSize;
    if (record.inlineTree < 0 || at + nodeSize > trees.length) return damaged('an inline tree');
    return { name: u32(at + 4), parentPc: u32(at + 8) | 0 };
  }

  const files = createPairs();
  const lines = createPairs();
  const nodes = createPairs();
  const inlined = createPairs();

  function open(index: number): FunctionRecord {
    const record = functions.record(index);
    readPairs(record.fileTable, files);
    readPairs(record.lineTable, lines);
    readPairs(record.inlineTree < 0 ? 0 : record.inlineTable, nodes);
    return record;
  }

  /** Names with their packages, by the offset of the name. */
  const named = new Map<number, { readonly name: string; readonly pkg: string }>();
  function nameAt(offset: number): { readonly name: string; readonly pkg: string } {
    let found = named.get(offset);
    if (!found) {
      const name = functions.name(offset);
      named.set(offset, (found = { name, pkg: packageOf(name) }));
    }
    return found;
  }

  /** In the function that was opened last. */
  function walk(record: FunctionRecord, offset: number): Frame[] {
    const frames: Frame[] = [];
    let pc = offset;
    for (let depth = 0; ; depth++) {
      if (depth > deepestChain) throw executableError('executable-limit', { file, what: 'inlined calls around one', limit: deepestChain });
      const node = valueAt(nodes, pc);
      const inner = node < 0 ? undefined : readTree(record, node);
      const { name, pkg } = nameAt(inner?.name ?? record.name);
      const shown = functions.file(record.unit, valueAt(files, pc));
      const line = valueAt(lines, pc);
      spend('frames', 1, 'frames of calls');
      spend('names', name.length + shown.length, 'names of frames');
      frames.push({ package: pkg, function: name, file: shown, line: shown === '' || line < 0 ? 0 : line });
      if (!inner) return frames;
      pc = inner.parentPc;
    }
  }

  return {
    framesAt(index, pcs, onChain) {
      const record = open(index);
      const start = functions.starts[index]!;
      for (const [at, pc] of pcs.entries()) onChain(walk(record, pc - start), at);
    },
    fileOf(index) {
      // Most functions begin with their own code: one pair tells it.
      const record = functions.record(index);
      const isInlined = record.inlineTree >= 0 && firstValue(record.inlineTable) >= 0;
      return isInlined ? (walk(open(index), 0).at(-1)?.file ?? '') : functions.file(record.unit, firstValue(record.fileTable));
    },
    inlinedInto(index) {
      const record = functions.record(index);
      if (record.inlineTree < 0) return none;
      const names = new Set<number>();
      let last = -1;
      readPairs(record.inlineTable, inlined);
      for (let at = 0; at < inlined.count; at++) {
        const node = inlined.values[at]!;
        if (node >= 0 && node !== last) names.add(readTree(record, node).name);
        last = node;
      }
      return names;
    },
  };
}

/** The value at an offset; -1 where the table has none. */
function valueAt({ ends, values, count }: Pairs, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ends[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return offset < 0 || low === count ? -1 : values[low]!;
}
