/**
 * The shape of what `bench --compare OLD NEW -f json` writes: the published JSON Schema is generated from it. Unknown fields are let through, as in a
 * report.
 */
import * as v from 'valibot';
import {
  benchComparisonSchema,
  inputKinds,
  type AllocationDifference,
  type BenchComparison,
  type BenchmarkTable,
  type DifferenceWarning,
  type SampleWarning,
} from '../benchmark-comparison.ts';
import { benchRests } from '../bench.ts';
import type { ComparedBenchmarks } from '../comparison.ts';
import { problemSchema, siteSchema } from './report-schema.ts';

const text = v.string();
const amount = v.number();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const list = <S extends v.GenericSchema>(item: S): v.ArraySchema<S, undefined> => v.array(item);
const maybe = <S extends v.GenericSchema>(item: S): v.ExactOptionalSchema<S, undefined> => v.exactOptional(item);

const few = { need: whole, more: v.boolean(), level: amount };
const sampleWarning: v.GenericSchema<unknown, SampleWarning> = v.variant('code', [
  v.object({ code: v.literal('few-for-interval'), ...few }),
  v.object({ code: v.literal('not-exact'), low: amount, high: amount }),
]);
const differenceWarning: v.GenericSchema<unknown, DifferenceWarning> = v.variant('code', [
  v.object({ code: v.literal('few-for-difference'), ...few }),
  v.object({ code: v.literal('all-equal') }),
]);

const cell = v.object({
  values: v.pipe(list(amount), v.minLength(1), v.description('Ascending, in the unit of the table.')),
  center: amount,
  low: maybe(amount),
  high: maybe(amount),
  confidence: amount,
  warnings: list(sampleWarning),
  comparison: maybe(
    v.object({
      p: amount,
      sizes: v.tuple([whole, whole]),
      change: v.pipe(v.union([amount, v.literal('unclear'), v.literal('from-zero')]), v.description('Percent of the old value.')),
      warnings: list(differenceWarning),
    }),
  ),
});

const table: v.GenericSchema<unknown, BenchmarkTable> = v.object({
  config: list(v.tuple([text, text])),
  unit: text,
  isBinary: v.boolean(),
  assume: v.picklist(['nothing', 'exact']),
  better: maybe(v.picklist(['higher', 'lower'])),
  columns: v.pipe(list(text), v.minLength(1)),
  rows: list(
    v.object({
      name: text,
      cells: v.pipe(list(v.nullable(cell)), v.description('One for each column; null where the input has no such benchmark.')),
    }),
  ),
  summaries: list(
    v.object({
      mean: maybe(amount),
      ratio: maybe(amount),
      warnings: list(v.object({ code: v.picklist(['other-set', 'mean', 'ratios']) })),
    }),
  ),
});

const amounts = v.object({ objects: amount, bytes: amount });
const pair = v.pipe(v.tuple([amounts, amounts]), v.description('Before and after.'));
const differing = { change: v.picklist(['gained', 'lost', 'more', 'fewer']), amounts: pair };
const allocation: v.GenericSchema<unknown, AllocationDifference> = v.object({
  package: text,
  name: text,
  procs: whole,
  reported: pair,
  places: list(
    v.variant('of', [
      v.object({ of: v.literal('site'), site: siteSchema, ...differing }),
      v.object({
        of: v.literal('call'),
        call: v.object({ package: text, function: text, callee: text, file: text, line: whole }),
        ...differing,
      }),
      v.object({ of: v.literal('rest'), reason: v.picklist(benchRests), ...differing }),
    ]),
  ),
  remainder: amounts,
});

const fields = {
  inputs: v.pipe(
    list(v.object({ label: text, from: v.picklist(inputKinds), commit: maybe(text), results: whole })),
    v.minLength(2),
    v.description('The old one, then the new one.'),
  ),
  confidence: amount,
  alpha: amount,
  tables: list(table),
  allocations: maybe(list(allocation)),
};

/** What a comparison of a gate holds too. */
export const comparedBenchmarks: v.GenericSchema<unknown, ComparedBenchmarks> = v.object(fields);

type SavedComparison = Omit<BenchComparison, 'problems'> & { readonly problems: readonly v.InferOutput<typeof problemSchema>[] };

export const benchComparisonShape: v.GenericSchema<unknown, SavedComparison> = v.object({
  schema: v.literal(benchComparisonSchema),
  ...fields,
  problems: list(problemSchema),
});
