/**
 * Holds the calls of a linked program against the sites of an analysis. Input: sites, calls with their inline chains. Output: for each site what was found of it, and the
 * calls that are at none. Nothing is read; each call is at one site at most.
 */
import { compareBy, compareText } from '../../base/order.ts';
import { basename } from '../../base/posix-path.ts';
import type { ExtraCall, SiteStanding } from '../../model/binary.ts';
import type { LinkedCall } from '../../model/executable.ts';
import type { Frame } from '../../model/facts.ts';
import type { Place, Site, SiteId, What } from '../../model/site.ts';
import { allocatorsOf } from '../sites/allocators-of.ts';

export interface PlaceCallsOptions {
  /** What an allocator allocates; undefined for one that is not known. */
  readonly whatOf: (allocator: string) => What | undefined;
  /** The file of a frame in this build; null or undefined where it is none of the packages'. */
  readonly fileOf: (frame: Frame) => string | null | undefined;
  /** Whether a compiled copy can be in this program: its own variant, not that of tests. */
  readonly isOfProgram: (place: Place) => boolean;
}

type Present = Extract<SiteStanding, { state: 'present' }>;

export interface PlacedCalls {
  readonly present: ReadonlyMap<SiteId, Pick<Present, 'by' | 'calls'>>;
  /** Sites without a call of their own on a chain that has fewer of a kind than sites. */
  readonly amongEquals: ReadonlySet<SiteId>;
  readonly extra: readonly ExtraCall[];
  /** Calls in files of the packages, and those that were found by their whole chain. */
  readonly compared: number;
  readonly agree: number;
}

/** A site's calls of one allocator in one compiled copy. */
interface Wanted {
  readonly site: Site;
  readonly allocator: string;
  left: number;
}

interface Draft {
  here: number;
  there: number;
  by: Present['by'];
}

export function placeCalls(sites: readonly Site[], calls: readonly LinkedCall[], options: PlaceCallsOptions): PlacedCalls {
  const chains = indexChains(sites, options);
  const found = new Map<SiteId, Draft>();
  const extra = new Map<string, ExtraCall & { in: string[]; count: number }>();
  const short = new Set<SiteId>();
  let agree = 0;
  let compared = 0;
  const meet = (site: Site, by: Present['by'], count: number): void => {
    const draft = found.get(site.id);
    if (draft) draft.there += count;
    else found.set(site.id, { here: callsOf(site, options), there: count, by });
  };

  const loose: LinkedCall[] = [];
  for (const [key, same] of groupBy(calls, (call) => chainKey(call.function, call.inline))) {
    const wanted = chains.get(key);
    let rest = wanted ? spread(same, wanted, (call, one) => one.allocator === call.allocator) : same;
    // Releases differ in which of several allocators of one kind is called.
    if (wanted && rest.length > 0) rest = spread(rest, wanted, (call, one) => kindOf(one.allocator) === kindOf(call.allocator));
    loose.push(...rest);
  }
  for (const wanted of chains.values())
    for (const { site, left } of wanted) if (left > 0 && wanted.some((one) => one.left === 0)) short.add(site.id);

  const isOwn = (call: LinkedCall): boolean => ownFrame(call, options) !== undefined;
  compared = agree + loose.filter(isOwn).length;
  placeLoose();
  return {
    present: new Map([...found].map(([id, { here, there, by }]) => [id, { by, calls: { here, there } }])),
    amongEquals: new Set([...short].filter((id) => !found.has(id))),
    extra: [...extra.values()].map((one) => ({ ...one, in: [...new Set(one.in)].toSorted(compareText) })).toSorted(byPlace),
    compared,
    agree,
  };

  function kindOf(allocator: string): string {
    return options.whatOf(allocator) ?? allocator;
  }

  /** Gives each call to a site that still lacks one; what is left over is given back. */
  function spread(same: readonly LinkedCall[], wanted: readonly Wanted[], fits: (call: LinkedCall, one: Wanted) => boolean): LinkedCall[] {
    return same.filter((call) => {
      const one = wanted.find((each) => each.left > 0 && fits(call, each));
      if (!one) return true;
      one.left--;
      agree++;
      meet(one.site, 'chain', 1);
      return false;
    });
  }

  /** Inlined otherwise than here, or not at all: by the place where it is written, then by its line. */
  function placeLoose(): void {
    const written = new Map<string, Site[]>();
    const lines = new Map<string, Site[]>();
    for (const site of sites) {
      push(lines, `${site.at.file}\0${site.at.line}`, site);
      for (const chain of new Set(site.places.map((place) => writtenChain(place, site)))) push(written, `${site.at.file}\0${chain}`, site);
    }
    for (const call of loose) {
      const own = ownFrame(call, options);
      if (!own) continue;
      const { index, file, frame } = own;
      const { line } = frame;
      const kind = kindOf(call.allocator);
      const choose = (list: readonly Site[] | undefined): Site | undefined => {
        const fitting = list?.filter((site) => allocatorsOf(site).some((allocator) => kindOf(allocator) === kind)) ?? [];
        return fitting.find((site) => !found.has(site.id)) ?? fitting[0];
      };
      const byWritten = choose(written.get(`${file}\0${chainOf(call.inline.slice(0, index + 1))}`));
      const site = byWritten ?? choose(lines.get(`${file}\0${line}`));
      if (site) meet(site, byWritten ? 'written' : 'line', 1);
      else addExtra(call, frame, file);
    }
  }

  function addExtra(call: LinkedCall, frame: Frame, file: string): void {
    const { package: pkg, function: name, line } = frame;
    const key = [pkg, name, file, line, call.allocator].join('\0');
    const known = extra.get(key);
    if (known) {
      known.count++;
      known.in.push(call.function);
    } else extra.set(key, { package: pkg, function: name, file, line, allocator: call.allocator, in: [call.function], count: 1 });
  }
}

const byPlace = compareBy<ExtraCall>(
  (a, b) => compareText(a.file, b.file),
  (a, b) => a.line - b.line,
  (a, b) => compareText(a.function, b.function),
  (a, b) => compareText(a.allocator, b.allocator),
);

/**
 * What each compiled copy of a site should have: by the symbol that holds it and its chain. A generic function is compiled in each package that needs an instance, and the
 * linker keeps one of them.
 */
function indexChains(sites: readonly Site[], { isOfProgram }: PlaceCallsOptions): ReadonlyMap<string, readonly Wanted[]> {
  const chains = new Map<string, Wanted[]>();
  for (const site of sites) {
    for (const place of site.places) {
      if (!isOfProgram(place)) continue;
      const key = chainKey(place.function, place.inline);
      for (const { allocator, count } of place.calls) {
        const list = chains.get(key) ?? [];
        chains.set(key, list);
        const same = list.find((one) => one.site === site && one.allocator === allocator);
        if (same) same.left = Math.max(same.left, count);
        else list.push({ site, allocator, left: count });
      }
    }
  }
  return chains;
}

function callsOf(site: Site, { isOfProgram }: PlaceCallsOptions): number {
  const most = new Map<string, number>();
  for (const place of site.places) {
    if (!isOfProgram(place)) continue;
    for (const { allocator, count } of place.calls) {
      const key = `${chainKey(place.function, place.inline)}\0${allocator}`;
      most.set(key, Math.max(most.get(key) ?? 0, count));
    }
  }
  return [...most.values()].reduce((sum, count) => sum + count, 0);
}

/** The innermost frame in a file of the packages; code that the compiler made has none of its own. */
function ownFrame(
  { inline }: LinkedCall,
  { fileOf }: PlaceCallsOptions,
): { readonly index: number; readonly frame: Frame; readonly file: string } | undefined {
  for (const [index, frame] of inline.entries()) {
    const file = fileOf(frame);
    if (file === undefined) continue;
    return { index, frame, file: file ?? frame.file };
  }
  return undefined;
}

function writtenChain({ inline }: Place, { at }: Site): string {
  const anchor = inline.findIndex(({ file, line }) => file === at.file && line === at.line);
  return chainOf(inline.slice(0, anchor + 1));
}

function chainKey(symbol: string, inline: readonly Frame[]): string {
  return `${symbol}\0${chainOf(inline)}`;
}

/** Folders are left out: the two builds may have named them otherwise. */
function chainOf(inline: readonly Frame[]): string {
  return inline.map(({ file, line }) => `${basename(file.replaceAll('\\', '/'))}:${line}`).join('<');
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) push(groups, keyOf(one), one);
  return groups;
}

function push<T>(groups: Map<string, T[]>, key: string, one: T): void {
  const same = groups.get(key);
  if (same) same.push(one);
  else groups.set(key, [one]);
}
