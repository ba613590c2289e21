import * as v from 'valibot';
import { isDate } from '../../base/is-date.ts';
import { baselineSchemaName, baselineSections, type BaselineEntry, type BaselineHeader } from '../baseline.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const name = v.pipe(text, v.minLength(1));

/** The first line. Fields that a later version added stay as they are. */
export const baselineHeaderSchema: v.GenericSchema<unknown, BaselineHeader> = v.looseObject({
  schema: v.literal(baselineSchemaName),
  ids: name,
  build: v.looseObject({
    go: name,
    goos: name,
    goarch: name,
    experiment: text,
    tags: v.array(text),
    gcflags: text,
    goflags: v.exactOptional(v.array(text)),
    race: v.boolean(),
    cgo: v.boolean(),
    tests: v.boolean(),
    deps: v.exactOptional(v.array(text)),
    pgo: v.array(v.looseObject({ package: v.exactOptional(text), file: text, digest: v.exactOptional(text) })),
  }),
});

/** Any other line. Codes of closed lists may be those of a later version: then they match nothing. */
export const baselineEntrySchema: v.GenericSchema<unknown, BaselineEntry> = v.pipe(
  v.looseObject({
    section: v.picklist(baselineSections),
    id: name,
    package: name,
    function: text,
    what: name,
    type: v.exactOptional(text),
    subject: v.exactOptional(text),
    file: text,
    cause: name,
    charged: v.exactOptional(whole),
    loop: v.exactOptional(whole),
    always: v.exactOptional(v.literal(true)),
    test: v.exactOptional(v.literal(true)),
    line: v.exactOptional(text),
    text: v.exactOptional(text),
    body: v.exactOptional(text),
    reason: v.exactOptional(text),
    until: v.exactOptional(v.pipe(text, v.check(isDate, 'a day of the calendar is expected: 2026-12-31'))),
  }),
  v.transform((entry) => entry as unknown as BaselineEntry),
);
