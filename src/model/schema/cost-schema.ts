import * as v from 'valibot';
import { coverageModes } from '../coverage.ts';
import {
  holdsPointersAnswers,
  unplacedReasons,
  type Cost,
  type CostlyCall,
  type Counter,
  type Execution,
  type Measurement,
  type MeasurementHead,
  type ProfiledBinary,
} from '../cost.ts';

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
  saves: v.exactOptional(
    v.object({
      cycles: v.tuple([amount, amount]),
      marking: v.exactOptional(v.tuple([amount, amount])),
      pointers: v.picklist(holdsPointersAnswers),
    }),
  ),
});

export const executionSchema: v.GenericSchema<unknown, Execution> = v.object({
  executed: v.boolean(),
  count: v.exactOptional(whole),
  from: v.array(whole),
});

const agreement = v.array(
  v.object({
    package: text,
    functions: whole,
    agree: whole,
    calls: v.exactOptional(v.object({ compared: whole, agree: whole })),
  }),
);

export const counterSchema: v.GenericSchema<unknown, Counter> = v.object({
  name: text,
  count: amount,
  from: v.picklist(['flag', 'comment']),
});
export const binarySchema: v.GenericSchema<unknown, ProfiledBinary> = v.object({
  file: text,
  buildId: v.exactOptional(text),
  go: text,
  package: v.exactOptional(text),
  settings: v.record(text, text),
});

const profileParts = {
  id: whole,
  kind: v.literal('profile'),
  files: v.array(text),
  digest: text,
  base: v.exactOptional(v.object({ file: text, digest: text })),
  rate: v.exactOptional(amount),
  per: v.exactOptional(v.array(counterSchema)),
  binary: v.exactOptional(binarySchema),
  totals: values,
  sites: values,
  unplaced: v.array(v.object({ reason: v.picklist(unplacedReasons), values, first: v.exactOptional(v.object(position)) })),
  agreement,
};
const coverageMeasurement = v.object({
  id: whole,
  kind: v.literal('coverage'),
  files: v.tuple([text]),
  digest: text,
  mode: v.picklist(coverageModes),
  blocks: v.object({ all: whole, executed: whole, outside: whole }),
  sites: v.object({ executed: whole, notExecuted: whole, unknown: whole }),
  elsewhere: v.object({ files: whole, first: v.exactOptional(text) }),
  agreement,
});

export const costlyCallSchema: v.GenericSchema<unknown, CostlyCall> = v.object({
  ...position,
  package: text,
  function: text,
  callee: text,
  values,
  samples: amount,
});

export const measurementSchema: v.GenericSchema<unknown, Measurement> = v.variant('kind', [
  v.object({ ...profileParts, calls: v.array(costlyCallSchema) }),
  coverageMeasurement,
]);

export const measurementHeadSchema: v.GenericSchema<unknown, MeasurementHead> = v.variant('kind', [
  v.object(profileParts),
  coverageMeasurement,
]);
