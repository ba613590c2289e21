import fastStringWidth from 'fast-string-width';
import { createColors } from 'picocolors';
import type {
  CompilerSaid,
  Excerpt,
  Explained,
  ExplainAnswer,
  FunctionAnswer,
  Mark,
  PlaceAnswer,
  SiteAnswer,
} from '../model/explanation.ts';
import { compilerLines } from '../view/compiler-lines.ts';
import { excerptRows } from '../view/excerpt.ts';
import { explainWords as words, noAnswerWords } from '../view/explain-answers.ts';
import { siteSentence, staysSentence } from '../view/explain-site.ts';
import { showPosition } from '../view/positions.ts';
import { safeText } from '../view/safe-text.ts';
import { cutTo } from './cut.ts';
import { calleeLines, costlyCallLines, factLines } from './explain-fact-lines.ts';
import { block, type Pen } from './explain-pen.ts';
import { siteLines } from './explain-site-lines.ts';
import type { RenderOptions } from './render-options.ts';

/** Sites of a function that are explained in full; the others get a line each. */
const inFull = 4;
/** Sites of inlined code that are listed. */
const inlinedListed = 8;
/** Longer lines are hard to read, however wide the terminal. */
const readable = 100;

/** Answers for people, one after the other. */
export function* renderExplainText(explained: Explained, options: Pick<RenderOptions, 'width' | 'color' | 'nameFile'>): Iterable<string> {
  const { width, color, nameFile } = options;
  const pen: Pen = {
    paint: createColors(color),
    columns: width,
    width: Math.min(width ?? readable, readable),
    show: (span) => showPosition(span, nameFile),
    measurements: explained.measurements ?? [],
  };
  for (const [index, answer] of explained.answers.entries()) {
    if (index > 0) yield '\n';
    for (const line of answerLines(answer, pen)) yield `${width === undefined ? line : cutTo(line, width)}\n`;
  }
}

function* answerLines(answer: ExplainAnswer, pen: Pen): Iterable<string> {
  if (answer.answer === 'place') yield* placeLines(answer, pen);
  else if (answer.answer === 'function') yield* functionLines(answer, pen);
  else {
    const { what, next } = noAnswerWords(answer, pen.show);
    yield pen.paint.bold(safeText(answer.target));
    yield* block('  ', '  ', what, pen);
    if (next !== undefined) yield* block('  → ', '    ', next, pen);
  }
}

function* placeLines(answer: PlaceAnswer, pen: Pen): Iterable<string> {
  const { sites, puts, inlined } = answer;
  const name = sites[0]?.site.function ?? answer.around?.name;
  const pkg = sites[0]?.site.package ?? answer.around?.package;
  yield heading(pen.show(answer.at), name, pkg, pen);
  yield '';
  const numbered = sites.length > 1;
  yield* excerptLines(answer.excerpt, pen, (mark) => (numbered ? numberOf(sites, mark) : ''));
  if (puts.length > 0) {
    yield words.puts;
    for (const put of puts) {
      yield pen.paint.cyan(pen.show(put.site.at));
      yield* siteLines(put, '  ', pen);
    }
    yield '';
    if (sites.length > 0) yield words.itself;
  }
  for (const [index, site] of sites.entries()) {
    yield* siteLines(site, numbered ? `${index + 1}. ` : '', pen);
    yield '';
  }
  const accepted = sites.find(({ site }) => site.outcome === 'allocates' && !site.at.file.startsWith('$'));
  if (accepted) {
    yield* block('', '', pen.paint.dim(words.accept(accepted.site.at.line)), pen);
    yield '';
  }
  const stays = answer.stays.filter((stay) => !sites.some(({ site }) => site.outcome === 'allocates' && site.subject === stay.subject));
  for (const stay of stays) yield* block('', '', staysSentence(stay), pen);
  if (stays.length > 0) yield '';
  if (inlined.length > 0) {
    yield words.inlined(inlined.length);
    for (const site of inlined.slice(0, inlinedListed)) yield* block(`  ${pen.show(site.at)}  `, '      ', siteSentence(site), pen);
    yield '';
  }
  yield* costlyCallLines(answer.costlyCalls, false, pen);
  yield* calleeLines(answer.callees, false, pen);
  if (sites.length + answer.stays.length + inlined.length + puts.length === 0) {
    yield* block('', '', words.nothing, pen);
    if (answer.nearest) yield* block('  → ', '    ', words.nearest(pen.show(answer.nearest)), pen);
    yield '';
  }
  if (answer.around) yield* factLines(answer.around, pen);
  yield* rawLines(answer.said, pen);
}

function* functionLines(answer: FunctionAnswer, pen: Pen): Iterable<string> {
  const { facts, sites } = answer;
  yield heading(facts.name, pen.show(facts.at), facts.package, pen);
  yield '';
  const numbered = sites.length > 1;
  yield* excerptLines(answer.excerpt, pen, (mark) => (numbered ? numberOf(sites, mark) : ''));
  yield words.allocatesAt(sites.filter(({ site }) => site.outcome === 'allocates' || site.outcome === 'merged').length);
  yield '';
  for (const [index, one] of sites.entries()) {
    const label = numbered ? `${index + 1}. ` : '';
    const at = pen.show(one.site.at);
    if (index < inFull) {
      yield `${label}${pen.paint.cyan(at)}`;
      yield* siteLines(one, ' '.repeat(label.length), pen);
      yield '';
    } else yield* block(`${label}${at}  `, ' '.repeat(label.length + 2), siteSentence(one.site), pen);
  }
  if (sites.length > inFull) yield '';
  yield* costlyCallLines(answer.costlyCalls, true, pen);
  yield* calleeLines(answer.callees, true, pen);
  yield* factLines(facts, pen);
  yield* rawLines(answer.said, pen);
}

function heading(first: string, second: string | undefined, pkg: string | undefined, { paint }: Pen): string {
  return [
    paint.bold(safeText(first)),
    ...(second === undefined ? [] : [safeText(second)]),
    ...(pkg === undefined ? [] : [paint.dim(safeText(pkg))]),
  ].join('  ');
}

/** The number of the first site at a mark; '' where there is none. */
function numberOf(sites: readonly SiteAnswer[], mark: Mark): string {
  const index = sites.findIndex(({ site, columns }) => site.at.line === mark.line && columns.includes(mark.column));
  return index < 0 ? '' : String(index + 1);
}

function* excerptLines(excerpt: Excerpt | undefined, pen: Pen, label: (mark: Mark) => string): Iterable<string> {
  if (!excerpt) return;
  const rows = excerptRows(excerpt, { width: fastStringWidth, label, ...(pen.columns === undefined ? {} : { columns: pen.columns }) });
  for (const row of rows) yield row.kind === 'marks' ? pen.paint.yellow(row.text) : row.text;
  yield '';
}

function* rawLines(said: CompilerSaid | undefined, pen: Pen): Iterable<string> {
  if (!said) return;
  yield '';
  yield words.compilersText;
  const lines = compilerLines(said);
  if (lines.length === 0) yield `  ${words.noText}`;
  for (const line of lines) yield `  ${pen.paint.dim(safeText(line))}`;
}
