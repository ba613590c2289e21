import { compareText } from '../../base/order.ts';
import type { Agreement } from '../../model/cost.ts';
import type { NamedFunctions } from '../../model/profile.ts';
import { withoutTypeArguments } from '../causes/function-names.ts';

/** A function as sources have it. */
export interface WrittenFunction {
  readonly name: string;
  readonly line: number;
}

/**
 * Compares where functions begin: in the profile (`start_line`, written by the linker of the program that ran) and in the sources of this build. Where one is
 * another, the lines of the profile mean other code. Literals are left out: inlining gives them other names.
 */
export function compareFunctions(
  { functions, strings }: NamedFunctions,
  fileOf: (pkg: string, file: string) => string | null | undefined,
  /** By the row of a function. */
  packageOf: readonly string[],
  written: ReadonlyMap<string, readonly WrittenFunction[]>,
): Agreement[] {
  const found = new Map<string, { functions: number; agree: number }>();
  const begins = new Map(
    [...written].map(([file, all]) => [file, new Map(all.map(({ name, line }) => [withoutTypeArguments(name), line]))]),
  );
  const seen = new Set<string>();
  for (let row = 0; row < functions.count; row++) {
    const start = functions.startLines.near[row] ?? 0;
    const name = strings[functions.names[row] ?? 0] ?? '';
    const pkg = packageOf[row] ?? '';
    const file = fileOf(pkg, strings[functions.files[row] ?? 0] ?? '');
    const own = withoutTypeArguments(name.slice(name.indexOf('.', name.lastIndexOf('/', endOfPath(name)) + 1) + 1));
    const line = file === null || file === undefined ? undefined : begins.get(file)?.get(own);
    const key = `${pkg}\0${file}\0${own}`;
    // `init` initializes variables and has no line of its own; functions of that name are init.0, init.1 …
    if (start === 0 || line === undefined || own === 'init' || seen.has(key)) continue;
    seen.add(key);
    const counted = found.get(pkg) ?? { functions: 0, agree: 0 };
    counted.functions++;
    if (line === start) counted.agree++;
    found.set(pkg, counted);
  }
  return [...found].map(([pkg, counted]) => ({ package: pkg, ...counted })).toSorted((a, b) => compareText(a.package, b.package));
}

/** Type arguments may hold paths of their own. */
function endOfPath(name: string): number {
  const bracket = name.search(/[[(]/);
  return bracket < 0 ? name.length : bracket;
}
