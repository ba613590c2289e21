import { createColors } from 'picocolors';
import type { ComparedPlace, Comparison } from '../model/comparison.ts';
import { exitCode } from '../model/exit-code.ts';
import type { Finding } from '../model/finding.ts';
import type { Site } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import {
  becauseWords,
  changeCauseWords,
  changeWords,
  comparisonSummary,
  comparisonWords as words,
  isOfPlace,
  perOpWords,
} from '../view/comparison-words.ts';
import { code } from '../view/cause-words.ts';
import { showPosition } from '../view/positions.ts';
import { safeText } from '../view/safe-text.ts';
import { siteWords } from '../view/site-words.ts';
import { knownBecause } from '../view/finding-words.ts';
import { renderBenchComparisonText } from './bench-comparison-text.ts';
import { cutTo } from './cut.ts';
import { siteLines } from './explain-site-lines.ts';
import { block, field, type Pen } from './explain-pen.ts';
import { baselineLines, findingLines } from './finding-lines.ts';
import { problemLines } from './problem-lines.ts';
import type { RenderOptions } from './render-options.ts';

/** Places that are explained before they only get a line each. */
const inFull = 20;
/** Longer lines are hard to read, however wide the terminal. */
const readable = 100;

/** A comparison for people: what to think of it on the first line, then each new and worse place as `explain` tells it, then the others by line. */
export function* renderComparisonText(
  comparison: Comparison,
  { width, color, all, nameFile }: Omit<RenderOptions, 'list'>,
): Iterable<string> {
  const pen: Pen = {
    paint: createColors(color),
    columns: width,
    width: Math.min(width ?? readable, readable),
    show: (span) => showPosition(span, nameFile),
    measurements: comparison.measurements ?? [],
  };
  for (const line of linesOf(comparison, { all, nameFile }, pen)) yield `${width === undefined ? line : cutTo(line, width)}\n`;
  if (!comparison.benchmarks) return;
  yield '\n';
  // What is missing was told above.
  yield* renderBenchComparisonText(
    { ...comparison.benchmarks, problems: [] },
    { color, nameFile, ...(width === undefined ? {} : { width }) },
  );
}

function* linesOf(comparison: Comparison, { all, nameFile }: Pick<RenderOptions, 'all' | 'nameFile'>, pen: Pen): Iterable<string> {
  const { paint } = pen;
  const { findings, places, causes } = comparison;
  const isRed = exitCode({ problems: [], findings }) === 1;
  yield* block('', '  ', (isRed ? paint.red : paint.bold)(comparisonSummary(comparison)), pen);
  for (const text of problemLines(comparison, paint)) yield text.trimEnd();
  for (const cause of causes) yield* block(`  ${words.alsoChanged}: `, '    ', changeCauseWords(cause), pen);
  const isByPlace = findings.some(({ severity, known, site }) => severity === 'error' && !known && site !== undefined);
  if (isByPlace && comparison.files && comparison.policy === undefined) yield* block('  ', '  ', words.howToChange, pen);
  const judged = new Map(findings.flatMap((finding) => (isOfPlace(finding) ? [[finding.site, finding] as const] : [])));
  const signOf = ({ head }: ComparedPlace): string => sign(judged.get(head?.id), pen);
  const most = all ? Infinity : inFull;
  const { own, brought, only } = groupPlaces(places, (place) => judged.get(place.head?.id)?.known !== undefined);
  let shown = 0;
  for (const { place, brings } of own) {
    yield* shown++ < most ? fullLines(place, signOf(place), pen) : shortLines(place, signOf(place), pen);
    yield* broughtLines(brings, signOf, pen);
  }
  for (const { at, places: brings } of brought) {
    yield '';
    yield `${paint.cyan(pen.show(at))}  ${words.inlines}`;
    yield* broughtLines(brings, signOf, pen);
  }
  if (only.length > 0) {
    yield '';
    yield paint.bold(words.only);
    for (const place of only) yield* shortLines(place, signOf(place), pen);
  }
  const known = places.filter(({ head }) => judged.get(head?.id)?.known);
  if (known.length > 0) yield '';
  for (const place of known.slice(0, most)) {
    const finding = judged.get(place.head?.id);
    yield* shortLines(place, sign(finding, pen), pen);
    if (finding?.known) yield paint.dim(`    ${knownBecause(finding.known)}`);
  }
  if (known.length > most) yield paint.dim(words.more(known.length - most));
  const others = findings.filter((finding) => !isOfPlace(finding));
  if (others.length > 0) yield '';
  yield* findingLines(others, { nameFile, all, width: pen.width, list: { top: inFull } }, paint);
  const rest = places.filter(({ state }) => state === 'fixed' || state === 'other-reason');
  if (rest.length > 0) yield '';
  for (const place of rest.slice(0, most)) yield* shortLines(place, '', pen);
  if (rest.length > most) yield paint.dim(words.more(rest.length - most));
  if (comparison.baseline) {
    yield '';
    yield* baselineLines(comparison.baseline, { width: pen.width });
  }
}

interface Grouped {
  /** With the places in other modules that its line brings. */
  readonly own: readonly { readonly place: ComparedPlace; readonly brings: readonly ComparedPlace[] }[];
  /** Places in other modules, by the own line that brings them where nothing of its own is new; by their own where none is known. */
  readonly brought: readonly { readonly at: Span; readonly places: readonly ComparedPlace[] }[];
  readonly only: readonly ComparedPlace[];
}

/** Each new and worse place that is not known already, once. */
function groupPlaces(places: readonly ComparedPlace[], isKnown: (place: ComparedPlace) => boolean): Grouped {
  const objected = places.filter((place) => (place.state === 'new' || place.state === 'worse') && !isKnown(place));
  const only = objected.filter(({ because }) => because?.code === 'only');
  const rest = objected.filter(({ because }) => because?.code !== 'only');
  const own = rest.filter(({ broughtAt = [] }) => broughtAt.length === 0).map((place) => ({ place, brings: [] as ComparedPlace[] }));
  const lines = new Map<string, { readonly at: Span; readonly places: ComparedPlace[] }>();
  for (const place of rest) {
    const { broughtAt = [] } = place;
    const [first] = broughtAt;
    if (!first) continue;
    const under = own.findLast(({ place: { head } }) =>
      broughtAt.some(({ file, line }) => head?.at.file === file && head.at.line === line),
    );
    const key = `${first.file}\0${first.line}`;
    const line = lines.get(key);
    if (under) under.brings.push(place);
    else if (line) line.places.push(place);
    else lines.set(key, { at: first, places: [place] });
  }
  return { own, brought: [...lines.values()], only };
}

function* broughtLines(places: readonly ComparedPlace[], signOf: (place: ComparedPlace) => string, pen: Pen): Iterable<string> {
  for (const [index, place] of places.entries()) {
    const site = siteOf(place);
    const subject = site.subject === undefined ? '' : `${code(site.subject)} `;
    const text = `${signOf(place)}${changeWords(place)}  ${pen.paint.cyan(pen.show(site.at))}  ${subject}${siteWords(site)}`;
    yield* field('  ', index === 0 ? words.brings : '', text, pen);
  }
}

/** `error: `; nothing where no rule objects. */
function sign(finding: Finding | undefined, { paint }: Pen): string {
  if (!finding) return '';
  if (finding.known) return `${paint.dim('known')}: `;
  return `${{ error: paint.red('error'), warning: paint.yellow('warning'), note: paint.cyan('note') }[finding.severity]}: `;
}

function siteOf({ head, base }: ComparedPlace): Site {
  const site = head ?? base;
  if (!site) throw new Error('a place without a site on either side');
  return site;
}

function* fullLines(place: ComparedPlace, level: string, pen: Pen): Iterable<string> {
  const site = siteOf(place);
  const { paint } = pen;
  yield '';
  yield `${level}${paint.red(changeWords(place))}  ${paint.cyan(pen.show(site.at))}  ${safeText(site.function)}  ${paint.dim(safeText(site.package))}`;
  yield* siteLines({ columns: [], ...place.explained, site }, '  ', pen);
  if (place.perOp) yield* field('  ', words.perOp, perOpWords(place.perOp), pen);
  yield* becauseLines(place, pen);
}

function* becauseLines({ because, callers = [] }: ComparedPlace, pen: Pen): Iterable<string> {
  if (because) yield* field('  ', words.because, becauseWords(because, pen.show), pen);
  if (callers.length > 0) yield* field('  ', words.callers, callers.map(pen.show).join(', '), pen);
}

/** Of a place that is gone the position before is shown. */
function* shortLines(place: ComparedPlace, level: string, pen: Pen): Iterable<string> {
  const site = siteOf(place);
  const was = place.state === 'fixed' ? `${words.was} ` : '';
  const subject = site.subject === undefined ? '' : `${code(site.subject)} `;
  yield* block(
    `${level}${changeWords(place)}  ${was}${pen.paint.cyan(pen.show(site.at))}  `,
    '    ',
    `${safeText(site.function)}  ${subject}${siteWords(site)}`,
    pen,
  );
  yield* becauseLines(place, pen);
}
