import type { CalledLines } from '../../model/called-lines.ts';
import type { Profile } from '../../model/profile.ts';
import type { KnownFunctions } from './function-packages.ts';
import { isClosureName, withoutTypeArguments } from '../causes/function-names.ts';

/** Calls in the stacks of a profile, and those of them that the code of this build makes on the same lines. */
export interface ComparedCalls {
  compared: number;
  agree: number;
}

/**
 * Compares on which lines functions call what: in the stacks of a profile and in the code of this build, by package. A function that has changed though it begins where it did is
 * told by these. Callees are known by the last part of their names, since wrappers are left out of stacks; a call through a function value may be of anything; and innermost lines call the
 * runtime, of which a profile leaves out the frames.
 */
export function compareCalls(
  profile: Profile,
  { packages, files }: KnownFunctions,
  called: CalledLines,
  /** By file; outer functions before inner ones. */
  spans: ReadonlyMap<string, readonly { readonly line: number; readonly endLine: number }[]>,
): Map<string, ComparedCalls> {
  const { functions, lines, strings } = profile;
  const found = new Map<string, ComparedCalls>();
  const known = calleeNames(called);
  const texts: (string | undefined)[] = [];
  const nameOf = (fn: number): string => (texts[fn] ??= calleeName(strings[functions.names[fn] ?? 0] ?? ''));
  const ids = new Map<string, number>();
  const idOf = (name: string): number => ids.get(name) ?? (ids.set(name, ids.size), ids.size - 1);
  const nameIds: (number | undefined)[] = [];
  const places = new Map<string, CallingLine>();
  const byRow: (CallingLine | undefined)[] = [];
  const placeOf = (row: number): CallingLine => {
    const caller = lines.functions[row] ?? 0;
    const line = lines.numbers.near[row] ?? 0;
    const key = `${caller} ${line}`;
    let place = places.get(key);
    if (place) return place;
    const pkg = packages[caller] ?? '';
    const of = found.get(pkg) ?? { compared: 0, agree: 0 };
    found.set(pkg, of);
    const file = files[caller] ?? '';
    const isKnown = line > 0 && (!isGeneric(caller) || isCompiled(file, line));
    places.set(key, (place = { isKnown, of, callees: known.get(file)?.get(line) ?? noCallees, seen: new Set() }));
    return place;
  };
  const isGeneric = (fn: number): boolean => (strings[functions.names[fn] ?? 0] ?? '').includes('[');
  // Instances of generic functions are compiled in packages that use them, which may not have been read.
  const isCompiled = (file: string, line: number): boolean => {
    const span = spans.get(file)?.find((one) => one.line <= line && line <= one.endLine);
    return span !== undefined && [...(known.get(file)?.keys() ?? [])].some((at) => span.line <= at && at <= span.endLine);
  };
  // `init` is written in several files, of which the profile names one.
  const isCompared = files.map((file, fn) => file !== undefined && known.has(file) && nameOf(fn) !== 'init');
  visitCalls(profile, isCompared, (row, callee) => {
    const { isKnown, of, callees, seen } = (byRow[row] ??= placeOf(row));
    const id = callee === undefined ? -1 : (nameIds[callee] ??= idOf(nameOf(callee)));
    if (!isKnown || seen.has(id)) return;
    seen.add(id);
    of.compared++;
    if (callees.has(ofAny) || callees.has(callee === undefined ? ofRuntime : nameOf(callee))) of.agree++;
  });
  return new Map([...found].filter(([, { compared }]) => compared > 0));
}

/** A line of a function in the profile. */
interface CallingLine {
  /** Whether the code was read that would call something there. */
  readonly isKnown: boolean;
  /** Of its package. */
  readonly of: ComparedCalls;
  /** What the code calls there. */
  readonly callees: ReadonlySet<string>;
  /** Names that were compared, by their numbers: stacks by the hundred thousand have few calls that differ. */
  readonly seen: Set<number>;
}
const noCallees: ReadonlySet<string> = new Set();

/**
 * Gives rows of lines with what they call (rows of functions; undefined: a function of the runtime that is left out); some more than once. Samples that came to nothing say nothing, as
 * wherever profiles are placed or kept.
 */
function visitCalls(
  { types, samples, locations, lines }: Profile,
  isCompared: readonly boolean[],
  visit: (line: number, callee: number | undefined) => void,
): void {
  /** 1: in a stack, 2: at its end. */
  const seen = new Uint8Array(locations.count);
  // Most calls of a location are of one function: that it is the same again need not be looked up.
  const last = new Int32Array(locations.count).fill(-1);
  for (let sample = 0; sample < samples.count; sample++) {
    const first = samples.stackStarts[sample] ?? 0;
    const end = samples.stackStarts[sample + 1] ?? 0;
    const { near } = samples.values;
    let isNothing = true;
    for (let at = sample * types.length; at < (sample + 1) * types.length; at++) isNothing &&= near[at] === 0;
    if (first === end || isNothing) continue;
    seen[samples.locations[first] ?? 0] = 2;
    for (let at = first + 1; at < end; at++) {
      const location = samples.locations[at] ?? 0;
      seen[location] ||= 1;
      const line = locations.lineStarts[location] ?? 0;
      const inner = (locations.lineStarts[(samples.locations[at - 1] ?? 0) + 1] ?? 0) - 1;
      if (line === locations.lineStarts[location + 1] || inner < 0 || !isCompared[lines.functions[line] ?? 0]) continue;
      const callee = lines.functions[inner] ?? 0;
      if (last[location] === callee) continue;
      last[location] = callee;
      visit(line, callee);
    }
  }
  for (let location = 0; location < locations.count; location++) {
    const first = locations.lineStarts[location] ?? 0;
    const end = seen[location] === 0 ? first : (locations.lineStarts[location + 1] ?? 0);
    if (first < end && seen[location] === 2 && isCompared[lines.functions[first] ?? 0]) visit(first, undefined);
    for (let line = first + 1; line < end; line++) if (isCompared[lines.functions[line] ?? 0]) visit(line, lines.functions[line - 1] ?? 0);
  }
}

const ofAny = '';
/** No name of a function: some call of the runtime that may end a stack. */
const ofRuntime = 'runtime.';

/** What other lines call as well: checks that fail, barriers, stacks that grow, memory that is copied. */
const everywhere = /^runtime\.(?:panic|gcWriteBarrier|wb[A-Z]|morestack|duff|mem[a-z]|race)/;

function calleeNames(called: CalledLines): Map<string, Map<number, Set<string>>> {
  const files = new Map<string, Map<number, Set<string>>>();
  for (const [file, lines] of called) {
    const names = new Map<number, Set<string>>();
    files.set(file, names);
    for (const [line, callees] of lines) {
      const of = new Set<string>();
      names.set(line, of);
      for (const callee of callees) {
        of.add(calleeName(callee));
        if (callee.startsWith(ofRuntime) && !everywhere.test(callee)) of.add(ofRuntime);
      }
    }
  }
  return files;
}

/** `M` of `p.(*T).M`. Function literals have the number that they got where they were inlined, so each stands for all. */
function calleeName(symbol: string): string {
  if (symbol === '') return ofAny;
  if (isClosureName(symbol)) return 'func';
  const name = withoutTypeArguments(symbol);
  return name.slice(name.lastIndexOf('.') + 1);
}
