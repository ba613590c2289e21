import * as v from 'valibot';
import { changes } from '../change.ts';
import { knownBys, relatedCodes, severities, type Finding } from '../finding.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const span = v.object({ file: text, line: whole, column: v.exactOptional(whole) });

/** A finding from elsewhere: its code may be one that this version does not know. */
export type SavedFinding = Omit<Finding, 'code' | 'args'> & { readonly code: string; readonly args: object };

export const findingSchema: v.GenericSchema<unknown, SavedFinding> = v.object({
  code: text,
  args: v.looseObject({}),
  severity: v.picklist(severities),
  id: v.pipe(text, v.description('Names the finding across runs, without lines. Unique within a document.')),
  site: v.exactOptional(text),
  package: v.exactOptional(text),
  function: v.exactOptional(text),
  anchor: span,
  related: v.array(v.object({ code: v.picklist(relatedCodes), at: span, function: v.exactOptional(text) })),
  state: v.exactOptional(v.picklist(changes)),
  known: v.exactOptional(v.object({ by: v.picklist(knownBys), reason: text, until: v.exactOptional(text) })),
});
