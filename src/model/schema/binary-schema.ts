/** The shape of what `compare --binary -f json` writes: the published JSON Schema is generated from it. Unknown fields are let through, as in a report. */
import * as v from 'valibot';
import {
  binaryDifferenceWhats,
  binarySchema,
  goneWhys,
  presentBys,
  sourceVerdicts,
  unknownWhys,
  type BinaryResult,
  type SiteStanding,
} from '../binary.ts';
import { executableFormats, type BuiltModule } from '../executable.ts';
import { buildSchema, problemSchema, siteSchema, type SavedReport } from './report-schema.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const flag = v.boolean();
const list = <S extends v.GenericSchema>(item: S): v.ArraySchema<S, undefined> => v.array(item);
const maybe = <S extends v.GenericSchema>(item: S): v.ExactOptionalSchema<S, undefined> => v.exactOptional(item);

const version = { path: text, version: text, sum: maybe(text) };
const module: v.GenericSchema<unknown, BuiltModule> = v.object({ ...version, replace: maybe(v.object(version)) });
const agreeing = v.object({ compared: whole, agree: whole });

const standing: v.GenericSchema<unknown, SiteStanding> = v.variant('state', [
  v.object({
    site: text,
    state: v.literal('present'),
    by: v.picklist(presentBys),
    calls: v.object({ here: whole, there: whole }),
  }),
  v.object({ site: text, state: v.literal('gone'), why: v.picklist(goneWhys) }),
  v.object({ site: text, state: v.literal('unknown'), why: v.picklist(unknownWhys) }),
]);

/** A document from elsewhere: its problems may have codes that this version does not know. */
export type SavedBinaryResult = Omit<BinaryResult, 'problems'> & Pick<SavedReport, 'problems'>;

/** Describes what `compare --binary -f json` writes. */
export const binaryResultSchema: v.GenericSchema<unknown, SavedBinaryResult> = v.object({
  schema: v.literal(binarySchema),
  build: buildSchema,
  binary: v.object({
    file: text,
    bytes: whole,
    format: v.picklist(executableFormats),
    goos: text,
    goarch: text,
    go: text,
    path: maybe(text),
    main: maybe(module),
    modules: list(module),
    settings: v.record(text, text),
    symbols: flag,
    functions: whole,
    calls: maybe(whole),
  }),
  source: v.object({
    verdict: v.picklist(sourceVerdicts),
    differences: list(
      v.object({
        what: v.picklist(binaryDifferenceWhats),
        name: maybe(text),
        here: text,
        there: text,
        effect: v.picklist(['code', 'none']),
      }),
    ),
    revision: maybe(v.object({ there: text, modified: flag, here: maybe(text), hereModified: maybe(flag) })),
    functions: agreeing,
    agreement: list(v.object({ package: text, functions: whole, agree: whole })),
    calls: maybe(agreeing),
  }),
  packages: list(v.object({ path: text, linked: flag, present: whole, gone: whole, unknown: whole, extra: whole })),
  sites: list(siteSchema),
  standing: list(standing),
  extra: list(
    v.object({
      package: text,
      function: text,
      file: text,
      line: whole,
      column: maybe(whole),
      allocator: text,
      in: list(text),
      count: whole,
    }),
  ),
  others: list(v.object({ package: text, calls: whole })),
  problems: list(problemSchema),
});
