import * as v from 'valibot';
import type { Explanation } from '../facts.ts';

const whole = v.pipe(v.number(), v.integer());
const position = { file: v.string(), line: whole, column: v.exactOptional(whole) };

/** One line of `explanations/*.ndjson` of a bundle. */
export const explanationSchema: v.GenericSchema<unknown, Explanation> = v.object({
  ...position,
  kind: v.picklist(['escapes', 'leaks']),
  subject: v.string(),
  function: v.exactOptional(v.string()),
  to: v.exactOptional(v.string()),
  derefs: v.exactOptional(whole),
  steps: v.array(
    v.object({
      destination: v.string(),
      derefs: whole,
      source: v.string(),
      from: v.array(v.object({ expression: v.string(), reason: v.string(), at: v.object(position) })),
    }),
  ),
  truncated: v.boolean(),
});
