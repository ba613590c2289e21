import fastStringWidth from 'fast-string-width';
import { createColors } from 'picocolors';
import type {
  CalleeAnswer,
  CompilerSaid,
  Excerpt,
  Explained,
  ExplainAnswer,
  FunctionAnswer,
  FunctionFacts,
  Mark,
  PlaceAnswer,
  SiteAnswer,
} from '../model/explanation.ts';
import type { Place, Site } from '../model/report.ts';
import type { Span } from '../model/span.ts';
import { calleeWords } from '../view/callee-words.ts';
import { causeWords, code } from '../view/cause-words.ts';
import { endWords, stepWords } from '../view/chain-words.ts';
import { compilerLines } from '../view/compiler-lines.ts';
import { excerptRows } from '../view/excerpt.ts';
import { noAnswerWords, parameterWords } from '../view/explain-answers.ts';
import { insideOf, leverWords, siteSentence } from '../view/explain-site.ts';
import { count } from '../view/numbers.ts';
import { safeText } from '../view/safe-text.ts';
import { waysOut } from '../view/ways-out.ts';
import { cutTo } from './cut.ts';
import type { RenderOptions } from './render.ts';
import { wrap } from './wrap.ts';

type Paint = ReturnType<typeof createColors>;
type Options = Pick<RenderOptions, 'width' | 'color' | 'nameFile'>;

interface Pen {
  readonly paint: Paint;
  readonly options: Options;
  /** Columns that sentences are wrapped to. */
  readonly width: number;
  /** A position as it can be clicked. */
  readonly show: (span: Span) => string;
}

/** Sites of a function that are explained in full; the others get a line each. */
const inFull = 4;
/** Ways out that are shown. */
const advised = 2;
/** Positions that are listed before they are only counted. */
const listed = 4;

/** Answers for people, one after the other. */
export function* renderExplainText(explained: Explained, options: Options): Iterable<string> {
  const paint = createColors(options.color);
  const pen: Pen = {
    paint,
    options,
    width: Math.min(options.width ?? 100, 100),
    show: ({ file, line, column }) =>
      `${file === '' || /^[$</]/.test(file) ? safeText(file) : safeText(options.nameFile(file))}:${line}${column === undefined ? '' : `:${column}`}`,
  };
  for (const [index, answer] of explained.answers.entries()) {
    if (index > 0) yield '\n';
    for (const line of answerLines(answer, pen)) yield `${options.width === undefined ? line : cutTo(line, options.width)}\n`;
  }
}

function* answerLines(answer: ExplainAnswer, pen: Pen): Iterable<string> {
  switch (answer.answer) {
    case 'place':
      return yield* placeLines(answer, pen);
    case 'function':
      return yield* functionLines(answer, pen);
    default: {
      const { what, next } = noAnswerWords(answer, pen.show);
      yield `${pen.paint.bold(safeText(answer.target))}`;
      yield* block('  ', '  ', what, pen);
      if (next !== undefined) yield* block('  → ', '    ', next, pen);
    }
  }
}

function* placeLines(answer: PlaceAnswer, pen: Pen): Iterable<string> {
  const [first] = answer.sites;
  const name = first?.site.function ?? answer.around?.name;
  const pkg = first?.site.package ?? answer.around?.package;
  yield `${pen.paint.bold(pen.show(answer.at))}${name === undefined ? '' : `  ${safeText(name)}`}${pkg === undefined ? '' : pen.paint.dim(`  ${safeText(pkg)}`)}`;
  yield '';
  yield* excerptLines(answer.excerpt, pen, (mark) => (answer.sites.length > 1 ? numberOf(answer.sites, mark) : ''));
  if (answer.puts.length > 0) {
    yield 'What this line does puts on the heap:';
    for (const put of answer.puts) {
      yield `${pen.paint.cyan(pen.show(put.site.at))}`;
      yield* siteLines(put, '  ', pen);
    }
    yield '';
    if (answer.sites.length > 0) yield 'The line itself:';
  }
  for (const [index, site] of answer.sites.entries()) {
    yield* siteLines(site, answer.sites.length > 1 ? `${index + 1}. ` : '', pen);
    yield '';
  }
  const stays = answer.stays.filter(
    (stay) => !answer.sites.some(({ site }) => site.outcome === 'allocates' && site.subject === stay.subject),
  );
  if (stays.length > 0) {
    for (const stay of stays) yield* block('', '', staysSentence(stay.kind, stay.subject), pen);
    yield '';
  }
  if (answer.inlined.length > 0) {
    yield* block('', '', `Inlined here, with ${count(answer.inlined.length, 'place')} that may allocate:`, pen);
    for (const site of answer.inlined.slice(0, listed * 2)) yield* block(`  ${pen.show(site.at)}  `, '      ', siteSentence(site), pen);
    yield '';
  }
  yield* calleeLines(answer.callees, false, pen);
  if (answer.sites.length + answer.stays.length + answer.inlined.length + answer.puts.length === 0) {
    yield* block(
      '',
      '',
      'Nothing is allocated on this line: the compiler says nothing of it and the compiled code calls no allocator there.',
      pen,
    );
    if (answer.nearest)
      yield* block('  → ', '    ', `The nearest allocation in this function: \`stackward explain ${pen.show(answer.nearest)}\``, pen);
    yield '';
  }
  if (answer.around) yield* aroundLines(answer.around, pen);
  yield* rawLines(answer.said, pen);
}

/** Calls that allocate elsewhere, or may. */
function* calleeLines(callees: readonly CalleeAnswer[] | undefined, withLine: boolean, pen: Pen): Iterable<string> {
  if (!callees) return;
  yield 'Called outside of this module:';
  for (const callee of callees.slice(0, listed * 2))
    yield* block(`  ${withLine ? `line ${callee.line}  ` : ''}`, '      ', calleeWords(callee), pen);
  if (callees.length > listed * 2) yield `  … ${count(callees.length - listed * 2, 'more call')}`;
  yield '';
}

/** The number of the first site at a mark; '' where there is none. */
function numberOf(sites: readonly SiteAnswer[], mark: Mark): string {
  const index = sites.findIndex(({ site, columns }) => site.at.line === mark.line && columns.includes(mark.column));
  return index < 0 ? '' : String(index + 1);
}

function staysSentence(kind: PlaceAnswer['stays'][number]['kind'], subject: string): string {
  if (kind === 'zero-copy') return 'A conversion from string to []byte here makes no copy: the bytes are only read.';
  if (kind === 'append-does-not-escape') return 'The array that append makes here does not escape: a small one stays on the stack.';
  if (subject === '... argument') return 'The slice of the variadic arguments stays on the stack.';
  return `${code(subject)} stays on the stack: the compiler says that it does not escape.`;
}

function* siteLines(answer: SiteAnswer, label: string, pen: Pen): Iterable<string> {
  const { site, chain, lever, callee } = answer;
  const { paint } = pen;
  const colour = site.outcome === 'allocates' ? paint.red : site.outcome === 'unsettled' ? paint.yellow : paint.green;
  const [head, ...rest] = wrap(siteSentence(site), pen.width - label.length);
  yield `${label}${colour(head ?? '')}`;
  for (const line of rest) yield `${' '.repeat(label.length)}${colour(line)}`;
  const indent = ' '.repeat(label.length);
  const inside = insideOf(site);
  if (inside.length > 0) yield* field(indent, 'inside', `${inside.map(code).join(' → ')}, inlined here`, pen);
  if (site.outcome === 'allocates' || site.outcome === 'merged') {
    const where = whereWords(site, pen);
    const subject = site.what === 'growth' ? 'The slice' : site.what === 'string' ? 'The string' : undefined;
    const words = causeWords(site.cause, {
      function: plainName(site.function),
      ...(where === undefined ? {} : { where }),
      ...(subject === undefined ? {} : { subject }),
    });
    yield* field(indent, 'why', words, pen);
  }
  if (callee) {
    const leaks = callee.parameters.filter((parameter) => parameter.to !== 'stays').map(parameterWords);
    const words = leaks.length === 0 ? '' : `: ${leaks.slice(0, 3).join('; ')}`;
    yield* field(
      indent,
      'callee',
      `${safeText(site.cause.args.callee ?? callee.name)}, ${pen.show({ file: callee.at.file, line: callee.at.line })}${words}`,
      pen,
    );
  }
  // A chain of one or two steps says what `why` has said.
  if (chain && chain.steps.length > 2) {
    for (const [index, step] of chain.steps.entries()) {
      const at = step.at ? `${pen.show(step.at)}  ` : '';
      yield* field(indent, index === 0 ? 'how' : '', `${paint.dim(at)}${stepWords(step)}`, pen);
    }
    const end = endWords(chain);
    if (end !== undefined) yield* field(indent, '', end, pen);
  }
  for (const [index, way] of waysOut(answer).slice(0, advised).entries()) yield* field(indent, index === 0 ? 'way out' : 'or', way, pen);
  if (lever)
    yield* field(indent, 'inlining', leverWords(lever, plainName(site.function), lever.lever === 'proven' ? pen.show(lever.at) : ''), pen);
  const copies = copiesWords(site, pen);
  if (copies !== undefined) yield* field(indent, 'copies', copies, pen);
  yield* field(indent, 'seen', paint.dim(seenWords(site)), pen);
}

/** Without the mark of type arguments: `NewStack[...]` → `NewStack`. */
function plainName(name: string): string {
  return safeText(name.replaceAll('[...]', ''));
}

/** The line of the cause, when it is not the site's own. */
function whereWords({ at, cause }: Site, pen: Pen): string | undefined {
  if (!cause.at || (cause.at.file === at.file && cause.at.line === at.line)) return undefined;
  return cause.at.file === at.file ? `line ${cause.at.line}` : pen.show(cause.at);
}

/** Where else the same written place was compiled into. */
function copiesWords(site: Site, pen: Pen): string | undefined {
  const others = site.places.filter((place) => {
    const last = place.inline.at(-1);
    return last !== undefined && (last.file !== site.at.file || last.line !== site.at.line);
  });
  const spots = new Map(
    others.flatMap((place) => {
      const last = place.inline.at(-1);
      return last ? [[`${last.file}:${last.line}`, last] as const] : [];
    }),
  );
  const instances = site.places.length - others.length;
  // `NewStack[go.shape.int]`
  const types = new Set(site.places.flatMap((place) => /\[(.+)\]/.exec(place.function)?.[1] ?? []));
  const shown = [...spots.values()].slice(0, listed).map(pen.show);
  const more = spots.size > shown.length ? ` and ${count(spots.size - shown.length, 'more place')}` : '';
  const parts = [
    ...(spots.size > 0 ? [`also where it is inlined: ${shown.join(', ')}${more}`] : []),
    ...(types.size > 0 ? [`compiled for ${[...types].slice(0, listed).map(code).join(', ')}`] : []),
    ...(types.size === 0 && instances > 1 ? [`compiled ${instances} times`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** The evidence: the compiler's verdict and the call in object code. */
function seenWords(site: Site): string {
  const verdicts = new Set(site.places.flatMap((place) => place.verdicts.map(verdictWords)));
  const calls = new Set(site.places.flatMap((place: Place) => place.calls.map((call) => call.allocator)));
  const said = [...verdicts].slice(0, 2).map(safeText).join('; ');
  return `${said === '' ? 'the compiler says nothing' : `the compiler says \`${said}\``}; ${calls.size === 0 ? 'no call of an allocator' : `the code calls ${[...calls].map(safeText).join(', ')}`}`;
}

function verdictWords({ kind, subject }: Place['verdicts'][number]): string {
  const [line] = compilerLines({
    verdicts: [{ file: '', line: 0, kind, subject, count: 1 }],
    explanations: [],
    inlining: [],
    inlinedCalls: [],
    notes: [],
  });
  return line ?? '';
}

function* functionLines(answer: FunctionAnswer, pen: Pen): Iterable<string> {
  const { facts, sites } = answer;
  yield `${pen.paint.bold(safeText(facts.name))}  ${pen.show(facts.at)}${pen.paint.dim(`  ${safeText(facts.package)}`)}`;
  yield '';
  const numbered = sites.length > 1;
  yield* excerptLines(answer.excerpt, pen, (mark) => (numbered ? numberOf(sites, mark) : ''));
  const allocating = sites.filter(({ site }) => site.outcome === 'allocates' || site.outcome === 'merged');
  yield* block('', '', allocating.length === 0 ? 'Nothing in it allocates.' : `It allocates at ${count(allocating.length, 'place')}:`, pen);
  yield '';
  for (const [index, one] of sites.entries()) {
    const label = numbered ? `${index + 1}. ` : '';
    if (index < inFull) {
      yield `${label}${pen.paint.cyan(pen.show(one.site.at))}`;
      yield* siteLines(one, ' '.repeat(label.length), pen);
      yield '';
    } else yield* block(`${label}${pen.show(one.site.at)}  `, ' '.repeat(label.length + 2), siteSentence(one.site), pen);
  }
  if (sites.length > inFull) yield '';
  yield* calleeLines(answer.callees, true, pen);
  yield* aroundLines(facts, pen);
  yield* rawLines(answer.said, pen);
}

/** What a function takes, leaks, and where it is inlined. */
function* aroundLines(facts: FunctionFacts, pen: Pen): Iterable<string> {
  const name = safeText(facts.name);
  const leaks = facts.parameters.filter((parameter) => parameter.to !== 'stays');
  const stays = facts.parameters.filter((parameter) => parameter.to === 'stays' && parameter.name !== '_');
  yield `${name}:`;
  for (const leak of leaks) yield* block('  ', '      ', parameterWords(leak), pen);
  if (stays.length > 0)
    yield* block(
      '  ',
      '      ',
      `${stays.map((parameter) => code(parameter.name)).join(', ')} ${stays.length === 1 ? 'does' : 'do'} not leak`,
      pen,
    );
  const { inlining } = facts;
  if (inlining) {
    const where = facts.inlinedAt;
    const shown = where.slice(0, listed).map((span) => pen.show({ file: span.file, line: span.line }));
    const places =
      where.length === 0
        ? ''
        : `; inlined at ${shown.join(', ')}${where.length > listed ? ` and ${count(where.length - listed, 'more place')}` : ''}`;
    const words = inlining.can
      ? `can be inlined${inlining.cost === undefined ? '' : ` (cost ${inlining.cost})`}${places === '' ? '; no call of it was inlined here' : places}`
      : `cannot be inlined: ${safeText(inlining.reason ?? 'no reason given')}`;
    yield* block('  ', '      ', words, pen);
  }
}

function* excerptLines(excerpt: Excerpt | undefined, pen: Pen, label: (mark: Mark) => string): Iterable<string> {
  if (!excerpt) return;
  const rows = excerptRows(excerpt, {
    width: fastStringWidth,
    label,
    ...(pen.options.width === undefined ? {} : { columns: pen.options.width }),
  });
  for (const row of rows) yield row.kind === 'marks' ? pen.paint.yellow(row.text) : row.text;
  yield '';
}

function* rawLines(said: CompilerSaid | undefined, pen: Pen): Iterable<string> {
  if (!said) return;
  yield '';
  yield 'The compiler’s text:';
  const lines = compilerLines(said);
  if (lines.length === 0) yield '  (nothing)';
  for (const line of lines) yield `  ${pen.paint.dim(safeText(line))}`;
}

const fieldWidth = 10;

function field(indent: string, name: string, text: string, pen: Pen): Iterable<string> {
  return block(`${indent}  ${name.padEnd(fieldWidth)}`, `${indent}  ${' '.repeat(fieldWidth)}`, text, pen);
}

function* block(first: string, next: string, text: string, pen: Pen): Iterable<string> {
  for (const [index, line] of wrap(text, Math.max(20, pen.width - first.length)).entries()) yield `${index === 0 ? first : next}${line}`;
}
