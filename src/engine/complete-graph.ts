import type { CallGraph } from '../analysis/callees/call-graph.ts';
import { UserError } from '../base/user-error.ts';
import type { Problem } from '../model/report.ts';
import { packageOfSymbol } from '../object/package-of-symbol.ts';
import type { ListedPackage } from '../toolchain/listed-package.ts';
import type { CallReader } from './call-reader.ts';
import type { ModuleText } from './module-text.ts';
import type { LocatedUnit } from './units.ts';

/**
 * With a profile each main package has builds of its own of all that it needs, std included; then functions of one name differ in what is
 * inlined in them. Elsewhere all units share one graph.
 */
export function groupByBuild(
  units: readonly LocatedUnit[],
  listed: readonly ListedPackage[],
  module: ModuleText,
): ReadonlyMap<string, readonly LocatedUnit[]> {
  const builds = module.variantsOutside(listed);
  const groups = new Map<string, LocatedUnit[]>();
  for (const unit of units) {
    // The main package itself is listed without a variant.
    const variant = unit.variant ?? unit.package;
    const build = builds.has(variant) ? variant : '';
    groups.set(build, [...(groups.get(build) ?? []), unit]);
  }
  return groups;
}

export interface GraphContext {
  readonly variant: string;
  readonly reader: CallReader;
  readonly problems: Problem[];
  readonly group: readonly LocatedUnit[];
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes the function that adds archives which define some symbols; it returns false where there are none that were not added before. It throws
 * UserError `cancelled`.
 */
export function createLoader(
  graph: CallGraph,
  { variant, reader, problems, group, signal }: GraphContext,
): (symbols: readonly string[]) => Promise<boolean> {
  // The runtime's functions have rows, as far as others call them.
  const tried = new Set(['', 'runtime', ...group.map((unit) => unit.package)]);
  return async (symbols) => {
    const packages = new Set(symbols.map((symbol) => packageOfSymbol(symbol, '')).filter((pkg) => !tried.has(pkg)));
    if (packages.size === 0) return false;
    const files = [...packages].flatMap((pkg) => {
      tried.add(pkg);
      const file = reader.fileOf(pkg, variant);
      return file === undefined ? [] : [{ pkg, file }];
    });
    reader.expect(files.map(({ file }) => file));
    for (const { pkg, file } of files) {
      stopIf(signal);
      const edges = await guarded(pkg, problems, () => reader.edges(file));
      if (edges !== undefined) graph.add(pkg, edges);
    }
    return true;
  };
}

/** Adds archives until all that the symbols lead to is there, or in no archive. Throws UserError `cancelled`. */
export async function completeGraph(graph: CallGraph, symbols: Iterable<string>, context: GraphContext): Promise<void> {
  const load = createLoader(graph, context);
  let open = graph.follow(symbols);
  while (await load(open)) open = graph.follow([]);
}

/** Throws UserError `cancelled`. */
export function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new UserError('cancelled');
}

/** Undefined, and a problem, for an archive that cannot be read. */
export async function guarded<T>(pkg: string, problems: Problem[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError) || !/^(archive|file)-/.test(error.code)) throw error;
    problems.push({ code: 'archive-unreadable', args: { code: error.code, args: error.args }, effect: 'incomplete', package: pkg });
    return undefined;
  }
}
