import { fieldOf } from './profile-fields.ts';
import { mustBe, nextField, rewind } from './proto-cursor.ts';
import type { Cursor } from './proto-cursor.ts';

/** How many of each there are, so that tables are made once and as long as they must be. */
export interface FieldCounts {
  readonly samples: number;
  /** What all samples take together. */
  readonly sampleBytes: number;
  /** Where the first samples that follow each other begin and end: mostly all of them, so that who looks for something else passes over them at once. */
  readonly samplesFrom: number;
  readonly samplesTo: number;
  readonly mappings: number;
  readonly locations: number;
  readonly functions: number;
  readonly strings: number;
}

/** Like `nextField` at the top of a profile, but for the first samples. @throws UserError */
export function nextOther(cursor: Cursor, { samplesFrom, samplesTo }: FieldCounts): boolean {
  if (cursor.at === samplesFrom) cursor.at = samplesTo;
  return nextField(cursor);
}

/** Counts the messages of a profile, whose lengths it checks; what is in them it does not look at. @throws UserError */
export function countFields(cursor: Cursor): FieldCounts {
  const counts = new Uint32Array(16);
  let sampleBytes = 0;
  let samplesFrom = -1;
  let samplesTo = -1;
  rewind(cursor);
  for (let begin = cursor.at; nextField(cursor); begin = cursor.at) {
    const { field } = cursor;
    if (field === fieldOf.samples && (samplesFrom < 0 || samplesTo === begin)) {
      if (samplesFrom < 0) samplesFrom = begin;
      samplesTo = cursor.at;
    }
    if (field < fieldOf.types || field > fieldOf.strings) continue;
    mustBe(cursor, 2, `field ${field}`);
    counts[field]!++;
    if (field === fieldOf.samples) sampleBytes += cursor.stop - cursor.start;
  }
  return {
    samples: counts[fieldOf.samples]!,
    sampleBytes,
    samplesFrom,
    samplesTo,
    mappings: counts[fieldOf.mappings]!,
    locations: counts[fieldOf.locations]!,
    functions: counts[fieldOf.functions]!,
    strings: counts[fieldOf.strings]!,
  };
}
