/** The shape of what `compare -f json` writes: the published JSON Schema is generated from it. Unknown fields are let through, as in a report. */
import * as v from 'valibot';
import {
  buildComparisonSchema,
  differenceKinds,
  type BuildComparison,
  type Cell,
  type ComparedBuild,
  type ComparedRow,
  type InliningCell,
  type PinRow,
} from '../build-comparison.ts';
import { causeCodes, type CauseCode } from '../causes.ts';
import { changeCauseKinds } from '../comparison.ts';
import { whens } from '../facts.ts';
import { pinKinds, pinResults } from '../pin.ts';
import { paperReasons, saids, unsettledReasons, whats } from '../site.ts';
import { comparedBenchmarks } from './bench-comparison-schema.ts';
import { costSchema, executionSchema, measurementHeadSchema } from './cost-schema.ts';
import { reasonSchema } from './reason-schema.ts';
import { buildSchema, countsSchema, problemSchema, typeRefSchema, type SavedReport } from './report-schema.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const list = <S extends v.GenericSchema>(item: S): v.ArraySchema<S, undefined> => v.array(item);
const maybe = <S extends v.GenericSchema>(item: S): v.ExactOptionalSchema<S, undefined> => v.exactOptional(item);

const span = v.object({ file: text, line: whole, column: maybe(whole) });
const number = v.pipe(whole, v.description('The number of a build, from 0.'));

const column: v.GenericSchema<unknown, ComparedBuild> = v.object({
  label: text,
  state: v.picklist(['built', 'failed']),
  against: maybe(v.pipe(number, v.description('The build that it is compared with.'))),
  flags: list(text),
  build: maybe(buildSchema),
  counts: maybe(countsSchema),
  revision: maybe(text),
});
const inSite = {
  state: v.literal('site'),
  when: list(v.picklist(whens)),
  type: maybe(typeRefSchema),
  subject: maybe(text),
  cause: v.picklist(causeCodes as [CauseCode, ...CauseCode[]]),
  allocators: list(text),
  copies: whole,
  at: maybe(span),
};
const cell: v.GenericSchema<unknown, Cell> = v.variant('state', [
  v.object({ state: v.picklist(['absent', 'not-built', 'unknown']) }),
  v.variant('outcome', [
    v.object({ ...inSite, outcome: v.literal('allocates'), said: v.picklist(saids) }),
    v.object({ ...inSite, outcome: v.literal('paper'), paper: v.picklist(paperReasons) }),
    v.object({ ...inSite, outcome: v.literal('merged'), into: text }),
    v.object({ ...inSite, outcome: v.literal('unsettled'), why: v.picklist(unsettledReasons) }),
  ]),
]);
const kind = v.picklist(differenceKinds);
const row: v.GenericSchema<unknown, ComparedRow> = v.object({
  site: v.object({
    id: text,
    package: text,
    function: text,
    at: span,
    what: v.picklist(whats),
    type: maybe(typeRefSchema),
    subject: maybe(text),
    rank: maybe(whole),
  }),
  cells: v.pipe(list(cell), v.description('One for each build, in their order.')),
  steps: list(
    v.object({
      from: number,
      to: number,
      kinds: list(kind),
      callers: maybe(v.object({ gained: list(span), lost: list(span) })),
      reasons: list(reasonSchema),
    }),
  ),
  cost: maybe(list(costSchema)),
  execution: maybe(executionSchema),
});
const inliningCell: v.GenericSchema<unknown, InliningCell> = v.variant('state', [
  v.object({ state: v.picklist(['absent', 'unknown']) }),
  v.object({ state: v.literal('can'), cost: maybe(whole), calls: whole }),
  v.object({ state: v.literal('cannot'), cost: maybe(whole), budget: maybe(whole), reason: text, calls: whole }),
]);
const pin: v.GenericSchema<unknown, PinRow> = v.object({
  id: text,
  kind: v.picklist(pinKinds),
  package: text,
  function: maybe(text),
  at: span,
  results: list(v.picklist([...pinResults, 'absent', 'unknown'])),
});
const kinds = v.object(
  Object.fromEntries(differenceKinds.map((one) => [one, whole])) as Record<(typeof differenceKinds)[number], typeof whole>,
);

/** A comparison from elsewhere: its problems may have codes that this version does not know. */
type SavedComparison = Omit<BuildComparison, 'problems'> & { readonly problems: SavedReport['problems'] };

export const buildComparisonShape: v.GenericSchema<unknown, SavedComparison> = v.object({
  schema: v.literal(buildComparisonSchema),
  builds: v.pipe(list(column), v.minLength(2)),
  rows: list(row),
  inlining: list(v.object({ package: text, function: text, at: span, cells: list(inliningCell) })),
  same: v.pipe(whole, v.description('Places that allocate in all builds, and in all alike.')),
  notKnown: maybe(whole),
  differ: v.pipe(kinds, v.description('Rows by the gravest thing that changes.')),
  differences: v.pipe(kinds, v.description('Steps by each thing that changes.')),
  pins: maybe(list(pin)),
  benchmarks: list(v.object({ package: text, dir: text, rows: whole, names: list(text) })),
  worth: maybe(v.object({ from: number, to: number })),
  measuredBenchmarks: maybe(comparedBenchmarks),
  explained: whole,
  unexplained: whole,
  causes: list(
    v.object({ from: number, to: number, cause: v.object({ kind: v.picklist(changeCauseKinds), name: text, from: text, to: text }) }),
  ),
  measurements: maybe(list(measurementHeadSchema)),
  where: maybe(text),
  claims: maybe(list(v.object({ build: whole, by: v.picklist(['calls', 'lines']), reported: whole, untrue: whole, missed: whole }))),
  problems: list(problemSchema),
});
