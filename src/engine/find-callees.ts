import { createCallGraph } from '../analysis/callees/call-graph.ts';
import { judgeCallees } from '../analysis/callees/judge-callees.ts';
import { listCallees, type UnitCalls } from '../analysis/callees/list-callees.ts';
import type { Host } from '../host/host.ts';
import type { CalleeFact, Callees } from '../model/callees.ts';
import type { Problem } from '../model/report.ts';
import { allocatorsOf } from '../model/tables/index.ts';
import { packageOfSymbol } from '../object/package-of-symbol.ts';
import type { ListedPackage } from '../toolchain/listed-package.ts';
import { createArchiveStore } from './archive-store.ts';
import { createCallReader } from './call-reader.ts';
import type { CalleesMemory } from './callees-memory.ts';
import { completeGraph, groupByBuild, guarded, stopIf } from './complete-graph.ts';
import type { Plan } from './gather.ts';
import { describeModule } from './module-text.ts';
import { chooseTables } from './release-tables.ts';
import type { LocatedUnit } from './units.ts';

export interface CalleesInput {
  readonly plan: Plan;
  readonly listed: readonly ListedPackage[];
  readonly units: readonly LocatedUnit[];
  readonly memory: CalleesMemory;
}

export interface CalleesQuery {
  /** Which calls are wanted; default: those that allocate or may allocate otherwise than in a panic. All are counted. */
  readonly isListed?: (call: CalleeFact) => boolean;
  /** Only these variants are looked at; default: all that were named. */
  readonly units?: readonly Pick<LocatedUnit, 'package' | 'variant'>[];
}

/**
 * Finds the calls that the named packages make to functions outside the module, and what each means for the heap. Reads the archives of
 * these packages, and of others those that hold a function which can be reached. Nothing is built: the one Go command named all archives.
 * An archive that cannot be read is a problem, and what it defines `may` allocate. Throws UserError `cancelled`.
 */
export async function findCallees(
  host: Host,
  { plan, listed, units, memory }: CalleesInput,
  query: CalleesQuery = {},
): Promise<{ readonly callees: Callees; readonly problems: readonly Problem[] }> {
  const tables = await chooseTables(host, plan.go);
  const rows = allocatorsOf(tables.release);
  const module = describeModule(listed, plan.nameFile);
  const isAsked = (unit: LocatedUnit): boolean =>
    // Dependencies that are read too stay outside of the module.
    unit.listed.dependency !== true &&
    (query.units === undefined || query.units.some((one) => one.package === unit.package && one.variant === unit.variant));
  const reader = createCallReader({
    store: createArchiveStore(host),
    listed,
    source: tables.source,
    nameFile: plan.nameFile,
    memory,
    insideKey: module.key,
    // What the runtime does for itself is no callee of the program, but for its functions that a program calls by name.
    isWanted: (symbol, own) => (rows.has(symbol) ? isOwnAllocation(rows.get(symbol)) : module.isOutside(packageOfSymbol(symbol, own))),
  });
  const problems: Problem[] = [];
  const found: UnitCalls[] = [];
  for (const [variant, group] of groupByBuild(units.filter(isAsked), listed, module)) {
    const graph = createCallGraph(rows);
    const parts: Omit<UnitCalls, 'judgementOf'>[] = [];
    for (const unit of group) {
      stopIf(plan.call.signal);
      const { archiveFile, ...owner } = unit;
      if (archiveFile === undefined) continue;
      const read = await guarded(unit.package, problems, async () => ({
        edges: await reader.edges(archiveFile),
        calls: await reader.calls(archiveFile, unit.package),
      }));
      if (read === undefined) continue;
      graph.add(unit.package, read.edges);
      const { package: pkg, variant: of } = owner;
      const { indirect, indirectCallsVisible } = read.edges;
      parts.push({
        package: pkg,
        ...(of === undefined ? {} : { variant: of }),
        calls: read.calls,
        ...(indirectCallsVisible ? { indirect } : {}),
      });
    }
    await completeGraph(graph, new Set(parts.flatMap(({ calls }) => calls.map((call) => call.callee))), {
      variant,
      reader,
      problems,
      group,
      signal: plan.call.signal,
    });
    const judgementOf = judgeCallees(graph);
    found.push(...parts.map((part) => ({ ...part, judgementOf })));
  }
  memory.turn();
  const callees = listCallees(found, {
    isInside: module.isInside,
    isOutside: module.isOutside,
    packageOf: packageOfSymbol,
    isListed: query.isListed ?? (({ judgement, reason }) => judgement !== 'never' && reason !== 'panics'),
  });
  return { callees, problems };
}

function isOwnAllocation(row: { readonly effect: string; readonly graph: string } | undefined): boolean {
  return row?.effect === 'uncounted' && row.graph === 'allocates';
}
