import type { Place, Site } from '../../src/model/site.ts';
import { attribute, isInBinary, withoutTypes } from './truth-attribute.ts';
import type { Leftover, Showing } from './truth-attribute.ts';
import { executionAt } from './truth-coverage.ts';
import type { Execution } from './truth-coverage.ts';
import type { Evidence } from './truth-evidence.ts';

/**
 * What is known of a site's execution: what coverage says; `at-start` for initialisers of package variables, which run in each
 * binary that holds them and have no blocks; `test-file`, of which Go keeps no coverage; `not-linked`: in no binary of the tests.
 */
export type Ran = Execution | 'at-start' | 'test-file' | 'not-linked' | 'elsewhere';

/** `by-tiny`: only on the runtime where tiny objects have their own blocks. */
export type Seen = Showing | 'by-tiny' | 'none';

/** Why a site that was executed and not shown is not held against the report. */
export type Excuse = 'copy-without-call' | 'inlined-branch' | 'hidden-by-profile' | 'one-of';

export interface Judged {
  readonly site: Site;
  readonly ran: Ran;
  readonly seen: Seen;
  readonly excuse?: Excuse;
  /** A sampled call of which the report tells nothing, on the line of a paper site. */
  readonly against?: Leftover;
}

/** Sets what a report says of each site beside what the tests did. */
export function judge(evidence: Evidence): {
  readonly judged: readonly Judged[];
  readonly leftovers: readonly Leftover[];
  readonly matched: number;
} {
  const { report, tests, nameFile } = evidence;
  const first = attribute(report, tests, nameFile);
  const ran = new Map(report.sites.map((site) => [site, ranOf(site, evidence)]));
  const isMissing = (site: Site): boolean =>
    site.outcome === 'allocates' && !first.showing.has(site) && (ran.get(site) === 'executed' || ran.get(site) === 'at-start');
  const needed = report.sites.some((site) => isMissing(site) && mayBeTiny(site));
  const again = needed ? evidence.withoutTiny() : undefined;
  const second = again ? attribute(report, again, nameFile).showing : new Map<Site, Showing>();
  const inlinedLines = linesOfInlinedCalls(evidence);
  const callees = new Set(first.leftovers.map(({ call }) => call.callee));
  const judged = report.sites.map((site): Judged => {
    const seen = first.showing.get(site) ?? (second.get(site) === 'shown' ? 'by-tiny' : (second.get(site) ?? 'none'));
    const excuse =
      seen === 'shown' || seen === 'by-tiny' || site.outcome !== 'allocates' ? undefined : excuseOf(site, seen, { inlinedLines, callees });
    const against = site.outcome === 'paper' ? first.leftovers.find((leftover) => isOn(site, leftover)) : undefined;
    return {
      site,
      ran: ran.get(site) ?? 'no-block',
      seen,
      ...(excuse === undefined ? {} : { excuse }),
      ...(against === undefined ? {} : { against }),
    };
  });
  return { judged, leftovers: first.leftovers, matched: first.matched };
}

function ranOf(site: Site, { report, tests, blocks, linesOf }: Evidence): Ran {
  const { file, line, column } = site.at;
  if (isElsewhere(file)) return 'elsewhere';
  if (file.endsWith('_test.go')) return 'test-file';
  const variants = new Set(report.packages.map((pkg) => `${pkg.path} ${pkg.variant ?? ''}`));
  const isLinked = tests.some((test) =>
    site.places.some((place) => isInBinary(place, test.package, variants) && holds(test.symbols, place.function)),
  );
  // A copy in which there is no call has no place of its own, so that only sites in a variable's initialiser are known to be left out.
  if (site.function === 'init' || site.function.startsWith('map.init.')) return isLinked ? 'at-start' : 'not-linked';
  const inFile = blocks.get(file);
  if (inFile === undefined) return 'not-linked';
  return executionAt(inFile, { line, ...(column === undefined ? {} : { column }) }, linesOf(file)[line - 1] ?? '');
}

const bare = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();
function holds(symbols: ReadonlySet<string>, symbol: string): boolean {
  let names = bare.get(symbols);
  if (!names) {
    names = new Set([...symbols].map(withoutTypes));
    bare.set(symbols, names);
  }
  return names.has(withoutTypes(symbol));
}

function mayBeTiny(site: Site): boolean {
  return site.type?.size === undefined || site.type.size < 16;
}

interface Traces {
  readonly inlinedLines: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the sampled calls that belong to no site call. */
  readonly callees: ReadonlySet<string | undefined>;
}

function excuseOf(site: Site, seen: Seen, { inlinedLines, callees }: Traces): Excuse | undefined {
  if (seen === 'one-of') return 'one-of';
  const withCalls = site.places.filter((place) => place.calls.length > 0);
  // runtime/pprof leaves out frames on top where the instruction after the call belongs to an inlined function of the runtime, so that
  // the sample stands at the call of the function around it.
  if (withCalls.some((place) => callees.has(place.function))) return 'hidden-by-profile';
  if (withCalls.length > 0 && withCalls.every((place) => place.inline[0]?.function.startsWith('runtime.') === true))
    return 'hidden-by-profile';
  if (withCalls.length > 0 && withCalls.every((place) => isElsewhere(place.inline[0]?.file ?? ''))) return 'inlined-branch';
  return hasCopyWithoutCall(site, withCalls, inlinedLines) ? 'copy-without-call' : undefined;
}

function isElsewhere(file: string): boolean {
  return file.startsWith('$') || file.startsWith('<') || file === '';
}

/**
 * Whether the function is inlined somewhere without the call: coverage then says that the text ran, not which copy. A closure has a copy of
 * its own wherever the function around it is inlined.
 */
function hasCopyWithoutCall(site: Site, places: readonly Place[], inlinedLines: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const outer = site.function.replace(/\.(func|gowrap|deferwrap)\d.*$/, '');
  const inlined = inlinedLines.get(`${site.package} ${outer}`);
  if (inlined === undefined) return false;
  if (outer !== site.function) return inlined.size + 1 > new Set(places.map((place) => place.function)).size;
  const copies = new Set(places.flatMap((place) => place.inline.slice(1).map((frame) => `${frame.file}:${frame.line}`)));
  return [...inlined].some((at) => !copies.has(at));
}

/** Where each function is inlined, by package and name. */
function linesOfInlinedCalls({ report }: Evidence): ReadonlyMap<string, ReadonlySet<string>> {
  const lines = new Map<string, Set<string>>();
  for (const { callee, file, line, package: pkg } of report.facts?.inlinedCalls ?? []) {
    const names = calleeNames(
      callee,
      pkg,
      report.packages.map((one) => one.path),
    );
    for (const name of names) lines.set(name, (lines.get(name) ?? new Set()).add(`${file}:${line}`));
  }
  return lines;
}

/** The compiler prints `pkg.F` with the last element of the path, or `F` in its own package. */
function calleeNames(callee: string, from: string, packages: readonly string[]): string[] {
  const name = withoutTypes(callee);
  return [
    `${from} ${name}`,
    ...packages.filter((pkg) => name.startsWith(`${lastName(pkg)}.`)).map((pkg) => `${pkg} ${name.slice(lastName(pkg).length + 1)}`),
  ];
}

function lastName(pkg: string): string {
  const parts = pkg.split('/');
  const last = parts.at(-1) ?? '';
  return /^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last;
}

/** The compiler's lines stand at the outermost frame. */
function isOn(site: Site, leftover: Leftover): boolean {
  const outer = leftover.frames.at(-1);
  return site.places.some((place) => {
    const last = place.inline.at(-1);
    return last !== undefined && outer !== undefined && last.file === outer.file && last.line === outer.line;
  });
}
