/** The shape of what `gate -f json` and `diff -f json` write: the published JSON Schema is generated from it. Unknown fields are let through, as in a report. */
import * as v from 'valibot';
import { changes, worseHows, type Change } from '../change.ts';
import {
  changeCauseKinds,
  comparisonSchemaName,
  incomparableWhats,
  matchedBys,
  type Because,
  type ChangeCause,
  type ComparedPlace,
  type Comparison,
  type Side,
} from '../comparison.ts';
import { comparedBenchmarks } from './bench-comparison-schema.ts';
import { measurementHeadSchema } from './cost-schema.ts';
import { siteAnswerMore } from './explained-schema.ts';
import { findingSchema, type SavedFinding } from './finding-schema.ts';
import { baselineCountsSchema, buildSchema, countsSchema, problemSchema, siteSchema, type SavedReport } from './report-schema.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const list = <S extends v.GenericSchema>(item: S): v.ArraySchema<S, undefined> => v.array(item);
const maybe = <S extends v.GenericSchema>(item: S): v.ExactOptionalSchema<S, undefined> => v.exactOptional(item);

const span = v.object({ file: text, line: whole, column: maybe(whole) });
const side: v.GenericSchema<unknown, Side> = v.object({
  label: text,
  revision: maybe(text),
  build: maybe(buildSchema),
  counts: maybe(countsSchema),
});
const changeCause: v.GenericSchema<unknown, ChangeCause> = v.object({
  kind: v.picklist(changeCauseKinds),
  name: text,
  from: text,
  to: text,
});
const inlining = { callee: text, at: maybe(span), cost: maybe(whole), budget: maybe(whole) };
const because: v.GenericSchema<unknown, Because> = v.variant('code', [
  v.object({ code: v.literal('edited'), at: span }),
  v.object({ code: v.literal('callee-changed'), callee: text, at: span }),
  v.object({ code: v.literal('inlining-lost'), ...inlining }),
  v.object({ code: v.literal('inlining-gained'), ...inlining }),
  v.object({ code: v.literal('type-grown'), type: text, from: whole, to: whole, at: maybe(span) }),
  v.object({ code: v.literal('only'), cause: changeCause }),
]);
const place: v.GenericSchema<unknown, ComparedPlace> = v.object({
  state: v.picklist(changes),
  base: maybe(siteSchema),
  head: maybe(siteSchema),
  matchedBy: maybe(v.picklist(matchedBys)),
  how: maybe(list(v.picklist(worseHows))),
  because: maybe(because),
  callers: maybe(list(span)),
  broughtAt: maybe(list(span)),
  perOp: maybe(v.object({ package: text, benchmark: text, objects: v.number(), bytes: v.number() })),
  explained: maybe(siteAnswerMore),
});
const states = v.object(Object.fromEntries(changes.map((change) => [change, whole])) as Record<Change, typeof whole>);

/** A comparison from elsewhere: its problems and findings may have codes that this version does not know. */
type SavedComparison = Omit<Comparison, 'problems' | 'findings'> & {
  readonly problems: SavedReport['problems'];
  readonly findings: readonly SavedFinding[];
};

export const comparisonShape: v.GenericSchema<unknown, SavedComparison> = v.object({
  schema: v.literal(comparisonSchemaName),
  base: side,
  head: side,
  incomparable: maybe(list(v.object({ what: v.picklist(incomparableWhats), base: text, head: text }))),
  causes: list(changeCause),
  places: list(place),
  states,
  findings: list(findingSchema),
  files: maybe(v.object({ changed: whole, read: whole })),
  policy: maybe(text),
  baseline: maybe(baselineCountsSchema),
  benchmarks: maybe(comparedBenchmarks),
  measurements: maybe(list(measurementHeadSchema)),
  problems: list(problemSchema),
});
