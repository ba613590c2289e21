import { createInt64Builder } from '../base/int64-column.ts';
import type { Int64Builder } from '../base/int64-column.ts';
import type { Functions, Lines, Locations, Mapping, ValueType } from '../model/profile.ts';
import { nextOther, type FieldCounts } from './count-fields.ts';
import { fit, fitColumn, grow } from './grow.ts';
import { addId, createIdTable, mustFindId, findId } from './id-table.ts';
import type { IdTable } from './id-table.ts';
import { damaged } from './profile-error.ts';
import { exactAtHand, mustBe, numberAtHand, readMessage, rewind } from './proto-cursor.ts';
import type { Cursor } from './proto-cursor.ts';
import { fieldOf } from './profile-fields.ts';

/** Names of functions that are instances have some kilobytes. */
const longestText = 1 << 20;

/** What stands once in a profile or a few times. Texts are rows of `strings`, which are checked. */
export interface Heads {
  readonly types: ValueType[];
  readonly mappings: Mapping[];
  readonly mappingIds: IdTable;
  readonly functions: Functions;
  readonly functionIds: IdTable;
}

/** The number at hand as a row of the table of strings. @throws UserError `profile-damaged` */
export function textAtHand(cursor: Cursor, strings: readonly string[]): number {
  const row = numberAtHand(cursor, 'the number of a text');
  if (row < 0 || row >= strings.length) throw damaged(cursor.file, 'a text that is not there');
  return row;
}

/** Sets a row of a column to the number at hand. */
export function setAtHand(column: Int64Builder, row: number, cursor: Cursor, what: string): void {
  const near = numberAtHand(cursor, what);
  column.near[row] = near;
  if (!Number.isSafeInteger(near)) column.wide.set(row, exactAtHand(cursor, what));
}

/** Reads the table of strings. The first must be '', for 0 stands for none. @throws UserError */
export function readStrings(cursor: Cursor, counts: FieldCounts): string[] {
  const { buffer, byteOffset, length } = cursor.bytes;
  const bytes = Buffer.from(buffer, byteOffset, length);
  const strings = new Array<string>(Math.max(1, counts.strings)).fill('');
  let at = 0;
  rewind(cursor);
  while (nextOther(cursor, counts)) {
    if (cursor.field !== fieldOf.strings) continue;
    if (cursor.stop - cursor.start > longestText) throw damaged(cursor.file, 'a text of more than 1 MiB');
    strings[at++] = bytes.toString('utf8', cursor.start, cursor.stop);
  }
  if (strings[0] !== '') throw damaged(cursor.file, 'a table of texts that does not begin with the empty one');
  return strings;
}

/** Reads types, mappings and functions, which name nothing but strings. @throws UserError */
export function readHeads(cursor: Cursor, counts: FieldCounts, strings: readonly string[]): Heads {
  const types: ValueType[] = [];
  const mappings: Mapping[] = [];
  const mappingIds = createIdTable('mapping', counts.mappings);
  const functionIds = createIdTable('function', counts.functions);
  const names = new Uint32Array(counts.functions);
  const systemNames = new Uint32Array(counts.functions);
  const files = new Uint32Array(counts.functions);
  const startLines = createInt64Builder(counts.functions);
  let count = 0;
  rewind(cursor);
  while (nextOther(cursor, counts)) {
    if (cursor.field === fieldOf.types) types.push(readValueType(cursor, strings));
    else if (cursor.field === fieldOf.mappings) mappings.push(readMapping(cursor, strings, mappingIds, mappings.length));
    else if (cursor.field === fieldOf.functions) {
      const row = count++;
      let hasId = false;
      readMessage(cursor, 'a function', () => {
        if (cursor.field === 1) {
          mustBe(cursor, 0, 'an id');
          if (hasId) throw damaged(cursor.file, 'a function with two ids');
          hasId = true;
          addId(functionIds, cursor, row);
        } else if (cursor.field === 2) names[row] = textAtHand(cursor, strings);
        else if (cursor.field === 3) systemNames[row] = textAtHand(cursor, strings);
        else if (cursor.field === 4) files[row] = textAtHand(cursor, strings);
        else if (cursor.field === 5) setAtHand(startLines, row, cursor, 'a line');
      });
      if (!hasId) throw damaged(cursor.file, 'a function without an id');
    }
  }
  return { types, mappings, mappingIds, functions: { count, names, systemNames, files, startLines }, functionIds };
}

export function readValueType(cursor: Cursor, strings: readonly string[]): ValueType {
  let type = 0;
  let unit = 0;
  readMessage(cursor, 'a type of values', () => {
    if (cursor.field === 1) type = textAtHand(cursor, strings);
    else if (cursor.field === 2) unit = textAtHand(cursor, strings);
  });
  return { type: strings[type]!, unit: strings[unit]! };
}

function readMapping(cursor: Cursor, strings: readonly string[], ids: IdTable, row: number): Mapping {
  const numbers = [0n, 0n, 0n];
  const texts = ['', ''];
  const flags = [false, false, false, false];
  let hasId = false;
  readMessage(cursor, 'a mapping', () => {
    const { field } = cursor;
    if (field === 1) {
      mustBe(cursor, 0, 'an id');
      if (hasId) throw damaged(cursor.file, 'a mapping with two ids');
      hasId = true;
      addId(ids, cursor, row);
    } else if (field >= 2 && field <= 4) numbers[field - 2] = BigInt.asUintN(64, exactAtHand(cursor, 'an address'));
    else if (field === 5 || field === 6) texts[field - 5] = strings[textAtHand(cursor, strings)]!;
    else if (field >= 7 && field <= 10) flags[field - 7] = numberAtHand(cursor, 'a flag') !== 0;
  });
  if (!hasId) throw damaged(cursor.file, 'a mapping without an id');
  return {
    start: numbers[0]!,
    limit: numbers[1]!,
    offset: numbers[2]!,
    file: texts[0]!,
    buildId: texts[1]!,
    hasFunctions: flags[0]!,
    hasFileNames: flags[1]!,
    hasLineNumbers: flags[2]!,
    hasInlineFrames: flags[3]!,
  };
}

/** Reads locations with their lines, which name functions. @throws UserError */
export function readLocations(
  cursor: Cursor,
  counts: FieldCounts,
  { functionIds, mappingIds }: Heads,
): { readonly locations: Locations; readonly lines: Lines; readonly ids: IdTable } {
  const { locations: count } = counts;
  const ids = createIdTable('location', count);
  const lineStarts = new Uint32Array(count + 1);
  const addresses = new BigUint64Array(count);
  const mappings = new Int32Array(count).fill(-1);
  const isFolded = new Uint8Array(count);
  let functions = new Uint32Array(count);
  const numbers = createInt64Builder(count);
  const columns = createInt64Builder(count);
  let row = 0;
  let line = 0;
  let hasId = false;
  let hasFunction = false;

  function readLine(): void {
    if (cursor.field === 1) {
      mustBe(cursor, 0, 'an id');
      functions[line] = mustFindId(functionIds, cursor);
      hasFunction = true;
    } else if (cursor.field === 2) setAtHand(numbers, line, cursor, 'a line');
    else if (cursor.field === 3) setAtHand(columns, line, cursor, 'a column');
  }
  function readLocation(): void {
    switch (cursor.field) {
      case 1:
        mustBe(cursor, 0, 'an id');
        if (hasId) throw damaged(cursor.file, 'a location with two ids');
        hasId = true;
        addId(ids, cursor, row);
        break;
      case 2:
        mustBe(cursor, 0, 'an id');
        // Go takes an id that no mapping has for none.
        mappings[row] = findId(mappingIds, cursor);
        break;
      case 3:
        addresses[row] = BigInt.asUintN(64, exactAtHand(cursor, 'an address'));
        break;
      case 4:
        functions = grow(functions, line + 1);
        numbers.near = grow(numbers.near, line + 1);
        columns.near = grow(columns.near, line + 1);
        hasFunction = false;
        readMessage(cursor, 'a line', readLine);
        if (!hasFunction) throw damaged(cursor.file, 'a line without a function');
        line++;
        break;
      case 5:
        isFolded[row] = numberAtHand(cursor, 'a flag') === 0 ? 0 : 1;
        break;
    }
  }

  rewind(cursor);
  while (nextOther(cursor, counts)) {
    if (cursor.field !== fieldOf.locations) continue;
    hasId = false;
    readMessage(cursor, 'a location', readLocation);
    if (!hasId) throw damaged(cursor.file, 'a location without an id');
    lineStarts[++row] = line;
  }
  return {
    locations: { count, lineStarts, addresses, mappings, isFolded },
    lines: {
      count: line,
      functions: fit(functions, line),
      numbers: fitColumn(numbers, line),
      columns: fitColumn(columns, line),
    },
    ids,
  };
}
