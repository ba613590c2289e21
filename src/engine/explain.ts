/**
 * Answers of `explain`: resolves targets on the facts and gathers what is known there. Codes only; the words are made in view/.
 */
import { withoutTypeArguments } from '../analysis/causes/function-names.ts';
import { UserError } from '../base/user-error.ts';
import {
  explainedSchema,
  type Explained,
  type ExplainAnswer,
  type FunctionAnswer,
  type FunctionFacts,
  type NoAnswer,
} from '../model/explanation.ts';
import type { Report } from '../model/report.ts';
import type { MeasurementHead } from '../model/cost.ts';
import { barePosition } from '../model/position.ts';
import type { Site } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import type { GoFunction } from '../source/go-scan.ts';
import { lineKind } from '../source/line-kind.ts';
import type { SourceFile } from '../source/read-source.ts';
import { calleesAt, costlyCallsAt } from './explain-callees.ts';
import { createChains, type Chains } from './explain-chains.ts';
import type { Evidence } from './explain-evidence.ts';
import { countLines, makeExcerpt } from './explain-excerpt.ts';
import { describeFunction, findFunctions, listFunctions, type KnownFunction } from './explain-functions.ts';
import { whyNotCompiled, whyUnseen } from './explain-missing.ts';
import { answerPlace, bySeverity, isExecutable, marksOf, saidAt, type PlaceContext } from './explain-place.ts';
import { createSiteAnswers } from './explain-sites.ts';
import { readFunctionName, readTarget, type Target } from './explain-target.ts';

export interface ExplainOptions {
  /** Add what the compiler wrote. */
  readonly raw: boolean;
  /** The nearest of some names to one that there is not. */
  readonly nearest: (word: string, of: readonly string[]) => string | undefined;
}

/** Functions of so many lines are shown whole. */
const shownWhole = 24;

/** One answer for each target, in their order; a target that names nothing gets an answer that says so. */
export async function explain(evidence: Evidence, targets: readonly string[], options: ExplainOptions): Promise<Explained> {
  const functions = listFunctions(evidence.units);
  const chains = createChains(evidence);
  const context: PlaceContext = {
    evidence,
    functions,
    raw: options.raw,
    answerSite: createSiteAnswers(evidence, functions, chains),
    describe: (known, written) => describe(known, written, functions, evidence, chains),
  };
  const answers: ExplainAnswer[] = [];
  for (const target of targets) answers.push({ target, ...(await answer(readTarget(target), context, options)) });
  const { build, problems } = evidence.report;
  const heads = measurementHeads(evidence.report);
  return { schema: explainedSchema, build, answers, ...(heads ? { measurements: heads } : {}), problems };
}

/** The measurements of a report without their calls. */
export function measurementHeads({ measurements }: Pick<Report, 'measurements'>): MeasurementHead[] | undefined {
  return measurements?.map((one): MeasurementHead => {
    if (one.kind === 'coverage') return one;
    const { calls: _, ...head } = one;
    return head;
  });
}

type Answer = ExplainAnswer extends infer T ? (T extends unknown ? Omit<T, 'target'> : never) : never;

async function answer(target: Target, context: PlaceContext, options: ExplainOptions): Promise<Answer> {
  switch (target.kind) {
    case 'place': {
      const file = resolveFile(target.file, context.evidence);
      if (Array.isArray(file)) return { answer: 'ambiguous', of: 'file', candidates: file };
      return answerLine({ ...target, file: file as string }, target.file, context, options);
    }
    case 'file':
      return { answer: 'no-line-given', file: target.file };
    case 'name':
      return answerName(target.name, context, options);
    default:
      return target satisfies never;
  }
}

/** The shown name of a file: as written from where the user stands, else the only file of the build whose name ends so. */
function resolveFile(written: string, evidence: Evidence): string | readonly string[] {
  const file = evidence.nameFile(written);
  const files = new Set(evidence.units.flatMap((unit) => unit.listed.files));
  if (files.has(file) || evidence.report.sites.some((site) => site.at.file === file)) return file;
  if (written.startsWith('/')) return file;
  const tail = written.replace(/^(\.\.?\/)+/, '');
  const ending = [...files].filter((one) => one === tail || one.endsWith(`/${tail}`));
  const [only] = ending;
  if (only === undefined) return file;
  return ending.length === 1 ? only : ending;
}

async function answerLine(
  place: Extract<Target, { kind: 'place' }>,
  written: string,
  context: PlaceContext,
  options: ExplainOptions,
): Promise<Answer> {
  const { evidence } = context;
  const { file, line } = place;
  const at = barePosition(place);
  const source = await readSource(evidence, file);
  const unit = evidence.units.find((one) => one.listed.files.includes(file));
  const isKnown = unit !== undefined || evidence.report.sites.some((site) => site.at.file === file);
  if (!source && !isKnown) return noFile(written, evidence, options);
  if (source && !isKnown) {
    const moduleFolders = evidence.report.build.modules.map((module) => module.dir);
    return { answer: 'not-compiled', file, why: whyNotCompiled({ source, build: evidence.report.build, moduleFolders }) };
  }
  if (unit?.listed.state === 'failed') return { answer: 'package-failed', file, package: unit.package };
  if (source) {
    const lines = countLines(source);
    if (line < 1 || line > lines) return { answer: 'no-such-line', file, lines };
    const hasEvidence = evidence.report.sites.some((site) => site.at.file === file && site.at.line === line);
    const why = hasEvidence ? undefined : whyUnseen(source, line, context);
    if (why) return { answer: 'not-compiled', file, why };
    if (!hasEvidence && !isExecutable(source, line)) {
      const kind = lineKind(source.bytes, source.lines, line) ?? 'blank';
      const nearest = nearestCode(source, line);
      return { answer: 'not-code', at, line: kind === 'code' ? 'declaration' : kind, ...(nearest ? { nearest } : {}) };
    }
    const declared = declarationOn(at, source, context.functions);
    if (declared && !hasEvidence) return answerFunction(declared, source, context);
  }
  const callees = await calleesAt(evidence, { file, line, endLine: line });
  return { ...answerPlace(at, source, context), ...callees, ...costlyCallsAt(evidence, { file, line, endLine: line }) };
}

/** A function whose declaration starts on the line, unless a body of one line stands there too. */
function declarationOn(at: Span, source: SourceFile, functions: readonly KnownFunction[]): KnownFunction | undefined {
  const written = source.scan.functions.find(
    (one) =>
      (one.kind === 'function' || one.kind === 'method') && one.span.line <= at.line && at.line <= (one.body?.line ?? one.span.endLine),
  );
  if (!written || written.span.endLine === at.line) return undefined;
  return functions.find((one) => one.at.file === at.file && one.at.line === written.nameSpan?.line && one.name === written.name);
}

function nearestCode(source: SourceFile, line: number): Span | undefined {
  const lines = countLines(source);
  for (let step = 1; step < 20; step++)
    for (const other of [line + step, line - step])
      if (other >= 1 && other <= lines && isExecutable(source, other)) return { file: source.file, line: other };
  return undefined;
}

function noFile(written: string, evidence: Evidence, options: ExplainOptions): NoAnswer {
  const files = [...new Set(evidence.units.flatMap((unit) => unit.listed.files))];
  const near = options.nearest(evidence.nameFile(written), files);
  return { answer: 'no-such-file', file: written, ...(near === undefined ? {} : { near }) };
}

async function readSource(evidence: Evidence, file: string): Promise<SourceFile | undefined> {
  try {
    return await evidence.source(file);
  } catch (error) {
    // Larger than any Go file, or not to be read: the facts are there all the same.
    if (error instanceof UserError && (error.code === 'source-too-large' || error.code.startsWith('file-'))) return undefined;
    throw error;
  }
}

async function answerName(name: string, context: PlaceContext, options: ExplainOptions): Promise<Answer> {
  const { evidence, functions } = context;
  if (/^[0-9a-z]{4,64}$/i.test(name)) {
    const sites = evidence.report.sites.filter((site) => site.id !== '' && site.id.startsWith(name));
    const exact = sites.filter((site) => site.id === name);
    const [site, second] = exact.length > 0 ? exact : sites;
    if (site && second) return { answer: 'ambiguous', of: 'site', candidates: sites.map((one) => one.id) };
    if (site) return answerSiteTarget(site, context);
  }
  const found = findFunctions(functions, name);
  const [only, second] = found;
  if (only && !second) return answerFunction(only, await readSource(evidence, only.at.file), context);
  if (only) return { answer: 'ambiguous', of: 'function', candidates: found.map((one) => `${one.package}.${one.name}`) };
  if (/^(?=.*\d)[0-9a-f]{8,64}$/.test(name)) return { answer: 'no-such-site', id: name };
  const near = nearestFunction(name, functions, options);
  const deps = dependencyOf(name, evidence);
  return { answer: 'no-such-function', name, ...(near === undefined ? {} : { near }), ...(deps === undefined ? {} : { deps }) };
}

/** The import path of the dependency that a name speaks of: `fmt.Sprintf`, `golang.org/x/net/html.Parse`. */
function dependencyOf(name: string, { units, pathsNamed }: Evidence): string | undefined {
  for (const { package: written } of readFunctionName(name)) {
    const named = pathsNamed?.(written.split('/').at(-1) ?? '').filter((path) => path === written || path.endsWith(`/${written}`)) ?? [];
    const [path, second] = named;
    if (path !== undefined && second === undefined && !units.some((unit) => unit.package === path)) return path;
  }
  return undefined;
}

/** Compared in the form in which the user wrote it: with or without a package. */
function nearestFunction(name: string, functions: readonly KnownFunction[], options: ExplainOptions): string | undefined {
  const own = functions.filter((one) => !one.at.file.startsWith('$'));
  const plain = own.map((one) => one.name);
  const withPackage = own.map((one) => `${one.packageName}.${one.name}`);
  return options.nearest(withoutTypeArguments(name), [...new Set([...plain, ...withPackage])]);
}

async function answerSiteTarget(site: Site, context: PlaceContext): Promise<Answer> {
  const source = await readSource(context.evidence, site.at.file);
  return answerPlace(site.at, source, context, site);
}

async function answerFunction(known: KnownFunction, source: SourceFile | undefined, context: PlaceContext): Promise<FunctionAnswer> {
  const { evidence } = context;
  const written = source?.scan.functions.find((one) => one.name === known.name && (one.nameSpan ?? one.span).line === known.at.line);
  const isInside = (site: Site): boolean => {
    if (site.at.file !== known.at.file) return false;
    if (written) return site.at.line >= written.span.line && site.at.line <= written.span.endLine;
    const name = site.function.replaceAll('[...]', '');
    return name === known.name || name.startsWith(`${known.name}.`);
  };
  const sites = evidence.report.sites.filter((site) => site.package === known.package && isInside(site)).toSorted(byOutcome);
  const facts = context.describe(known, written);
  const whole = written && { line: written.span.line, endLine: written.span.endLine };
  const isShort = whole !== undefined && whole.endLine - whole.line < shownWhole;
  const shown = written && whole && (isShort ? whole : { line: whole.line, endLine: written.body?.line ?? whole.endLine });
  const marks = isShort ? sites.flatMap((site) => marksOf(site.at, [site], [])) : [];
  return {
    answer: 'function',
    facts,
    ...(source && shown ? { excerpt: makeExcerpt(source, shown.line, shown.endLine, marks, shown) } : {}),
    sites: sites.map(context.answerSite),
    ...(whole ? await calleesAt(evidence, { file: known.at.file, ...whole }) : {}),
    ...(whole ? costlyCallsAt(evidence, { file: known.at.file, ...whole }) : {}),
    ...(context.raw && written
      ? { said: saidAt(evidence, ({ file, line }) => file === known.at.file && line >= written.span.line && line <= written.span.endLine) }
      : {}),
  };
}

/** With where its parameters go. */
function describe(
  known: KnownFunction,
  written: GoFunction | undefined,
  functions: readonly KnownFunction[],
  evidence: Evidence,
  chains: Chains,
): FunctionFacts {
  const facts = describeFunction(known, written, evidence.units, functions);
  const name = known.facts[0]?.function ?? known.name;
  const parameters = facts.parameters.map((parameter) => {
    const leaks = parameter.to === 'heap' || parameter.to === 'content';
    const chain = leaks ? chains.ofParameter(known.at, known.package, name, parameter.name) : undefined;
    return chain ? { ...parameter, chain } : parameter;
  });
  return { ...facts, parameters };
}

/** As they are written, but what allocates first. */
function byOutcome(a: Site, b: Site): number {
  return Number(b.outcome === 'allocates') - Number(a.outcome === 'allocates') || a.at.line - b.at.line || bySeverity(a, b);
}
