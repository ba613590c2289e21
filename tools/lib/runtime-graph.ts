import type { ReleaseTables } from '../../src/model/tables/index.ts';
import type { UncountedReason } from '../../src/model/tables/uncounted-reasons.ts';
import type { Archives } from './go-archives.ts';
import { readArchiveCalls } from './read-archive-calls.ts';
import { stops } from './runtime-stops.ts';

/** Who calls whom inside the runtime, function values included, and where it allocates. */
export interface RuntimeGraph {
  /** Functions that the runtime's own archives define, and those of its prefix in other internal packages; copies of generated or generic code left out. */
  readonly defined: ReadonlySet<string>;
  /** For what a call of this function may lead to `mallocgc`; `path` is the shortest way there that no stop explains. */
  readonly judge: (name: string) => Judgement;
}

export interface Judgement {
  readonly reasons: readonly UncountedReason[];
  readonly path?: readonly string[];
}

/**
 * Reads the graph out of archives. Where the runtime calls through a pointer there is no edge: hash and equality functions of types
 * (generated code, or alg.go, neither of which allocates), functions of timers (run by the scheduler), and user code.
 */
export function readRuntimeGraph(archives: Archives, runtimePackages: readonly string[], tables: ReleaseTables): RuntimeGraph {
  const defined = new Set<string>();
  const edges = new Map<string, Set<string>>();
  for (const [name, file] of archives) {
    const isRuntime = runtimePackages.includes(name);
    if (!isRuntime && !name.startsWith('internal/')) continue;
    for (const one of readArchiveCalls(file, tables)) {
      // Assembly of internal/bytealg defines some of the runtime's own: runtime.memequal, runtime.cmpstring.
      if ((isRuntime || one.name.startsWith('runtime.')) && !one.isCopy) defined.add(one.name);
      const targets = edges.get(one.name) ?? new Set<string>();
      edges.set(one.name, targets);
      for (const target of one.calls) targets.add(target);
      for (const target of one.others) targets.add(target.replace(/·f$/, ''));
    }
  }
  const judge = (name: string): Judgement => {
    const reasons = new Set<UncountedReason>();
    const from = new Map<string, string>([[name, '']]);
    for (const at of from.keys()) {
      if (at.startsWith('runtime.mallocgc')) return { reasons: [...reasons].sort(), path: trace(from, at) };
      const stop = stops.find((one) => one.names.test(at));
      if (stop?.reason !== undefined) reasons.add(stop.reason);
      if (stop?.ownReason !== undefined && at === name) reasons.add(stop.ownReason);
      if (stop !== undefined) continue;
      for (const next of edges.get(at) ?? []) if (!from.has(next)) from.set(next, at);
    }
    return { reasons: [...reasons].sort() };
  };
  return { defined, judge };
}

function trace(from: ReadonlyMap<string, string>, end: string): string[] {
  const path: string[] = [];
  for (let at = end; at !== ''; at = from.get(at) ?? '') path.unshift(at);
  return path;
}
