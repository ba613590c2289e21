import type { ChainStep } from '../model/chains.ts';
import type { SiteAnswer } from '../model/explanation.ts';
import type { Site } from '../model/site.ts';
import type { Span } from '../model/span.ts';
import { causeWords, code } from '../view/cause-words.ts';
import { siteCosts } from '../view/cost-words.ts';
import { endWords, furtherWords, parameterOf, stepWords } from '../view/chain-words.ts';
import { explainWords as words } from '../view/explain-answers.ts';
import { parameterWords } from '../view/parameter-words.ts';
import { insideOf, leverWords, plainName, pronounOf, siteSentence } from '../view/explain-site.ts';
import { bufferOf } from '../view/site-words.ts';
import { isInlinedCopy } from '../view/inlined-copy.ts';
import { showCausePlace } from '../view/positions.ts';
import { seenWords } from '../view/seen-words.ts';
import { waysOut } from '../view/ways-out.ts';
import { block, field, listSpans, type Pen } from './explain-pen.ts';
import { wrapShown } from './wrap-shown.ts';

/** Ways out that are shown. */
const advised = 2;
/** Positions and types that are listed before they are only counted. */
const listed = 4;
/** A longer position stands in front of its step without being lined up. */
const widestSpot = 36;

/** All that is known of one site: what happens, why, how, and what would remove it. `label` stands in front of the first line. */
export function* siteLines(answer: SiteAnswer, label: string, pen: Pen): Iterable<string> {
  const { site, lever } = answer;
  const { paint } = pen;
  const colour = site.outcome === 'allocates' ? paint.red : site.outcome === 'unsettled' ? paint.yellow : paint.green;
  const indent = ' '.repeat(label.length);
  for (const [index, line] of wrapShown(siteSentence(site), pen.width - label.length).entries())
    yield `${index === 0 ? label : indent}${colour(line)}`;
  for (const [index, cost] of siteCosts(site, pen.measurements).entries())
    yield* field(indent, index === 0 ? words.cost : '', paint.bold(cost), pen);
  const inside = insideOf(site);
  if (inside.length > 0) yield* field(indent, words.inside, words.inlinedHere(inside.map(code)), pen);
  if (site.outcome === 'allocates' || site.outcome === 'merged') yield* field(indent, words.why, why(answer, pen), pen);
  yield* calleeField(answer, indent, pen);
  yield* chainFields(answer, indent, pen);
  for (const [index, way] of waysOut(answer).slice(0, advised).entries())
    yield* field(indent, index === 0 ? words.wayOut : words.or, way, pen);
  if (lever)
    yield* field(
      indent,
      words.inlining,
      leverWords(lever, plainName(site.function), lever.lever === 'proven' ? pen.show(lever.at) : ''),
      pen,
    );
  const copies = copiesOf(site, pen);
  if (copies !== '') yield* field(indent, words.copies, copies, pen);
  yield* field(indent, words.seen, paint.dim(seenWords(site)), pen);
}

function why({ site, chain }: SiteAnswer, pen: Pen): string {
  const { cause } = site;
  const parameter = cause.code === 'passed-to-parameter' && chain ? parameterOf(chain, cause.args.callee) : undefined;
  const subject = pronounOf(site);
  const where = showCausePlace(site, pen.show);
  return causeWords(parameter === undefined ? cause : { ...cause, args: { parameter, ...cause.args } }, {
    function: plainName(site.function),
    buffer: bufferOf(site),
    ...(where === undefined ? {} : { where }),
    ...(subject === undefined ? {} : { subject }),
  });
}

function* calleeField({ site, chain, callee }: SiteAnswer, indent: string, pen: Pen): Iterable<string> {
  // A chain that goes into the callee says it better.
  if (!callee || chain?.steps.some((step) => step.code === 'received')) return;
  const leaks = callee.parameters.filter((parameter) => parameter.to !== 'stays').map(parameterWords);
  const what = leaks.length === 0 ? '' : `: ${leaks.slice(0, listed).join('; ')}`;
  yield* field(indent, words.callee, `${code(site.cause.args.callee ?? callee.name)}, ${showLine(callee.at, pen)}${what}`, pen);
}

function* chainFields({ site, chain }: SiteAnswer, indent: string, pen: Pen): Iterable<string> {
  if (!chain) return;
  // A chain of one or two steps says what `why` has said, but for how to learn more.
  if (chain.steps.length <= 2) {
    const further = furtherWords(chain);
    if (further !== undefined) yield* field(indent, words.how, further, pen);
    return;
  }
  const spots = chain.steps.map((step: ChainStep) => (step.at ? showLine(step.at, pen) : ''));
  const width = Math.min(widestSpot, Math.max(...spots.map((spot) => spot.length)));
  const lead = (index: number, spot: string): string => `${index === 0 ? words.how : ''}`.padEnd(10) + pen.paint.dim(spot.padEnd(width));
  for (const [index, step] of chain.steps.entries()) {
    const spot = spots[index] ?? '';
    yield* block(`${indent}  ${lead(index, spot)}  `, `${indent}${' '.repeat(width + 14)}`, stepWords(step, site.what), pen);
  }
  const end = endWords(chain);
  if (end !== undefined) yield* block(`${indent}${' '.repeat(width + 14)}`, `${indent}${' '.repeat(width + 14)}`, end, pen);
}

/** Where else the same written place was compiled into. */
function copiesOf(site: Site, pen: Pen): string {
  const copies = site.places.filter((place) => isInlinedCopy(place, site));
  const lasts = copies.flatMap((place) => place.inline.at(-1) ?? []);
  const spots = [...new Map(lasts.map((last) => [`${last.file}:${last.line}`, last])).values()];
  const own = site.places.filter((place) => !isInlinedCopy(place, site));
  // `NewStack[go.shape.int]`
  const types = new Set(own.flatMap((place) => typeArgumentsOf(place.function).map(code)));
  return [
    ...(spots.length > 0 ? [words.alsoInlined(listSpans(spots, listed, pen, words.morePlaces))] : []),
    ...(types.size > 0 ? [words.compiledFor([...types].slice(0, listed))] : []),
    ...(types.size === 0 && own.length > 1 ? [words.compiledTimes(own.length)] : []),
  ].join('; ');
}

/** Those of the first function that a symbol names: a literal's name may hold the names of several. */
function typeArgumentsOf(symbol: string): readonly string[] {
  const start = symbol.indexOf('[');
  let depth = 0;
  for (let at = start; at >= 0 && at < symbol.length; at++) {
    if (symbol[at] === '[') depth++;
    else if (symbol[at] === ']' && --depth === 0) return [symbol.slice(start + 1, at)];
  }
  return [];
}

function showLine({ file, line }: Span, pen: Pen): string {
  return pen.show({ file, line });
}
