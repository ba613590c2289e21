import * as v from 'valibot';
import { binarySchema, counterSchema } from './cost-schema.ts';
import { calledSchemaName, type CalledPart } from '../bundle.ts';
import { stacksSchemaName, type Stacks } from '../stacks.ts';

const text = v.string();
const numbers = v.array(v.number());

/** What the code of a bundle calls, by lines. */
export const calledSchema: v.GenericSchema<unknown, CalledPart> = v.object({
  schema: v.literal(calledSchemaName),
  files: v.record(text, v.record(v.pipe(text, v.regex(/^\d{1,9}$/)), v.array(text))),
});

/** The stacks of a bundle. What rows name is checked where they are read. */
export const stacksSchema: v.GenericSchema<unknown, Stacks> = v.object({
  schema: v.literal(stacksSchemaName),
  files: v.array(text),
  digest: text,
  base: v.exactOptional(v.object({ file: text, digest: text })),
  rate: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  delta: v.exactOptional(v.literal(true)),
  per: v.exactOptional(v.array(counterSchema)),
  binary: v.exactOptional(binarySchema),
  strings: v.array(text),
  functions: numbers,
  frames: numbers,
  nodes: numbers,
  samples: numbers,
});
