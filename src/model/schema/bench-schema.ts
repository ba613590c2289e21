/** The shape of what `bench -f json` writes: the published JSON Schema is generated from it. Unknown fields are let through, as in a report. */
import * as v from 'valibot';
import { benchRests, benchSchema, tinyMethods, type Benchmark, type BenchResult } from '../bench.ts';
import { buildSchema, problemSchema, siteSchema, type SavedReport } from './report-schema.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const list = <S extends v.GenericSchema>(item: S): v.ArraySchema<S, undefined> => v.array(item);
const maybe = <S extends v.GenericSchema>(item: S): v.ExactOptionalSchema<S, undefined> => v.exactOptional(item);

/** Parts of what runs differ by may be negative. */
const amount = { objects: v.number(), bytes: v.number() };
const amounts = v.object(amount);
const position = { file: text, line: whole, column: maybe(whole) };
const named = { package: text, name: text, procs: whole };

const benchmark: v.GenericSchema<unknown, Benchmark> = v.variant('state', [
  v.object({
    ...named,
    state: v.literal('measured'),
    operations: v.tuple([whole, whole]),
    runs: whole,
    reported: amounts,
    between: maybe(v.tuple([amounts, amounts])),
    profiled: amounts,
    setUp: amounts,
    tiny: maybe(v.picklist(tinyMethods)),
    sites: list(
      v.object({ site: text, ...amount, among: maybe(list(text)), tiny: maybe(v.literal(true)), artefact: maybe(v.literal(true)) }),
    ),
    calls: list(v.object({ ...position, package: text, function: text, callee: text, ...amount, tiny: maybe(v.literal(true)) })),
    rest: list(v.object({ reason: v.picklist(benchRests), ...amount, first: maybe(v.object(position)), among: maybe(list(text)) })),
  }),
  v.object({ ...named, state: v.picklist(['failed', 'skipped', 'panicked', 'timed-out', 'no-result']), output: text }),
]);

/** A document from elsewhere: its problems may have codes that this version does not know. */
export type SavedBenchResult = Omit<BenchResult, 'problems'> & Pick<SavedReport, 'problems'>;

/** Describes what `bench -f json` writes. */
export const benchResultSchema: v.GenericSchema<unknown, SavedBenchResult> = v.object({
  schema: v.literal(benchSchema),
  build: buildSchema,
  bench: text,
  packages: list(v.object({ path: text, benchmarks: whole })),
  benchmarks: list(benchmark),
  sites: list(siteSchema),
  problems: list(problemSchema),
});
