import type { Frame } from '../../src/model/facts.ts';
import type { Report } from '../../src/model/report.ts';
import type { Place, Site } from '../../src/model/site.ts';
import type { TestRun } from './truth-evidence.ts';
import type { ProfiledCall } from './truth-profile.ts';

/** How a profile shows a site: `one-of` when other sites have the same frames, and not all calls there were sampled. */
export type Showing = 'shown' | 'one-of';
export interface Leftover {
  readonly test: string;
  readonly call: ProfiledCall;
  /** Frames with names as in a report. */
  readonly frames: readonly Frame[];
}
export interface Attribution {
  readonly showing: ReadonlyMap<Site, Showing>;
  /** Sampled calls in code that a report covers, of which it tells no call. */
  readonly leftovers: readonly Leftover[];
  /** Sampled calls that were given to a site. */
  readonly matched: number;
}

/**
 * Gives each sampled call to the site whose place has the same holder and the same file and line in each frame. Only places of the
 * variants that a test binary holds count. Sites with equal frames are told apart by the size of their objects.
 */
export function attribute(report: Report, tests: readonly TestRun[], nameFile: (file: string) => string): Attribution {
  const variants = new Set(report.packages.map((pkg) => `${pkg.path} ${pkg.variant ?? ''}`));
  const packages = new Set(report.packages.map((pkg) => pkg.path));
  const showing = new Map<Site, Showing>();
  const leftovers: Leftover[] = [];
  let matched = 0;
  for (const test of tests) {
    const isLinked = (place: Place): boolean => isInBinary(place, test.package, variants);
    const candidates = indexPlaces(report.sites, isLinked);
    for (const [key, calls] of groupCalls(test.calls, nameFile)) {
      const { given, left } = give(calls, candidates.get(key) ?? []);
      matched += calls.length - left.length;
      for (const [site, how] of given) if (showing.get(site) !== 'shown') showing.set(site, how);
      for (const call of left) {
        const frames = call.frames.map((frame) => ({ ...frame, package: '', file: nameFile(frame.file) }));
        if (packages.has(packageOfSymbol(frames.at(-1)?.function ?? ''))) leftovers.push({ test: test.package, call, frames });
      }
    }
  }
  return { showing, leftovers, matched };
}

/** A test binary of `p` holds `q [p.test]` where such a variant exists, and the plain `q` otherwise. */
export function isInBinary(place: Pick<Place, 'package' | 'variant'>, test: string, variants: ReadonlySet<string>): boolean {
  const own = `${test}.test`;
  return place.variant === undefined ? !variants.has(`${place.package} ${own}`) : place.variant === own;
}

interface Candidate {
  readonly site: Site;
  readonly allocator: string;
  /** Calls in the object code. */
  readonly count: number;
}

function indexPlaces(sites: readonly Site[], isLinked: (place: Place) => boolean): Map<string, Candidate[]> {
  const index = new Map<string, Candidate[]>();
  for (const site of sites) {
    for (const place of site.places) {
      if (place.calls.length === 0 || !isLinked(place)) continue;
      const key = keyOf(place.inline, place.function);
      const there = index.get(key) ?? [];
      index.set(key, there);
      there.push(...place.calls.map(({ allocator, count }) => ({ site, allocator, count })));
    }
  }
  return index;
}

function groupCalls(calls: readonly ProfiledCall[], nameFile: (file: string) => string): Map<string, ProfiledCall[]> {
  const groups = new Map<string, ProfiledCall[]>();
  for (const call of calls) {
    const frames = call.frames.map((frame) => ({ ...frame, file: nameFile(frame.file) }));
    const key = keyOf(frames, call.frames.at(-1)?.function ?? '');
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return groups;
}

/**
 * A profile keeps one file name for each function (runtime/pprof, `emitLocation`), so that in a package's `init`, which is written in
 * several files, the file says nothing.
 */
function keyOf(frames: readonly Pick<Frame, 'function' | 'file' | 'line'>[], holder: string): string {
  const positions = frames.map((frame, index) => {
    if (!/\.init(\.\d+)?$/.test(frame.function)) return `${frame.file}:${frame.line}`;
    return index === 0 ? `*:${frame.line}` : '*';
  });
  return [withoutTypes(holder), ...positions].join('\0');
}

/** Instantiations are copies of one written place, and linkers keep one of several equal ones. */
export function withoutTypes(symbol: string): string {
  let depth = 0;
  let out = '';
  for (const char of symbol) {
    if (char === '[' && depth++ === 0) out += '[...]';
    else if (char === ']') depth--;
    else if (depth === 0) out += char;
  }
  return out;
}

function packageOfSymbol(symbol: string): string {
  const head = symbol.search(/[[(]/);
  const slash = symbol.lastIndexOf('/', head < 0 ? undefined : head);
  return symbol.slice(0, symbol.indexOf('.', slash + 1)).replaceAll('%2e', '.');
}

/** By the allocator, where it is known; then sites with a known size first, since only calls of that size can be theirs. */
function give(calls: readonly ProfiledCall[], candidates: readonly Candidate[]): { given: Map<Site, Showing>; left: ProfiledCall[] } {
  const given = new Map<Site, Showing>();
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const key = `${one.allocator} ${one.site.type?.charged ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sized = [...groups.values()].toSorted(
    (a, b) => Number(a[0]?.site.type?.charged === undefined) - Number(b[0]?.site.type?.charged === undefined),
  );
  let left = [...calls];
  for (const members of sized) {
    const fitting = left.filter((call) => members.some((one) => fits(call, one)));
    const wanted = members.reduce((sum, { count }) => sum + count, 0);
    const taken = new Set(fitting.slice(0, wanted));
    left = left.filter((call) => !taken.has(call));
    if (taken.size === 0) continue;
    const isClear = new Set(members.map(({ site }) => site)).size === 1 || taken.size === wanted;
    for (const { site } of members) if (isClear || given.get(site) !== 'shown') given.set(site, isClear ? 'shown' : 'one-of');
  }
  return { given, left };
}

/**
 * Below 16 bytes a profile shows the block, shared or of the tiniest class. Other sizes beside it are the runtime's own records, made
 * while it served the call.
 */
function fits(call: ProfiledCall, { site, allocator }: Candidate): boolean {
  if (call.callee !== allocator) return false;
  const size = site.type?.charged;
  return size === undefined || call.objects.has(size) || (size < 16 && (call.objects.has(16) || call.objects.has(8)));
}
