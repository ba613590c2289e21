import * as v from 'valibot';
import { unplacedReasons, type Cost, type Measurement } from '../cost.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Negative in deltas. */
const amount = v.number();
const values = v.object({ alloc_objects: amount, alloc_space: amount, inuse_objects: amount, inuse_space: amount });
const position = { file: text, line: whole, column: v.exactOptional(whole) };

export const costSchema: v.GenericSchema<unknown, Cost> = v.object({
  from: whole,
  values,
  samples: amount,
  between: v.exactOptional(v.tuple([amount, amount])),
  among: v.exactOptional(v.array(text)),
  tiny: v.exactOptional(v.literal(true)),
});

export const measurementSchema: v.GenericSchema<unknown, Measurement> = v.object({
  id: whole,
  kind: v.literal('profile'),
  files: v.array(text),
  digest: text,
  base: v.exactOptional(v.object({ file: text, digest: text })),
  rate: v.exactOptional(amount),
  totals: values,
  sites: values,
  calls: v.array(v.object({ ...position, package: text, function: text, callee: text, values, samples: amount })),
  unplaced: v.array(v.object({ reason: v.picklist(unplacedReasons), values, first: v.exactOptional(v.object(position)) })),
  agreement: v.array(v.object({ package: text, functions: whole, agree: whole })),
});
