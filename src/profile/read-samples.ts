import { createInt64Builder } from '../base/int64-column.ts';
import type { Int64Builder } from '../base/int64-column.ts';
import type { Samples } from '../model/profile.ts';
import type { FieldCounts } from './count-fields.ts';
import { fit, fitColumn, grow } from './grow.ts';
import { findId } from './id-table.ts';
import type { IdTable } from './id-table.ts';
import { damaged } from './profile-error.ts';
import { fieldOf } from './profile-fields.ts';
import { mustBe, nextField, readVarint, rewind } from './proto-cursor.ts';
import type { Cursor } from './proto-cursor.ts';
import { setAtHand, textAtHand } from './read-tables.ts';

const packedLocations = (1 << 3) | 2;
const packedValues = (2 << 3) | 2;
const label = (3 << 3) | 2;

interface Store {
  /** Of all bytes. */
  readonly view: DataView;
  readonly types: number;
  readonly ids: IdTable;
  readonly strings: readonly string[];
  readonly values: Int64Builder;
  /** Values of the sample at hand. */
  valueCount: number;
  locations: Uint32Array;
  locationCount: number;
  keys: Uint32Array;
  texts: Uint32Array;
  units: Uint32Array;
  readonly numbers: Int64Builder;
  labelCount: number;
}

/**
 * Reads all samples. Nine tenths of a profile are samples, and most of these are ids of one to three bytes and values of up to four: such
 * are read without a call. Everything else (numbers of more bytes, fields that are not packed, unknown fields) goes the slow way of
 * {@link Cursor}. 200,000 samples of 30 frames, 4 values and a label: see `bench/pprof.mjs`.
 * @param types how many values each sample must have
 * @throws UserError
 */
export function readSamples(
  cursor: Cursor,
  { samples: count, sampleBytes }: FieldCounts,
  types: number,
  ids: IdTable,
  strings: readonly string[],
): Samples {
  // Each value has at least one byte: whoever claims more types of values than that asks for memory without end.
  if (count * types > sampleBytes) throw damaged(cursor.file, 'samples with fewer values than there are types');
  const { buffer, byteOffset, length } = cursor.bytes;
  const store: Store = {
    view: new DataView(buffer, byteOffset, length),
    types,
    ids,
    strings,
    values: createInt64Builder(count * types),
    valueCount: 0,
    // Ids of a large profile have two or three bytes, and a third of a sample are its values and labels.
    locations: new Uint32Array(Math.ceil(sampleBytes / 2.5)),
    locationCount: 0,
    keys: new Uint32Array(count),
    texts: new Uint32Array(count),
    units: new Uint32Array(count),
    numbers: createInt64Builder(count),
    labelCount: 0,
  };
  const stackStarts = new Uint32Array(count + 1);
  const labelStarts = new Uint32Array(count + 1);
  let row = 0;
  rewind(cursor);
  while (nextField(cursor)) {
    if (cursor.field !== fieldOf.samples) continue;
    if (types === 0) throw damaged(cursor.file, 'samples without a type of values');
    store.valueCount = row * types;
    const { at, end } = cursor;
    cursor.at = cursor.start;
    cursor.end = cursor.stop;
    cursor.depth++;
    readSample(cursor, store, ++row * types);
    cursor.at = at;
    cursor.end = end;
    cursor.depth--;
    if (store.valueCount !== row * types) throw damaged(cursor.file, 'a sample with fewer values than there are types');
    stackStarts[row] = store.locationCount;
    labelStarts[row] = store.labelCount;
  }
  const { labelCount } = store;
  return {
    count,
    values: store.values,
    stackStarts,
    locations: fit(store.locations, store.locationCount),
    labelStarts,
    labels: {
      keys: fit(store.keys, labelCount),
      texts: fit(store.texts, labelCount),
      numbers: fitColumn(store.numbers, labelCount),
      units: fit(store.units, labelCount),
    },
  };
}

/** Tag and length of a field are nearly always of one byte each, or of one and two: calls of {@link nextField} for these took a fifth of all. */
function readSample(cursor: Cursor, store: Store, valueLimit: number): void {
  const { bytes, end } = cursor;
  let at = cursor.at;
  while (at < end) {
    const tag = bytes[at]!;
    const first = bytes[at + 1]!;
    const second = first < 128 ? 0 : bytes[at + 2]!;
    const start = first < 128 ? at + 2 : at + 3;
    const stop = start + (first & 127) + 128 * second;
    if ((tag === packedLocations || tag === packedValues || tag === label) && second < 128 && stop <= end) {
      if (tag === packedLocations) readLocationIds(cursor, store, start, stop);
      else if (tag === packedValues) readValues(cursor, store, valueLimit, start, stop);
      else readLabel(cursor, store, start, stop);
      cursor.end = end;
      at = stop;
    } else {
      cursor.at = at;
      readOdd(cursor, store, valueLimit);
      at = cursor.at;
    }
  }
}

/**
 * Ids of one to three bytes are read without a branch on their length, which no processor can guess: 200,000 samples took 132 ms of CPU against
 * 148 with branches, 191 against 232 on a machine that did more besides.
 */
function readLocationIds(cursor: Cursor, store: Store, start: number, stop: number): void {
  const { view } = store;
  const { dense } = store.ids;
  const wholeWords = Math.min(stop, view.byteLength - 3);
  let count = store.locationCount;
  // An id has at least one byte.
  const locations = (store.locations = grow(store.locations, count + stop - start));
  let at = start;
  while (at < stop) {
    const word = at < wholeWords ? view.getInt32(at, true) : -1;
    // 1 where the first byte, the first two, the first three go on.
    const one = (word >>> 7) & 1;
    const two = one & (word >>> 15);
    const three = two & (word >>> 23);
    const id = (word & 0x7f) | ((word >>> 1) & 0x3f80 & -one) | ((word >>> 2) & 0x1f_c000 & -two);
    const next = at + 1 + one + two;
    let location: number;
    if (three === 0 && next <= stop && id < dense.length) {
      location = dense[id]!;
      at = next;
    } else {
      cursor.at = at;
      cursor.end = stop;
      readVarint(cursor);
      at = cursor.at;
      location = findId(store.ids, cursor);
    }
    if (location < 0) throw damaged(cursor.file, 'a location that is named and not there');
    locations[count++] = location;
  }
  store.locationCount = count;
}

function readValues(cursor: Cursor, store: Store, limit: number, start: number, stop: number): void {
  const { bytes } = cursor;
  const { near, wide } = store.values;
  let row = store.valueCount;
  let at = start;
  while (at < stop) {
    if (row >= limit) throw damaged(cursor.file, 'a sample with more values than there are types');
    const first = at;
    let byte = bytes[at++]!;
    let value = byte & 127;
    if (byte >= 128) {
      byte = bytes[at++]!;
      value |= (byte & 127) << 7;
      if (byte >= 128) {
        byte = bytes[at++]!;
        value |= (byte & 127) << 14;
        if (byte >= 128) {
          byte = bytes[at++]!;
          value |= (byte & 127) << 21;
        }
      }
    }
    if (byte < 128 && at <= stop) near[row++] = value;
    else {
      cursor.at = first;
      cursor.end = stop;
      readVarint(cursor);
      at = cursor.at;
      const sum = cursor.hi * 0x1_0000_0000 + cursor.lo;
      near[row] = sum;
      if (!Number.isSafeInteger(sum)) wide.set(row, (BigInt(cursor.hi) << 32n) | BigInt(cursor.lo));
      row++;
    }
  }
  store.valueCount = row;
}

function readLabel(cursor: Cursor, store: Store, start: number, stop: number): void {
  const row = store.labelCount++;
  if (row >= store.keys.length) {
    store.keys = grow(store.keys, row + 1);
    store.texts = grow(store.texts, row + 1);
    store.units = grow(store.units, row + 1);
    store.numbers.near = grow(store.numbers.near, row + 1);
  }
  cursor.at = start;
  cursor.end = stop;
  while (nextField(cursor)) {
    switch (cursor.field) {
      case 1:
        store.keys[row] = textAtHand(cursor, store.strings);
        break;
      case 2:
        store.texts[row] = textAtHand(cursor, store.strings);
        break;
      case 3:
        setAtHand(store.numbers, row, cursor, 'the number of a label');
        break;
      case 4:
        store.units[row] = textAtHand(cursor, store.strings);
        break;
    }
  }
}

/** One field that is not packed, or not of ours. */
function readOdd(cursor: Cursor, store: Store, valueLimit: number): void {
  nextField(cursor);
  const { field, wire } = cursor;
  if (field < 1 || field > 3) return;
  if (wire === 2) {
    // The tag was written in more bytes than it needs.
    const { at, end, start, stop } = cursor;
    if (field === 1) readLocationIds(cursor, store, start, stop);
    else if (field === 2) readValues(cursor, store, valueLimit, start, stop);
    else readLabel(cursor, store, start, stop);
    cursor.at = at;
    cursor.end = end;
    return;
  }
  mustBe(cursor, field === 3 ? 2 : 0, 'a field of a sample');
  if (field === 1) {
    const location = findId(store.ids, cursor);
    if (location < 0) throw damaged(cursor.file, 'a location that is named and not there');
    store.locations = grow(store.locations, store.locationCount + 1);
    store.locations[store.locationCount++] = location;
  } else {
    if (store.valueCount >= valueLimit) throw damaged(cursor.file, 'a sample with more values than there are types');
    setAtHand(store.values, store.valueCount++, cursor, 'a value');
  }
}
