/**
 * The shape of what `explain -f json` writes: the published JSON Schema is generated from it. Unknown fields are let through, as in a report.
 */
import * as v from 'valibot';
import { judgementReasons, judgements } from '../callees.ts';
import { chainEnds, stepCodes, type Chain } from '../chains.ts';
import { explainedSchema, type CompilerSaid, type Excerpt, type Explained, type FunctionFacts, type SiteAnswer } from '../explanation.ts';
import { noteKinds, verdictKinds, whens } from '../facts.ts';
import { costlyCallSchema, measurementHeadSchema } from './cost-schema.ts';
import { explanationSchema } from './explanation-schema.ts';
import { buildSchema, problemSchema, siteSchema, type SavedReport } from './report-schema.ts';

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const list = <S extends v.GenericSchema>(item: S): v.ArraySchema<S, undefined> => v.array(item);
const maybe = <S extends v.GenericSchema>(item: S): v.ExactOptionalSchema<S, undefined> => v.exactOptional(item);

const position = { file: text, line: whole, column: maybe(whole) };
const span = v.object(position);
const derefs = v.pipe(v.number(), v.integer(), v.description('Dereferences; -1 is an address.'));

const chain: v.GenericSchema<unknown, Chain> = v.object({
  steps: v.pipe(
    list(
      v.object({
        code: v.picklist(stepCodes),
        function: text,
        package: text,
        at: maybe(span),
        expression: maybe(text),
        subject: maybe(text),
        into: maybe(text),
        callee: maybe(text),
        parameter: maybe(text),
        derefs: maybe(derefs),
        folded: v.pipe(whole, v.description('Steps of plumbing that were folded into this one.')),
      }),
    ),
    v.minLength(1),
    v.description('From the allocation on.'),
  ),
  end: v.picklist(chainEnds),
  unread: maybe(text),
});

const inlining = { can: v.boolean(), cost: maybe(whole), budget: maybe(whole), reason: maybe(text) };
const functionFacts: v.GenericSchema<unknown, FunctionFacts> = v.object({
  package: text,
  name: text,
  at: span,
  parameters: list(
    v.object({
      name: text,
      column: maybe(whole),
      to: v.picklist(['heap', 'content', 'result', 'stays']),
      result: maybe(text),
      level: maybe(whole),
      chain: maybe(chain),
    }),
  ),
  inlining: maybe(v.object(inlining)),
  inlinedAt: list(span),
});

/** What is told of a site besides itself. */
const siteAnswerRest = {
  columns: list(whole),
  chain: maybe(chain),
  lever: maybe(
    v.variant('lever', [
      v.object({ lever: v.literal('proven'), at: span, into: text }),
      v.object({ lever: v.literal('inlinable'), cost: maybe(whole) }),
      v.object({ lever: v.literal('possible'), cost: whole, budget: whole }),
      v.object({ lever: v.literal('forbidden'), reason: text }),
    ]),
  ),
  callee: maybe(functionFacts),
};
export const siteAnswerMore: v.GenericSchema<unknown, Omit<SiteAnswer, 'site'>> = v.object(siteAnswerRest);
const siteAnswer: v.GenericSchema<unknown, SiteAnswer> = v.object({ site: siteSchema, ...siteAnswerRest });

const excerpt: v.GenericSchema<unknown, Excerpt> = v.object({
  file: text,
  first: whole,
  lines: list(text),
  marks: list(
    v.object({
      line: whole,
      column: v.pipe(whole, v.description('In bytes, from 1.')),
      utf16: v.pipe(whole, v.description('In UTF-16 units, from 1.')),
      of: v.picklist(['allocates', 'paper', 'stays', 'asked']),
    }),
  ),
});

const callee = v.object({
  written: v.object({ package: text, name: text }),
  callee: v.object({ package: text, name: text, symbol: text }),
  judgement: v.picklist(judgements),
  reason: v.picklist(judgementReasons),
  path: v.pipe(list(text), v.description('Symbols, from the callee to what the reason names.')),
  when: list(v.picklist(whens)),
  line: whole,
});

const said: v.GenericSchema<unknown, CompilerSaid> = v.object({
  verdicts: list(
    v.object({
      ...position,
      kind: v.picklist(verdictKinds),
      subject: text,
      count,
      result: maybe(text),
      level: maybe(whole),
      statement: maybe(text),
    }),
  ),
  explanations: list(explanationSchema),
  inlining: list(v.object({ ...position, function: text, ...inlining, into: maybe(text) })),
  inlinedCalls: list(v.object({ ...position, callee: text, count })),
  notes: list(v.object({ ...position, note: v.picklist(noteKinds), text, count })),
});

const notCompiled = v.variant('by', [
  v.object({ by: v.literal('constraint'), constraint: text, flags: list(text) }),
  v.object({ by: v.literal('file-name'), platform: text, flags: list(text) }),
  v.object({ by: v.literal('test-file') }),
  v.object({ by: v.literal('ignored-name') }),
  v.object({ by: v.literal('cgo') }),
  v.object({ by: v.literal('other-module'), folder: text }),
  v.object({ by: v.literal('no-instance'), function: text, tests: v.boolean() }),
  v.object({ by: v.literal('line-directive'), shown: span }),
  v.object({ by: v.literal('not-named') }),
]);

const target = v.pipe(text, v.description('What was asked, as it was written.'));
const answer = v.variant('answer', [
  v.object({
    target,
    answer: v.literal('place'),
    at: span,
    excerpt: maybe(excerpt),
    sites: list(siteAnswer),
    stays: list(
      v.object({ kind: v.picklist(['does-not-escape', 'append-does-not-escape', 'zero-copy']), subject: text, column: maybe(whole) }),
    ),
    puts: list(siteAnswer),
    inlined: list(siteSchema),
    callees: maybe(list(callee)),
    costlyCalls: maybe(list(costlyCallSchema)),
    around: maybe(functionFacts),
    nearest: maybe(span),
    said: maybe(said),
  }),
  v.object({
    target,
    answer: v.literal('function'),
    facts: functionFacts,
    excerpt: maybe(excerpt),
    sites: list(siteAnswer),
    callees: maybe(list(callee)),
    costlyCalls: maybe(list(costlyCallSchema)),
    said: maybe(said),
  }),
  v.object({ target, answer: v.literal('not-compiled'), file: text, why: notCompiled }),
  v.object({
    target,
    answer: v.literal('not-code'),
    at: span,
    line: v.picklist(['blank', 'comment', 'declaration']),
    nearest: maybe(span),
  }),
  v.object({ target, answer: v.literal('package-failed'), file: text, package: text }),
  v.object({ target, answer: v.literal('no-such-line'), file: text, lines: whole }),
  v.object({ target, answer: v.literal('no-line-given'), file: text }),
  v.object({ target, answer: v.literal('no-such-file'), file: text, near: maybe(text) }),
  v.object({ target, answer: v.literal('no-such-function'), name: text, near: maybe(text), deps: maybe(text) }),
  v.object({ target, answer: v.literal('no-such-site'), id: text }),
  v.object({
    target,
    answer: v.literal('ambiguous'),
    of: v.picklist(['file', 'function', 'site']),
    candidates: list(text),
  }),
]);

/** A document from elsewhere: its problems may have codes that this version does not know. */
export type SavedExplained = Omit<Explained, 'problems'> & Pick<SavedReport, 'problems'>;

/** Describes what `explain -f json` writes. */
export const explainSchema: v.GenericSchema<unknown, SavedExplained> = v.object({
  schema: v.literal(explainedSchema),
  build: buildSchema,
  answers: list(answer),
  measurements: maybe(list(measurementHeadSchema)),
  problems: list(problemSchema),
});

/** What occurs in several places of it, by the name that the published schema gives it. */
export const explainParts: Readonly<Record<string, v.GenericSchema>> = {
  site: siteSchema,
  siteAnswer,
  functionFacts,
  chain,
  excerpt,
  said,
};
