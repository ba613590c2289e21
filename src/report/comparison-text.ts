import { createColors } from 'picocolors';
import type { ComparedPlace, Comparison } from '../model/comparison.ts';
import type { Site } from '../model/site.ts';
import { becauseWords, changeCauseWords, changeWords, comparisonSummary, comparisonWords as words } from '../view/comparison-words.ts';
import { code } from '../view/cause-words.ts';
import { showPosition } from '../view/positions.ts';
import { safeText } from '../view/safe-text.ts';
import { siteWords } from '../view/site-words.ts';
import { cutTo } from './cut.ts';
import { siteLines } from './explain-site-lines.ts';
import { block, field, type Pen } from './explain-pen.ts';
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
    measurements: [],
  };
  for (const line of linesOf(comparison, all, pen)) yield `${width === undefined ? line : cutTo(line, width)}\n`;
}

function* linesOf(comparison: Comparison, all: boolean, pen: Pen): Iterable<string> {
  const { paint } = pen;
  const { findings, places, causes } = comparison;
  const isRed = findings.some(({ severity, known }) => severity === 'error' && known === undefined);
  yield* block('', '  ', (isRed ? paint.red : paint.bold)(comparisonSummary(comparison)), pen);
  for (const text of problemLines(comparison, paint)) yield text.trimEnd();
  for (const cause of causes) yield* block(`  ${words.alsoChanged}: `, '    ', changeCauseWords(cause), pen);
  const objected = places.filter(({ state }) => state === 'new' || state === 'worse');
  const own = objected.filter(({ because }) => because?.code !== 'only');
  const only = objected.filter(({ because }) => because?.code === 'only');
  const most = all ? Infinity : inFull;
  for (const [index, place] of own.entries()) yield* index < most ? fullLines(place, pen) : shortLines(place, pen);
  if (only.length > 0) {
    yield '';
    yield paint.bold(words.only);
    for (const place of only) yield* shortLines(place, pen);
  }
  const rest = places.filter(({ state }) => state === 'fixed' || state === 'other-reason');
  if (rest.length > 0) yield '';
  for (const place of rest.slice(0, most)) yield* shortLines(place, pen);
  if (rest.length > most) yield paint.dim(words.more(rest.length - most));
}

function siteOf({ head, base }: ComparedPlace): Site {
  const site = head ?? base;
  if (!site) throw new Error('a place without a site on either side');
  return site;
}

function* fullLines(place: ComparedPlace, pen: Pen): Iterable<string> {
  const site = siteOf(place);
  const { paint } = pen;
  yield '';
  yield `${paint.red(changeWords(place))}  ${paint.cyan(pen.show(site.at))}  ${safeText(site.function)}  ${paint.dim(safeText(site.package))}`;
  yield* siteLines({ columns: [], ...place.explained, site }, '  ', pen);
  yield* becauseLines(place, pen);
}

function* becauseLines({ because, callers = [] }: ComparedPlace, pen: Pen): Iterable<string> {
  if (because) yield* field('  ', words.because, becauseWords(because, pen.show), pen);
  if (callers.length > 0) yield* field('  ', words.callers, callers.map(pen.show).join(', '), pen);
}

/** Of a place that is gone the position before is shown. */
function* shortLines(place: ComparedPlace, pen: Pen): Iterable<string> {
  const site = siteOf(place);
  const was = place.state === 'fixed' ? `${words.was} ` : '';
  const subject = site.subject === undefined ? '' : `${code(site.subject)} `;
  yield* block(
    `${changeWords(place)}  ${was}${pen.paint.cyan(pen.show(site.at))}  `,
    '    ',
    `${safeText(site.function)}  ${subject}${siteWords(site)}`,
    pen,
  );
  yield* becauseLines(place, pen);
}
