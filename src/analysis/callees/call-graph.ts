import type { ArchiveEdges } from '../../model/facts.ts';
import type { AllocatorRow } from '../../model/tables/index.ts';

/**
 * The call graph of a program, put together archive by archive. Functions of the runtime that have a row are ends: what goes on behind them
 * is known from the row, and following their calls would make nearly everything an allocation.
 */
export interface CallGraph {
  /** Adds what one archive says; `pkg` is its import path. A symbol that several archives define has the edges of all. */
  add(pkg: string, edges: ArchiveEdges): void;
  /** Follows edges from symbols. Returns those reached, now or before, for which no archive has been added that defines them; sorted. */
  follow(symbols: Iterable<string>): string[];
  /** A function by its name in the graph, see {@link qualify}. */
  find(name: string): GraphNode | undefined;
  /** All functions that were mentioned. */
  readonly nodes: readonly GraphNode[];
}

/** Mutable while the graph grows; nobody else changes it. */
export interface GraphNode {
  readonly name: string;
  readonly row: AllocatorRow | undefined;
  /** Functions that it calls, and whose address it takes; some twice. */
  readonly calls: GraphNode[];
  readonly values: GraphNode[];
  /** Import paths of the archives that define it; most functions have one, instantiations of generic ones several. */
  readonly definedBy: string[];
  isReached: boolean;
  /** It calls an interface method or a function value. */
  isIndirect: boolean;
  /** Such calls would not be seen. */
  isUnmarked: boolean;
}

export function createCallGraph(rows: ReadonlyMap<string, AllocatorRow>): CallGraph {
  const byName = new Map<string, GraphNode>();
  const nodes: GraphNode[] = [];
  const pending: GraphNode[] = [];
  const undefinedNodes = new Set<GraphNode>();

  const nodeOf = (name: string): GraphNode => {
    let node = byName.get(name);
    if (node === undefined) {
      const row = rows.get(name);
      node = {
        name,
        row,
        calls: [],
        values: [],
        definedBy: [],
        isReached: false,
        isIndirect: false,
        isUnmarked: false,
      };
      byName.set(name, node);
      nodes.push(node);
    }
    return node;
  };
  const reach = (node: GraphNode): void => {
    if (node.isReached) return;
    node.isReached = true;
    pending.push(node);
  };

  return {
    nodes,
    find: (name) => byName.get(name),
    add(pkg, edges) {
      for (const name of edges.functions) {
        const node = nodeOf(qualify(name, pkg));
        node.definedBy.push(pkg);
        node.isUnmarked ||= !edges.indirectCallsVisible;
      }
      for (const name of [...edges.indirect.keys(), ...edges.deferred.keys()]) nodeOf(qualify(name, pkg)).isIndirect = true;
      // Edges come sorted by where they start.
      let from: GraphNode | undefined;
      let name = '';
      for (const edge of edges.edges) {
        if (from === undefined || name !== edge.from) from = nodeOf(qualify((name = edge.from), pkg));
        const target = nodeOf(qualify(edge.to, pkg));
        (edge.how === 'call' ? from.calls : from.values).push(target);
        if (from.isReached) reach(target);
      }
    },
    follow(symbols) {
      for (const symbol of symbols) reach(nodeOf(symbol));
      for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
        if (node.row !== undefined) continue;
        undefinedNodes.add(node);
        for (const target of node.calls) reach(target);
        for (const target of node.values) reach(target);
      }
      for (const node of undefinedNodes) if (node.definedBy.length > 0) undefinedNodes.delete(node);
      return [...undefinedNodes].map((node) => node.name).sort();
    },
  };
}

/**
 * The name of a function in the graph: that of its symbol, with the import path for `main`, which is the name of each program's own package
 * and which only its own archive calls.
 */
export function qualify(symbol: string, pkg: string): string {
  return symbol.startsWith('main.') && pkg !== 'main' ? `${pkg}${symbol.slice('main'.length)}` : symbol;
}
