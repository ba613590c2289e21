import { fieldOf } from './profile-fields.ts';
import { mustBe, nextField, rewind } from './proto-cursor.ts';
import type { Cursor } from './proto-cursor.ts';

/** How many of each there are, so that tables are made once and as long as they must be. */
export interface FieldCounts {
  readonly samples: number;
  /** What all samples take together. */
  readonly sampleBytes: number;
  readonly mappings: number;
  readonly locations: number;
  readonly functions: number;
  readonly strings: number;
}

/** Counts the messages of a profile, whose lengths it checks; what is in them it does not look at. @throws UserError */
export function countFields(cursor: Cursor): FieldCounts {
  const counts = new Uint32Array(16);
  let sampleBytes = 0;
  rewind(cursor);
  while (nextField(cursor)) {
    const { field } = cursor;
    if (field < fieldOf.types || field > fieldOf.strings) continue;
    mustBe(cursor, 2, `field ${field}`);
    counts[field]!++;
    if (field === fieldOf.samples) sampleBytes += cursor.stop - cursor.start;
  }
  return {
    samples: counts[fieldOf.samples]!,
    sampleBytes,
    mappings: counts[fieldOf.mappings]!,
    locations: counts[fieldOf.locations]!,
    functions: counts[fieldOf.functions]!,
    strings: counts[fieldOf.strings]!,
  };
}
