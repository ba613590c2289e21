import type { When } from '../model/facts.ts';
import type { Place, Site, Verdict, What } from '../model/report.ts';
import { bytes, count } from './numbers.ts';
import { safeText } from './safe-text.ts';

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
  'pool-empty': 'when the runtime’s pool is empty',
};

/** `object store.Order, 96 B · always · 3 copies` */
export function siteWords(site: Site): string {
  const parts = [thing(site)];
  parts.push(site.when.length === 0 ? 'condition unknown' : site.when.map((when) => whenWords[when]).join(' or '));
  if (site.loop !== undefined && site.loop > 0) parts.push(site.loop === 1 ? 'in a loop' : `in a loop, depth ${site.loop}`);
  const copies = site.places.length;
  if (copies > 1) parts.push(count(copies, 'compiled copy', 'compiled copies'));
  return parts.join(' · ');
}

function thing(site: Site): string {
  const word = whatWords[site.what];
  if (!site.type) return word.replace(/ of$/, ', type unknown');
  const { name, size, charged } = site.type;
  const hidesType = site.what === 'closure';
  const amount =
    size === undefined
      ? ''
      : site.type.of === 'element'
        ? `, ${bytes(size)} each`
        : charged === undefined || charged === size
          ? `, ${bytes(size)}`
          : `, ${bytes(size)} (takes ${bytes(charged)})`;
  return `${word}${hidesType ? '' : ` ${shortType(name)}`}${amount}`;
}

/**
 * Import paths inside a type's name are cut to what Go calls the package: `*ex.com/a/store.Order` → `*store.Order`,
 * `ex.com/chi/v5.Mux` → `chi.Mux` (a major version is no name). Dots in a path are written `%2e` in object code.
 */
export function shortType(name: string): string {
  const short = name.replaceAll(/[^\s*[\](){},;]+/g, shortPath);
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

/** The compiler's lines at a site: of an append those of appends first, else those that speak of the heap. They are not joined yet. */
export function verdictWords(site: Site): string {
  const seen = new Map<string, Verdict>();
  for (const place of site.places) for (const verdict of place.verdicts) seen.set(lineOf(verdict), verdict);
  const lines = [...seen.entries()].toSorted((a, b) => weight(a[1], site) - weight(b[1], site)).map(([line]) => line);
  const [first] = lines;
  if (first === undefined) return 'the compiler says nothing on this line';
  return safeText(first) + (lines.length > 1 ? ` (and ${count(lines.length - 1, 'more line')} here)` : '');
}

/** A verdict in the compiler's own form. */
function lineOf(verdict: Pick<Verdict, 'kind' | 'subject'>): string {
  switch (verdict.kind) {
    case 'escapes-to-heap':
      return `${verdict.subject} escapes to heap`;
    case 'moved-to-heap':
      return `moved to heap: ${verdict.subject}`;
    case 'does-not-escape':
      return `${verdict.subject} does not escape`;
    case 'append-escapes':
      return 'append escapes to heap';
    case 'append-does-not-escape':
      return 'append does not escape';
    case 'zero-copy':
      return 'zero-copy string->[]byte conversion';
    case 'leaking-param':
    case 'leaking-param-content':
    case 'leaking-param-to-result':
    case 'self-assignment':
      return `${verdict.kind}: ${verdict.subject}`;
    default:
      return verdict.kind satisfies never;
  }
}

function weight(verdict: Verdict, site: Site): number {
  const order = ['moved-to-heap', 'escapes-to-heap', 'does-not-escape', 'zero-copy'];
  if (verdict.kind.startsWith('append')) return site.what === 'growth' || site.what === 'leaves-frame' ? -1 : order.length;
  return order.indexOf(verdict.kind);
}

/** Calls at a site, copies and variants counted each. */
export function callsAt(site: { readonly places: readonly Place[] }): number {
  return site.places.reduce((sum, place) => sum + place.calls.reduce((inner, call) => inner + call.count, 0), 0);
}
