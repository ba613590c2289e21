import type { Lever, Stay } from '../model/explanation.ts';
import type { When } from '../model/facts.ts';
import type { PaperReason, Site, UnsettledReason, What } from '../model/site.ts';
import { code } from './cause-words.ts';
import { bytes } from './numbers.ts';
import { safeText } from './safe-text.ts';
import { bufferOf, shortType } from './site-words.ts';
import { rowOf } from './row-of.ts';

/** What happens at a site, as a sentence about the user's code: `` `o` is allocated on the heap every time: 80 B (shop.Order). `` */
export function siteSentence(site: Site): string {
  switch (site.outcome) {
    case 'allocates':
      return capital(
        `${rowOf(happens, site.what)?.(site) ?? `${safeText(site.what)}: allocated on the heap`} ${whenWords(site)}${amount(site)}.`,
      );
    case 'paper':
      return `No allocation: the compiler says that ${subjectOf(site)} escapes, but ${rowOf(paperWords, site.paper) ?? safeText(site.paper)}.`;
    case 'merged':
      return `${capital(subjectOf(site))} is on the heap, in one allocation together with another variable.`;
    case 'unsettled':
      return `Not known: the compiler says that ${subjectOf(site)} escapes, but ${rowOf(unsettledWords, site.why) ?? safeText(site.why)}.`;
    default:
      return site satisfies never;
  }
}

const happens: { readonly [W in What]: (site: Site) => string } = {
  // Code that instantiations share may make several objects with one call each, of types that only the dictionary knows.
  object: (site) =>
    subjectsOf(site).length > 1 ? `${list(subjectsOf(site))} are allocated on the heap` : `${subjectOf(site)} is allocated on the heap`,
  slice: (site) => `The array behind ${subjectOf(site)} is allocated on the heap`,
  growth: () => '`append` allocates a larger array',
  map: (site) => `The map ${site.subject === undefined ? typeOf(site) : subjectOf(site)} is allocated on the heap`,
  'map-growth': () => 'Storing into the map allocates',
  chan: (site) => `The channel (${typeOf(site)}) is allocated on the heap`,
  string: (site) => `${site.subject === undefined ? 'The new string' : `The string ${subjectOf(site)}`} is allocated on the heap`,
  bytes: (site) => `${site.subject === undefined ? 'The copy' : `The copy ${subjectOf(site)}`} is allocated on the heap`,
  box: (site) => {
    const subjects = subjectsOf(site);
    return subjects.length > 1
      ? `Copies of ${list(subjects)} are allocated to put them into interfaces`
      : `A copy of ${subjectOf(site)} is allocated to put it into an interface`;
  },
  closure: (site) =>
    `${site.subject !== undefined && site.subject !== 'func literal' ? `The method value ${subjectOf(site)}` : 'The closure'} is allocated on the heap`,
  variadic: () => 'The slice of the variadic arguments is allocated on the heap',
  go: () => 'Starting the goroutine allocates its record',
  defer: () => 'The defer allocates its record',
  'leaves-frame': () => 'Returning the slice copies it to the heap',
};

function whenWords(site: Site): string {
  if (site.when.length === 0) return 'under conditions that are not known';
  // Only an append that has a buffer on the stack: it is used up before there is anything to grow on the heap.
  if (site.what === 'growth' && site.when.includes('exceeds-buffer')) return 'when it has to hold more than 32 bytes';
  return site.when.map((when) => rowOf(conditions, when)?.(site) ?? safeText(when)).join(' or ');
}

const conditions: { readonly [W in When]: (site: Site) => string } = {
  always: ({ loop }) => ((loop ?? 0) > 0 ? 'in each iteration' : 'every time'),
  grows: ({ what }) => (what === 'map-growth' ? 'when the map has to grow' : 'whenever the capacity is used up'),
  'exceeds-buffer': (site) => `when it is longer than ${bufferOf(site)}`,
  'large-value': (site) => `${(site.loop ?? 0) > 0 ? 'in each iteration ' : ''}${unlessWords(site)}`,
  'leaves-frame': () => 'when it is still in its buffer on the stack',
  'inlined-branch': () => 'when the inlined code comes to it',
  'pool-empty': () => 'when the runtime has none to reuse',
};

/** The values of which the runtime keeps copies, by the function that makes the others. */
function unlessWords(site: Site): string {
  if (site.what === 'string') return 'unless it is empty or a single byte';
  if (site.what === 'bytes' || site.what === 'slice') return 'unless it is empty';
  const makers = new Set(site.places.flatMap((place) => place.calls.map((call) => call.allocator)));
  const exceptions = new Set([...makers].map((maker) => conversions[maker.replace('runtime.', '')] ?? 'zero'));
  const isMany = subjectsOf(site).length > 1;
  const list = [...exceptions].toSorted().join(' or ');
  return `unless ${isMany ? 'a value' : 'the value'} is ${list}`;
}

const conversions: Readonly<Record<string, string>> = {
  convT16: 'below 256',
  convT32: 'below 256',
  convT64: 'below 256',
  convTstring: 'an empty string',
  convTslice: 'nil',
};

/** All that the compiler says of the calls of one compiled copy: a line may box several values with one function. */
function subjectsOf(site: Site): readonly string[] {
  const [place] = site.places;
  const heap = place?.verdicts.filter((verdict) => verdict.kind === 'escapes-to-heap' || verdict.kind === 'moved-to-heap') ?? [];
  return [...new Set(heap.map((verdict) => verdict.subject))];
}

const paperWords: { readonly [R in PaperReason]: string } = {
  constant: 'it is a constant, which is stored once in the program',
  'zero-size': 'it has no size',
  'static-data': 'it is stored once in the program’s data',
  'small-value': 'values below 256 are stored once in the runtime',
  'captures-nothing': 'the function captures nothing and is stored once in the program',
  'dead-code': 'this code is never reached and was left out',
  'optimized-away': 'the compiler needed no memory for it in the end',
};

const unsettledWords: { readonly [R in UnsettledReason]: string } = {
  'no-object-code': 'the compiled package could not be read',
  'no-position': 'it gives no position to look for a call at',
  'no-call-no-proof': 'no call that allocates was found there, and nothing proves that there is none',
};

/** What inlining would change. */
export function leverWords(lever: Lever, name: string, position: string): string {
  switch (lever.lever) {
    case 'inlinable':
      return `${safeText(name)} can be inlined${lever.cost === undefined ? '' : ` (cost ${lever.cost})`}: a caller that does not keep the result may need no heap; not verified`;
    case 'proven':
      return `where ${safeText(name)} is inlined at ${position} it stays on the stack: the compiler says so there`;
    case 'possible':
      return `could stay on the stack if ${safeText(name)} were inlined (cost ${lever.cost}, budget ${lever.budget}); not verified`;
    case 'forbidden':
      return `could stay on the stack if ${safeText(name)} were inlined (now: ${safeText(lever.reason)}); not verified`;
    default:
      return lever satisfies never;
  }
}

/** A variable that moved, the compiler's expression, or the type. */
function subjectOf(site: Site): string {
  if (site.subject !== undefined) return code(site.subject);
  if (!site.type) return 'a value';
  const type = typeOf(site);
  return `${/^[aeiou]/i.test(type) ? 'an' : 'a'} ${code(type)}`;
}

function typeOf(site: Site): string {
  return site.type ? shortType(site.type.name) : 'type unknown';
}

function amount(site: Site): string {
  const { type } = site;
  if (type?.size === undefined) return '';
  if (type.of === 'element') {
    // `make([]int, 131072)`: the compiler prints constants as numbers.
    const length = /^make\(.*?, (\d+)(?:, (\d+))?\)$/.exec(site.subject ?? '');
    const total = length ? Number(length[2] ?? length[1]) * type.size : 0;
    return total > 0 ? `: ${bytes(total)}` : type.size === 0 ? '' : `: ${bytes(type.size)} for each element`;
  }
  const taken = type.charged === undefined || bytes(type.charged) === bytes(type.size) ? '' : `, takes ${bytes(type.charged)}`;
  // The type says nothing new where it stands in the sentence or in the expression.
  const isPlain = site.what === 'closure' || site.what === 'box' || site.subject === undefined;
  return `: ${bytes(type.size)}${taken}${isPlain ? '' : ` (${typeOf(site)})`}`;
}

function list(texts: readonly string[]): string {
  return `${texts.slice(0, -1).map(code).join(', ')} and ${code(texts.at(-1) ?? '')}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** The functions in whose inlined bodies the allocation really stands, outermost first: `fmt.Errorf`, `errors.New`. */
export function insideOf(site: Site): readonly string[] {
  const [place] = site.places;
  if (!place) return [];
  const anchor = place.inline.findIndex((frame) => frame.file === site.at.file && frame.line === site.at.line);
  return place.inline
    .slice(0, Math.max(0, anchor))
    .map((frame) => shortType(frame.function))
    .toReversed();
}

/** What a sentence about the cause speaks of; undefined: `It`. */
export function pronounOf(site: Site): string | undefined {
  if (site.what === 'growth') return 'The slice';
  if (site.what === 'string') return 'The string';
  return site.what === 'box' && subjectsOf(site).length > 1 ? 'Each' : undefined;
}

/** A function's name without the mark of type arguments: `NewStack[...]` → `NewStack`. */
export function plainName(name: string): string {
  return safeText(name.replaceAll('[...]', ''));
}

/** What the compiler keeps off the heap. */
export function staysSentence({ kind, subject }: Stay): string {
  switch (kind) {
    case 'zero-copy':
      return 'A conversion from string to []byte here makes no copy: the bytes are only read.';
    case 'append-does-not-escape':
      return 'The array that append makes here does not escape: a small one stays on the stack.';
    case 'does-not-escape':
      return subject === '... argument'
        ? 'The slice of the variadic arguments stays on the stack.'
        : `${code(subject)} stays on the stack: the compiler says that it does not escape.`;
    default:
      kind satisfies never;
      return `${code(subject)}: ${safeText(kind)}`;
  }
}
