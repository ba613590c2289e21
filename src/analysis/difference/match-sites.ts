import { compareBy, compareText } from '../../base/order.ts';
import type { MatchedBy } from '../../model/comparison.ts';
import type { Site } from '../../model/site.ts';
import type { MappedLine, PlaceMap } from './place-map.ts';

export interface SitePair {
  readonly base: Site;
  readonly head: Site;
  readonly by: MatchedBy;
}
export interface MatchedSites {
  readonly pairs: readonly SitePair[];
  /** Without a counterpart. */
  readonly gone: readonly Site[];
  readonly came: readonly Site[];
}

/** A site with what it is compared by; made once. */
interface Entry {
  readonly site: Site;
  /** The line of the base: its own, or the one that its line was. */
  readonly line: Pick<MappedLine, 'file' | 'line' | 'isSame'> | undefined;
  /** Whether the other side has the line too. */
  readonly isKept: boolean;
  readonly value: string;
  /** Its function, closures as the function around them; of the base's side by the name that it has in the head. */
  readonly scope: string;
}

/**
 * Finds the sites of one build in another, one to one, the most specific likeness first. Lines decide before identities: on a line that both sides have, only
 * what stands on it is the same, whatever ordinal it got; a site on a kept line that has no counterpart there is new, for its text was there before and
 * did not allocate. Identities and likenesses decide among what stands on lines that one side does not have. Each site is in exactly one list.
 */
export function matchSites(base: readonly Site[], head: readonly Site[], map: PlaceMap): MatchedSites {
  const byId = new Map(base.map((site) => [site.id, site]));
  const pairs: SitePair[] = [];
  const [restBase, restHead] = matchUnchanged(base, head, byId, map, pairs);
  const baseEntries = restBase.toSorted(bySource).map((site): Entry => ({
    site,
    line: { file: site.at.file, line: site.at.line, isSame: true },
    isKept: map.isKept(site.at.file, site.at.line),
    value: valueOf(site),
    scope: scopeOf('base', site, map),
  }));
  const headEntries = restHead.toSorted(bySource).map((site): Entry => {
    const line = map.before(site.at.file, site.at.line);
    return { site, line, isKept: line !== undefined, value: valueOf(site), scope: scopeOf('head', site, map) };
  });
  let openBase = baseEntries;
  let openHead = headEntries;

  const pass = (
    keyOf: (entry: Entry, side: 'base' | 'head') => string | undefined,
    fits: (base: Entry, head: Entry) => boolean = () => true,
  ): void => {
    if (openBase.length === 0 || openHead.length === 0) return;
    const waiting = new Map<string, Entry[]>();
    for (const entry of openBase) {
      const key = keyOf(entry, 'base');
      if (key === undefined) continue;
      const list = waiting.get(key);
      if (list) list.push(entry);
      else waiting.set(key, [entry]);
    }
    const taken = new Set<Entry>();
    const left: Entry[] = [];
    const next = new Map<string, number>();
    for (const entry of openHead) {
      const key = keyOf(entry, 'head');
      const at = key === undefined ? 0 : (next.get(key) ?? 0);
      const found = key === undefined ? undefined : waiting.get(key)?.[at];
      if (!found || key === undefined || !fits(found, entry)) {
        left.push(entry);
        continue;
      }
      next.set(key, at + 1);
      taken.add(found);
      pairs.push({ base: found.site, head: entry.site, by: howFound(found, entry) });
    }
    if (taken.size === 0) return;
    openBase = openBase.filter((entry) => !taken.has(entry));
    openHead = left;
  };

  const onLine = (rest: (entry: Entry) => string) => (entry: Entry) =>
    entry.isKept && entry.line ? `${entry.line.file}\0${entry.line.line}\0${entry.site.what}\0${rest(entry)}` : undefined;
  pass(onLine(({ site, value }) => `${site.id}\0${value}`));
  pass(onLine(({ value }) => value));
  // A type that was renamed elsewhere, or whose package moved.
  pass(onLine(({ value }) => lastPart(value)));
  pass(onLine(({ site }) => `s ${site.subject ?? ''}`));
  pass((entry, side) => (entry.line && (side === 'base' || !entry.line.isSame) ? onLine(() => '')(entry) : undefined));

  // The compiler names what was inlined otherwise, `~r0` for `name()`: the text of the line is the same, so the place is.
  pass(
    onLine(() => ''),
    (one, other) => isMade(one.site) || isMade(other.site),
  );

  const off = (keyOf: (entry: Entry, side: 'base' | 'head') => string | undefined) => (entry: Entry, side: 'base' | 'head') =>
    entry.isKept ? undefined : keyOf(entry, side);
  const textOf = (of: 'line' | 'shape', { site }: Entry, side: 'base' | 'head'): number =>
    map.text(side, site.at.file, site.at.line)?.[of] ?? 0;
  const withText =
    (of: 'line' | 'shape', keyOf: (entry: Entry) => string) =>
    (entry: Entry, side: 'base' | 'head'): string | undefined => {
      const text = textOf(of, entry, side);
      return text === 0 ? undefined : `${text}\0${entry.site.what}\0${keyOf(entry)}`;
    };
  for (const of of ['line', 'shape'] as const) pass(off(withText(of, ({ scope, value }) => `${scope}\0${value}`)));
  pass(off(({ site }) => (byId.has(site.id) ? site.id : undefined)));
  pass(off(({ scope, site, value }) => `${scope}\0${site.what}\0${value}`));
  pass(off(({ scope, site, value }) => `${scope}\0${site.what}\0${lastPart(value)}`));
  pass(off(withText('shape', ({ scope }) => scope)));
  // A statement that was edited: what has no type is told by the compiler's expression, which changes with it. One that has nothing in common is another one.
  for (const partOf of [formOf, rootOf])
    pass(
      off(({ site, scope }, side) => {
        const part = site.type === undefined && site.outcome === 'allocates' ? partOf(site) : undefined;
        return part === undefined ? undefined : `${scope}\0${map.stretch(side, site.at.file, site.at.line)}\0${site.what}\0${part}`;
      }),
    );
  // Out of one function into another.
  pass(off(withText('line', ({ site, value }) => `${site.package}\0${value}`)));
  pass(off(withText('line', ({ value }) => lastPart(value))));
  return { pairs, gone: openBase.map(({ site }) => site), came: openHead.map(({ site }) => site) };
}

/** What was not changed at all, by its identity and its line: nearly everything, so nothing is made for it. Gives the rest. */
function matchUnchanged(
  base: readonly Site[],
  head: readonly Site[],
  byId: ReadonlyMap<string, Site>,
  map: PlaceMap,
  pairs: SitePair[],
): readonly [readonly Site[], readonly Site[]] {
  // Two of one identity are none: they are told apart below.
  const isPlain = byId.size === base.length;
  const taken = new Set<Site>();
  const rest = head.filter((site) => {
    const known = isPlain ? byId.get(site.id) : undefined;
    if (!known || taken.has(known)) return true;
    if (!map.isUnchanged(site.at.file)) {
      const line = map.before(site.at.file, site.at.line);
      if (!line?.isSame || line.line !== known.at.line || line.file !== known.at.file) return true;
    } else if (site.at.line !== known.at.line || site.at.file !== known.at.file) return true;
    taken.add(known);
    pairs.push({ base: known, head: site, by: 'id' });
    return false;
  });
  return [base.filter((site) => !taken.has(site)), rest];
}

function howFound({ site: base, scope, value }: Entry, { site: head, scope: other, value: now, isKept }: Entry): MatchedBy {
  if (base.id === head.id) return 'id';
  if (base.package !== head.package) return 'moved-package';
  if (topOf(base.function) !== topOf(head.function)) return 'renamed-function';
  if (base.at.file !== head.at.file) return 'renamed-file';
  return (isKept || scope === other) && value === now ? 'place' : 'text';
}

/** The type, else the compiler's expression: as in identities, without what the compiler numbers. Of a map the expression tells the type. */
function valueOf({ type, what, subject = '' }: Site): string {
  const [, map] = (what === 'map' && /^(?:make\()?(map\[.*?)(?:\{.*\}|\)|, (?:[^,()]|\([^()]*\))*\))$/.exec(subject)) || [];
  const named = type && !type.name.includes('go.shape.') ? type.name.replaceAll(/·\d+/g, '') : (map ?? subject);
  return named.replaceAll(/\.autotmp_\d+/g, '.autotmp');
}

/** Whether its expression holds a name that only the compiler has. */
function isMade({ subject = '' }: Site): boolean {
  return /~r\d|\.autotmp|\{temp\}/.test(subject);
}

/** What an expression does, whatever it does it to: `len(x)` → `len`, `x.Kind()` → `.Kind`, `x.ID` → `.ID`. Undefined for a bare name. */
function formOf({ subject = '', what }: Site): string | undefined {
  const [, called] = /(\.?[\w\])]+)\((?:[^()]|\([^()]*\))*\)$/.exec(subject.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""')) ?? [];
  if (called !== undefined) return `${called}(`;
  // Of `s += x` the compiler names no expression.
  if (what === 'string' && (subject === '' || / \+ /.test(subject))) return '+';
  return /\.\w+$/.exec(subject)?.[0];
}

/** The variable that an expression starts with: `name[1:]` → `name`. */
function rootOf({ subject = '' }: Site): string | undefined {
  return /^[A-Za-z_]\w*(?![\w(])/.exec(subject)?.[0];
}

/** `ex.com/m/store.Order` → `Order`: what stays of a name when its package moves. */
function lastPart(value: string): string {
  return value.replaceAll(/[\w%./~-]*\/(?=[\w%~-]+\.)|\b[\w%~-]+\.(?=[A-Za-z_])/g, '');
}

/** `(*T).M.func1.2` → `(*T).M`: closures are numbered, and one more renames those behind it. */
function topOf(name: string): string {
  return name.replace(/\.func\d.*$|-range\d.*$|\.(?:gowrap|deferwrap)\d.*$/, '');
}

function scopeOf(side: 'base' | 'head', { package: pkg, function: name, at }: Site, map: PlaceMap): string {
  const own = map.declaredAt(side, at.file, at.line);
  if (!own) return `${pkg}\0${topOf(name)}`;
  const known = side === 'base' ? (map.pairOf(own) ?? own) : own;
  return `${known.package}\0${known.name}`;
}

const bySource = compareBy<Site>(
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => (a.at.column ?? 0) - (b.at.column ?? 0),
);
