import type { Profile, ValueType } from '../model/profile.ts';
import { countFields, nextOther, type FieldCounts } from './count-fields.ts';
import { inflate } from './inflate.ts';
import { profileError } from './profile-error.ts';
import { fieldOf } from './profile-fields.ts';
import { exactAtHand, openCursor, readVarint, rewind } from './proto-cursor.ts';
import type { Cursor } from './proto-cursor.ts';
import { readSamples } from './read-samples.ts';
import { readHeads, readLocations, readStrings, readValueType, textAtHand } from './read-tables.ts';

/**
 * Reads a profile in pprof's format (google/pprof, proto/profile.proto), gzip (one member or several) or raw. All of it: every type of
 * values, labels, inlined lines, columns, mappings, comments. Numbers are exact over all of int64. Fields that are not known are skipped.
 * A profile without samples is a value; see `heapValues` for what cost is joined from.
 * @param file named in errors
 * @throws UserError `profile-*`
 */
export function readPprof(bytes: Uint8Array, file: string): Profile {
  const raw = inflate(bytes, file);
  if (raw.length === 0) throw profileError('profile-empty', { file });
  const cursor = openCursor(raw, file);
  const counts = countFields(cursor);
  const strings = readStrings(cursor, counts);
  const heads = readHeads(cursor, counts, strings);
  const { locations, lines, ids } = readLocations(cursor, counts, heads);
  const samples = readSamples(cursor, counts, heads.types.length, ids, strings);
  const { types, functions, mappings } = heads;
  const { defaultType, ...rest } = readScalars(cursor, counts, strings);
  return { types, defaultType: defaultTypeOf(types, defaultType), strings, samples, locations, lines, functions, mappings, ...rest };
}

/** The type with this name, else the last one, as pprof chooses. */
function defaultTypeOf(types: readonly ValueType[], name: string): number {
  const named = name === '' ? -1 : types.findIndex(({ type }) => type === name);
  return named >= 0 ? named : Math.max(0, types.length - 1);
}

type Scalars = Pick<
  Profile,
  'timeNanos' | 'durationNanos' | 'periodType' | 'period' | 'comments' | 'dropFrames' | 'keepFrames' | 'docUrl'
> & {
  defaultType: string;
};

function readScalars(cursor: Cursor, counts: FieldCounts, strings: readonly string[]): Scalars {
  const scalars: { -readonly [key in keyof Scalars]: Scalars[key] } = {
    timeNanos: 0n,
    durationNanos: 0n,
    periodType: undefined,
    period: 0n,
    comments: [],
    dropFrames: '',
    keepFrames: '',
    docUrl: '',
    defaultType: '',
  };
  const comments: string[] = [];
  const text = (): string => strings[textAtHand(cursor, strings)]!;
  rewind(cursor);
  while (nextOther(cursor, counts)) {
    switch (cursor.field) {
      case fieldOf.dropFrames:
        scalars.dropFrames = text();
        break;
      case fieldOf.keepFrames:
        scalars.keepFrames = text();
        break;
      case fieldOf.timeNanos:
        // As pprof does: two profiles one behind the other would be taken for one, with the texts of both mixed up.
        if (scalars.timeNanos !== 0n) throw profileError('profile-concatenated', { file: cursor.file });
        scalars.timeNanos = exactAtHand(cursor, 'the time');
        break;
      case fieldOf.durationNanos:
        scalars.durationNanos = exactAtHand(cursor, 'the duration');
        break;
      case fieldOf.periodType:
        scalars.periodType = readValueType(cursor, strings);
        break;
      case fieldOf.period:
        scalars.period = exactAtHand(cursor, 'the period');
        break;
      case fieldOf.comments:
        readComments(cursor, strings, comments);
        break;
      case fieldOf.defaultType:
        scalars.defaultType = text();
        break;
      case fieldOf.docUrl:
        scalars.docUrl = text();
        break;
    }
  }
  return { ...scalars, comments };
}

/** Comments at hand: one, or several packed. */
function readComments(cursor: Cursor, strings: readonly string[], comments: string[]): void {
  if (cursor.wire !== 2) {
    comments.push(strings[textAtHand(cursor, strings)]!);
    return;
  }
  const { at, end } = cursor;
  cursor.at = cursor.start;
  cursor.end = cursor.stop;
  cursor.depth++;
  cursor.wire = 0;
  while (cursor.at < cursor.end) {
    readVarint(cursor);
    comments.push(strings[textAtHand(cursor, strings)]!);
  }
  cursor.at = at;
  cursor.end = end;
  cursor.depth--;
}
