import * as v from 'valibot';
import { pinKinds, pinResults, type Allow, type Pin } from '../pin.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const span = v.object({ file: text, line: whole, column: v.exactOptional(whole) });
const unknownCall = v.object({ name: text, in: text, at: span });

export const pinSchema: v.GenericSchema<unknown, Pin> = v.object({
  id: text,
  kind: v.picklist(pinKinds),
  package: text,
  function: v.exactOptional(text),
  at: span,
  names: v.exactOptional(v.array(text)),
  result: v.picklist(pinResults),
  proof: v.exactOptional(
    v.object({
      bodies: whole,
      copies: whole,
      functions: whole,
      slowPaths: v.array(text),
      setsPanicsAside: v.boolean(),
      allowed: v.array(span),
      assumed: v.array(unknownCall),
      unknown: v.array(unknownCall),
    }),
  ),
});

export const allowSchema: v.GenericSchema<unknown, Allow> = v.object({
  reason: text,
  at: span,
  package: text,
  function: v.exactOptional(text),
  line: whole,
  sites: v.array(text),
});
