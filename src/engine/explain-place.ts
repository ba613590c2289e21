import { compareBy } from '../base/order.ts';
import type { CompilerSaid, FunctionFacts, Mark, PlaceAnswer, SiteAnswer, Stay } from '../model/explanation.ts';
import type { Position, VerdictFact } from '../model/facts.ts';
import type { Site } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import type { GoFunction } from '../source/go-scan.ts';
import { lineKind } from '../source/line-kind.ts';
import { runningAt } from '../source/enclosing.ts';
import type { SourceFile } from '../source/read-source.ts';
import type { Evidence } from './explain-evidence.ts';
import { makeExcerpt } from './explain-excerpt.ts';
import { functionOfSite, writtenAround, type KnownFunction } from './explain-functions.ts';

export interface PlaceContext {
  readonly evidence: Evidence;
  readonly functions: readonly KnownFunction[];
  readonly raw: boolean;
  /** What is known of one site besides itself. */
  readonly answerSite: (site: Site) => SiteAnswer;
  readonly describe: (known: KnownFunction, written: GoFunction | undefined) => FunctionFacts;
}

/** Answers for a line that holds code, or for one site of it. Without `source` (a bundle that kept none) there is no excerpt. */
export function answerPlace(at: Span, source: SourceFile | undefined, context: PlaceContext, only?: Site): PlaceAnswer {
  const { evidence } = context;
  const onLine = evidence.report.sites.filter((site) => site.at.file === at.file && site.at.line === at.line);
  const here = verdictsOf(evidence, at);
  const sites = only ? [only] : narrow(onLine, at.column, (site) => columnsOf(site)).toSorted(bySeverity);
  const written = source && writtenAround(source, at.line, at.column);
  const known = written
    ? context.functions.find(
        (one) => one.at.file === at.file && one.at.line === (written.nameSpan ?? written.span).line && one.name === written.name,
      )
    : undefined;
  const around = known ?? (onLine[0] && functionOfSite(onLine[0], context.functions));
  const isSignatureVerdict = (verdict: VerdictFact): boolean =>
    written !== undefined && (written.body === undefined || isBefore(verdict, written.body.line, written.body.column));
  const stays = only
    ? []
    : narrow(distinctStays(here.filter((verdict) => !isSignatureVerdict(verdict))), at.column, (stay) => [stay.column]);
  const inlined = only
    ? []
    : evidence.report.sites.filter(
        (site) =>
          !onLine.includes(site) &&
          site.places.some((place) => place.inline.some((frame) => frame.file === at.file && frame.line === at.line)),
      );
  const puts = only ? [] : evidence.report.sites.filter((site) => isPutBy(site, at, source));
  const nearest =
    sites.length + stays.length + inlined.length + puts.length === 0
      ? nearestSite(evidence, at, written && { ...written.span })
      : undefined;
  return {
    answer: 'place',
    at,
    ...(source ? { excerpt: makeExcerpt(source, at.line, at.line, marksOf(at, sites, stays), written?.span) } : {}),
    sites: sites.map(context.answerSite),
    stays,
    puts: puts.map(context.answerSite),
    inlined,
    ...(around ? { around: context.describe(around, written) } : {}),
    ...(nearest ? { nearest } : {}),
    ...(context.raw ? { said: saidAt(evidence, (position) => position.file === at.file && position.line === at.line) } : {}),
  };
}

/** Whether a site of another line is on the heap for what happens on this one: its cause stands here, or in a func literal that starts here. */
function isPutBy({ at, cause, outcome }: Site, line: Span, source: SourceFile | undefined): boolean {
  const where = cause.at;
  if (outcome !== 'allocates' || where?.file !== line.file || (at.file === line.file && at.line === line.line)) return false;
  if (where.line === line.line) return true;
  if (cause.code !== 'captured-by-closure') return false;
  return (source?.scan.functions ?? []).some(
    ({ kind, span }) => kind === 'literal' && span.line === line.line && where.line >= span.line && where.line <= span.endLine,
  );
}

/** Whether a line is more than a declaration: code of a function's body, or of a package-level `var`. */
export function isExecutable(source: SourceFile, line: number): boolean {
  if (lineKind(source.bytes, source.lines, line) !== 'code') return false;
  const around = runningAt(source.scan, line, Infinity) ?? runningAt(source.scan, line);
  return around !== undefined;
}

/** The compiler's lines at positions that `isWanted`; explanations at those positions too. */
export function saidAt({ units }: Evidence, isWanted: (position: Position) => boolean): CompilerSaid {
  const texts = units.flatMap((unit) => unit.texts);
  return {
    verdicts: distinct(texts.flatMap((text) => text.verdicts).filter(isWanted)),
    explanations: distinct(units.flatMap((unit) => unit.explanations?.() ?? []).filter(isWanted)),
    inlining: distinct(texts.flatMap((text) => text.inlining).filter(isWanted)),
    inlinedCalls: distinct(texts.flatMap((text) => text.inlinedCalls).filter(isWanted)),
    notes: distinct(texts.flatMap((text) => text.notes).filter(isWanted)),
  };
}

/** Variants repeat each other; the text is read for what it says. */
function distinct<T extends object>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

const outcomeOrder = ['allocates', 'merged', 'unsettled', 'paper'] as const;

/** What allocates first, what allocates always before what does so at times; then by rank and column. */
export const bySeverity: (a: Site, b: Site) => number = compareBy<Site>(
  (a, b) => outcomeOrder.indexOf(a.outcome) - outcomeOrder.indexOf(b.outcome),
  (a, b) => Number(b.when.includes('always')) - Number(a.when.includes('always')),
  (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0,
  (a, b) => (a.at.column ?? Infinity) - (b.at.column ?? Infinity) || 0,
);

function verdictsOf({ units }: Evidence, at: Span): VerdictFact[] {
  return units.flatMap((unit) => unit.texts.flatMap((text) => text.verdicts)).filter((one) => one.file === at.file && one.line === at.line);
}

function distinctStays(verdicts: readonly VerdictFact[]): Stay[] {
  const found = new Map<string, Stay>();
  for (const { kind, subject, column } of verdicts) {
    if (kind !== 'does-not-escape' && kind !== 'append-does-not-escape' && kind !== 'zero-copy') continue;
    found.set(`${kind} ${subject} ${column ?? 0}`, { kind, subject, ...(column === undefined ? {} : { column }) });
  }
  return [...found.values()].toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0));
}

/** With a column only what stands there, unless nothing does: then the line as a whole was meant. */
function narrow<T>(items: readonly T[], column: number | undefined, columns: (item: T) => readonly (number | undefined)[]): readonly T[] {
  if (column === undefined) return items;
  const some = items.filter((item) => columns(item).includes(column));
  return some.length > 0 ? some : items;
}

/** Where the verdicts of a site stand on its own line: one call may serve several, and code that is inlined there has them at the call. */
export function columnsOf({ at, places }: Site): number[] {
  const own = places.filter((place) => place.inline.at(-1)?.file === at.file && place.inline.at(-1)?.line === at.line);
  const columns = own.flatMap((place) => place.verdicts.flatMap((verdict) => verdict.column ?? []));
  return [...new Set([...(at.column === undefined ? [] : [at.column]), ...columns])];
}

/** Where signs stand in an excerpt. */
export function marksOf(at: Span, sites: readonly Site[], stays: readonly Stay[]): Omit<Mark, 'utf16'>[] {
  const marks: Omit<Mark, 'utf16'>[] = [];
  for (const site of sites) {
    for (const column of columnsOf(site)) marks.push({ line: at.line, column, of: site.outcome === 'paper' ? 'paper' : 'allocates' });
  }
  // The slice of variadic arguments is not written: a mark would underline the whole call.
  for (const stay of stays)
    if (stay.column !== undefined && stay.subject !== '... argument') marks.push({ line: at.line, column: stay.column, of: 'stays' });
  if (at.column !== undefined) marks.push({ line: at.line, column: at.column, of: 'asked' });
  return marks;
}

function nearestSite(
  { report }: Evidence,
  at: Span,
  within: { readonly line: number; readonly endLine: number } | undefined,
): Span | undefined {
  const near = report.sites
    .filter((site) => site.at.file === at.file && site.outcome === 'allocates')
    .filter(({ at: { line } }) => within !== undefined && line >= within.line && line <= within.endLine)
    .toSorted((a, b) => Math.abs(a.at.line - at.line) - Math.abs(b.at.line - at.line));
  return near[0]?.at;
}

function isBefore(position: Position, line: number, column: number): boolean {
  return position.line < line || (position.line === line && (position.column ?? Infinity) < column);
}
