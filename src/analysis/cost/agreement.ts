import { compareText } from '../../base/order.ts';
import type { Agreement } from '../../model/cost.ts';
import type { NamedFunctions, Profile } from '../../model/profile.ts';
import type { CalledLines } from '../../model/called-lines.ts';
import { withoutTypeArguments } from '../causes/function-names.ts';
import { compareCalls, type ComparedCalls } from './compare-calls.ts';
import type { KnownFunctions } from './function-packages.ts';

/** A function as sources have it. */
export interface WrittenFunction {
  readonly name: string;
  readonly line: number;
  readonly endLine: number;
}

/**
 * How a profile stands to the code of this build, by package: where its functions begin (`start_line`, written by the linker of the program that ran) against the sources, and what they
 * call on which lines against the compiled code, where that is at hand. Where one is another, the lines of the profile mean other code.
 */
export function compareWithCode(
  profile: Profile,
  known: KnownFunctions,
  written: ReadonlyMap<string, readonly WrittenFunction[]>,
  called: CalledLines | undefined,
): Agreement[] {
  const begins = compareBeginnings(profile, known, written);
  const calls = called ? compareCalls(profile, known, called, written) : new Map<string, ComparedCalls>();
  return [...new Set([...begins.keys(), ...calls.keys()])].toSorted(compareText).map((pkg) => {
    const ofCalls = calls.get(pkg);
    return { package: pkg, ...(begins.get(pkg) ?? { functions: 0, agree: 0 }), ...(ofCalls ? { calls: ofCalls } : {}) };
  });
}

/** The same of where functions begin alone: of a linked program. */
export function compareFunctions(
  named: NamedFunctions,
  known: KnownFunctions,
  written: ReadonlyMap<string, readonly WrittenFunction[]>,
): Agreement[] {
  return [...compareBeginnings(named, known, written)]
    .map(([pkg, counted]) => ({ package: pkg, ...counted }))
    .toSorted((a, b) => compareText(a.package, b.package));
}

/** Literals are left out: inlining gives them other names. */
function compareBeginnings(
  { functions, strings }: NamedFunctions,
  { packages, files }: KnownFunctions,
  written: ReadonlyMap<string, readonly WrittenFunction[]>,
): Map<string, { functions: number; agree: number }> {
  const found = new Map<string, { functions: number; agree: number }>();
  const begins = new Map(
    [...written].map(([file, all]) => [file, new Map(all.map(({ name, line }) => [withoutTypeArguments(name), line]))]),
  );
  const seen = new Set<string>();
  for (let row = 0; row < functions.count; row++) {
    const start = functions.startLines.near[row] ?? 0;
    const file = files[row];
    if (start === 0 || file === undefined) continue;
    const name = strings[functions.names[row] ?? 0] ?? '';
    const pkg = packages[row] ?? '';
    const own = withoutTypeArguments(name.slice(name.indexOf('.', name.lastIndexOf('/', endOfPath(name)) + 1) + 1));
    const line = begins.get(file)?.get(own);
    const key = `${pkg}\0${file}\0${own}`;
    // `init` initializes variables and has no line of its own; functions of that name are init.0, init.1 …
    if (line === undefined || own === 'init' || seen.has(key)) continue;
    seen.add(key);
    const counted = found.get(pkg) ?? { functions: 0, agree: 0 };
    counted.functions++;
    if (line === start) counted.agree++;
    found.set(pkg, counted);
  }
  return found;
}

/** Type arguments may hold paths of their own. */
function endOfPath(name: string): number {
  const bracket = name.search(/[[(]/);
  return bracket < 0 ? name.length : bracket;
}
