import { executableError } from './executable-error.ts';
import type { LineTable } from './find-line-table.ts';
import type { ModuleData } from './find-module-data.ts';
import type { ExecutableFile } from './image.ts';

/** The functions of a program in the order of their addresses, by number from 0. Nothing is decoded before it is asked for. */
export interface FunctionTable {
  readonly count: number;
  /** `count + 1` addresses: a function ends where the next begins. */
  readonly starts: Float64Array;
  /** Place of its record in the line table. */
  record(index: number): FunctionRecord;
  /** The name of a function, as an offset for `name`. */
  nameOf(index: number): number;
  /** The name at an offset of the table of names. */
  name(offset: number): string;
  /** The file of a unit; '' where there is none. */
  file(unit: number, index: number): string;
  /** The function that an address lies in; -1 for none. */
  at(address: number): number;
}

/** `_func` in runtime/runtime2.go: the same in Go 1.20 to 1.27. Offsets of tables are 0, and of data -1, where there is none. */
export interface FunctionRecord {
  readonly name: number;
  readonly line: number;
  /** First of its files, a row of the table of units; -1 for code that belongs to none. */
  readonly unit: number;
  readonly fileTable: number;
  readonly lineTable: number;
  /** Of the pairs that say in which inlined call code is. */
  readonly inlineTable: number;
  /** Of the inline tree, from `ModuleData.functionData` on. */
  readonly inlineTree: number;
}

const recordSize = 44;
const missing = 0xffffffff;
/** PCDATA_InlTreeIndex and FUNCDATA_InlTree (internal/abi/funcdata.go). */
const inlinePairs = 2;
const inlineData = 3;

const longestName: number = 1 << 20;

/** @throws UserError `executable-damaged`, `executable-limit`, also from its functions */
export function readFunctions({ file }: ExecutableFile, table: LineTable, { text, parts }: ModuleData): FunctionTable {
  const { bytes, functions, functionCount: count, pcUnit } = table;
  const damaged = (what: string): never => {
    throw executableError('executable-damaged', { file, what });
  };
  const u32 = (at: number): number => {
    if (at + 4 > bytes.length) return damaged('the line table');
    return table.isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
  };
  const starts = new Float64Array(count + 1);
  for (let index = 0; index <= count; index++) {
    starts[index] = addressOf(u32(functions + index * 8), text, parts);
    if (index > 0 && starts[index]! < starts[index - 1]!) damaged('the order of functions');
    if (starts[index]! % pcUnit !== 0 && index < count) damaged('the address of a function');
  }
  const names = new Map<number, string>();
  const files = new Map<number, string>();
  // Texts may overlap: a made-up table could name the end of a long one from each of its bytes.
  const most = 2 ** 20 + 4 * bytes.length;
  let left = most;
  const textAt = (known: Map<number, string>, from: number, to: number, offset: number): string => {
    let found = known.get(offset);
    if (found === undefined) {
      const start = from + offset;
      const end = start < to ? bytes.indexOf(0, start) : -1;
      if (end < 0 || end > to || end - start > longestName) return damaged('a name in the line table');
      left -= end - start;
      if (left < 0) throw executableError('executable-limit', { file, what: 'bytes of names', limit: most });
      known.set(offset, (found = bytes.toString('utf8', start, end)));
    }
    return found;
  };
  return {
    count,
    starts,
    record(index) {
      const at = functions + u32(functions + index * 8 + 4);
      const pairs = u32(at + 28);
      const data = u32(at + 40) >>> 24;
      const dataCount = table.isLittle ? data : u32(at + 40) & 0xff;
      if (pairs > 1000) damaged('a function record');
      const unit = u32(at + 32);
      const tree = dataCount > inlineData ? u32(at + recordSize + 4 * (pairs + inlineData)) : missing;
      return {
        name: u32(at + 4),
        line: u32(at + 36) | 0,
        unit: unit === missing ? -1 : unit,
        fileTable: u32(at + 20),
        lineTable: u32(at + 24),
        inlineTable: pairs > inlinePairs ? u32(at + recordSize + 4 * inlinePairs) : 0,
        inlineTree: tree === missing ? -1 : tree,
      };
    },
    nameOf: (index) => u32(functions + u32(functions + index * 8 + 4) + 4),
    name: (offset) => textAt(names, table.names, table.units, offset),
    file(unit, index) {
      if (unit < 0 || index < 0) return '';
      const at = table.units + 4 * (unit + index);
      if (at + 4 > table.files) return damaged('the table of files');
      const offset = u32(at);
      return offset === missing ? '' : textAt(files, table.files, table.pairs, offset);
    },
    at(address) {
      if (!(address >= starts[0]!) || address >= starts[count]!) return -1;
      let low = 0;
      let high = count;
      while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if (starts[middle]! <= address) low = middle;
        else high = middle;
      }
      return low;
    },
  };
}

/** `textAddr` in runtime/symtab.go. */
function addressOf(offset: number, text: number, parts: ModuleData['parts']): number {
  const part = parts.find(({ from, to }, index) => offset >= from && (offset < to || (index === parts.length - 1 && offset === to)));
  return part ? part.address + offset - part.from : text + offset;
}
