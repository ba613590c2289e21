import type { When } from '../model/facts.ts';
import { isHidden, type PaperReason, type Site, type UnsettledReason, type What } from '../model/site.ts';
import { causeWords } from './cause-words.ts';
import { bytes, count } from './numbers.ts';
import { isInlinedCopy } from './inlined-copy.ts';
import { showCausePlace, showPosition } from './positions.ts';
import { safeText } from './safe-text.ts';
import { rowOf } from './row-of.ts';

const whatWords: Readonly<Record<What, string>> = {
  object: 'object',
  slice: 'slice of',
  growth: 'append to slice of',
  map: 'map',
  'map-growth': 'map insert',
  chan: 'channel',
  string: 'string',
  bytes: 'bytes',
  box: 'boxed value',
  closure: 'closure',
  variadic: 'variadic slice of',
  go: 'goroutine',
  defer: 'defer record',
  'leaves-frame': 'copy of a local slice at return',
};

const whenWords: Readonly<Record<When, string>> = {
  always: 'always',
  grows: 'when it grows',
  'exceeds-buffer': 'when longer than its stack buffer',
  'large-value': 'unless the value is small or zero',
  'leaves-frame': 'when the slice is still on the stack',
  'inlined-branch': 'when the inlined code comes to it',
  'pool-empty': 'when the runtime’s pool is empty',
};

/** Why a heap verdict allocates nothing, in a few words. */
export const paperWords: Readonly<Record<PaperReason, string>> = {
  constant: 'a constant',
  'zero-size': 'no size',
  'static-data': 'static data',
  'small-value': 'a small value',
  'captures-nothing': 'captures nothing',
  'dead-code': 'code left out',
  'optimized-away': 'optimized away',
};

export const unsettledWords: Readonly<Record<UnsettledReason, string>> = {
  'no-object-code': 'its object code is not at hand',
  'no-position': 'the compiler gave no position',
  'no-call-no-proof': 'no call there, and no proof that none is needed',
};

/**
 * `object store.Order, 96 B · always · in a loop · inlined into 3 functions`. `builds` are the labels of a report of several builds:
 * `only on arm64`.
 */
export function siteWords(site: Site, builds: readonly string[] = []): string {
  const parts = [
    site.outcome === 'allocates' ? thing(site) : `${thing(site)} ${safeText(site.subject ?? '')}`.trimEnd(),
    outcomeWords(site),
  ];
  if (site.loop !== undefined && site.loop > 0) parts.push(site.loop === 1 ? 'in a loop' : `in a loop, depth ${site.loop}`);
  parts.push(...copyWords(site), ...buildWords(site, builds));
  return parts.join(' · ');
}

/** `always`, `when it grows or when longer than its stack buffer`. */
export function whenWordsOf({ when, what }: Pick<Site, 'when' | 'what'>): string {
  // Both of one `append`: its first array is on the stack, and it makes a larger one.
  if (when.join() === 'grows,exceeds-buffer') return 'when it outgrows its stack buffer';
  return when.map((one) => conditionWords(one, what)).join(' or ');
}

function conditionWords(when: When, what: What): string {
  if (when !== 'large-value') return rowOf(whenWords, when) ?? safeText(when);
  if (what === 'slice' || what === 'bytes') return 'unless it is empty';
  return what === 'string' ? 'unless it is empty or a single byte' : whenWords[when];
}

/** In which builds it allocates, or stands where it allocates in none. The shorter of the two is said: where it does, or where it does not. */
function buildWords({ in: entries }: Site, builds: readonly string[]): string[] {
  if (!entries) return [];
  const allocating = entries.filter(({ outcome }) => outcome === 'allocates');
  const meant = new Set((allocating.length > 0 ? allocating : entries).map(({ build }) => build));
  const others = builds.filter((label) => !meant.has(label));
  if (others.length === 0) return [];
  return [others.length < meant.size ? `not ${joinBuilds(others)}` : `only ${joinBuilds([...meant])}`];
}

function joinBuilds(labels: readonly string[]): string {
  return labels
    .map((label) => safeText(label.startsWith('-') ? `with ${label}` : label.startsWith('without ') ? label : `on ${label}`))
    .join(' and ');
}

function outcomeWords(site: Site): string {
  switch (site.outcome) {
    case 'allocates':
      return site.when.length === 0 ? 'condition unknown' : whenWordsOf(site);
    case 'paper':
      return `on paper only: ${rowOf(paperWords, site.paper) ?? safeText(site.paper)}`;
    case 'merged':
      return 'shares the allocation of another variable';
    case 'unsettled':
      return `not settled: ${rowOf(unsettledWords, site.why) ?? safeText(site.why)}`;
    default:
      return site satisfies never;
  }
}

/** Test variants repeat the plain ones and are no copies of their own. */
function copyWords(site: Site): string[] {
  const { places } = site;
  const words: string[] = [];
  const inlined = new Set(places.filter((place) => isInlinedCopy(place, site)).map((place) => place.function));
  const instances = new Set(places.filter((place) => !isInlinedCopy(place, site)).map((place) => place.function));
  if (inlined.size > 0) words.push(`also inlined into ${count(inlined.size, 'function')}`);
  if (instances.size > 1) words.push(count(instances.size, 'compiled copy', 'compiled copies'));
  return words;
}

/** How much the buffer on the stack holds, of what has one (runtime/string.go: `tmpBuf` of 32 bytes, 32 runes in `stringtoslicerune`). */
export function bufferOf(site: Site): string {
  return isOfRunes(site) ? '32 runes' : '32 bytes';
}

/** `[]rune(s)`: its call names no type. */
function isOfRunes({ places }: Pick<Site, 'places'>): boolean {
  return places.some((place) => place.calls.some(({ allocator }) => allocator === 'runtime.stringtoslicerune'));
}

/** Why, as one sentence about the user's code. `nameFile` names a file as it is seen from where the user stands. */
export function siteCause(site: Site, nameFile: (file: string) => string): string {
  const where = showCausePlace(site, (span) => showPosition(span, nameFile));
  return causeWords(site.cause, { function: safeText(site.function), buffer: bufferOf(site), ...(where === undefined ? {} : { where }) });
}

/** The allocators that a hidden allocation calls, since the compiler says nothing of it. */
export function hiddenWords(site: Site): string | undefined {
  if (site.outcome !== 'allocates' || !isHidden(site.said)) return undefined;
  return site.said === 'stack' ? 'hidden: the compiler says that it does not escape' : 'hidden: the compiler says nothing of it';
}

/** `object store.Order, 96 B`. */
export function thing(site: Pick<Site, 'what' | 'type' | 'outcome' | 'places'>): string {
  const word = rowOf(whatWords, site.what) ?? safeText(site.what);
  if (site.what === 'slice' && isOfRunes(site)) return 'slice of rune, 4 B each';
  // A verdict alone names no type: its expression does.
  if (!site.type) return site.outcome === 'allocates' ? word.replace(/ of$/, ', type unknown') : word.replace(/ of$/, '');
  const { name, size, charged } = site.type;
  const hidesType = site.what === 'closure';
  const amount =
    size === undefined
      ? ''
      : site.type.of === 'element'
        ? `, ${bytes(size)} each`
        : charged === undefined || bytes(charged) === bytes(size)
          ? `, ${bytes(size)}`
          : `, ${bytes(size)} (takes ${bytes(charged)})`;
  return `${word}${hidesType ? '' : ` ${shortType(name)}`}${amount}`;
}

/**
 * Import paths inside a type's name are cut to what Go calls the package: `*ex.com/a/store.Order` → `*store.Order`,
 * `ex.com/chi/v5.Mux` → `chi.Mux` (a major version is no name). Dots in a path are written `%2e` in object code. The shape that
 * instantiations share is left out: `go.shape.int` → `int`.
 */
export function shortType(name: string): string {
  const short = name.replaceAll('go.shape.', '').replaceAll(/[^\s*[\](){},;]+/g, shortPath);
  return safeText(short.replaceAll('%2e', '.'));
}

/** `ex.com/a/store.Order` → `store.Order`. By hand: a pattern for it takes the square of the length of a hostile name. */
function shortPath(text: string): string {
  let end = text.length;
  for (let slash = text.lastIndexOf('/'); slash > 0; slash = text.lastIndexOf('/', slash - 1)) {
    const dot = text.slice(slash, end).lastIndexOf('.');
    if (dot > 0) {
      const parts = text.slice(0, slash + dot).split('/');
      const last = parts.at(-1) ?? '';
      return `${/^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last}${text.slice(slash + dot)}`;
    }
    end = slash;
  }
  return text;
}
