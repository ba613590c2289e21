import { qualify, type CallGraph } from '../analysis/callees/call-graph.ts';
import { writtenName } from '../analysis/sites/written-place.ts';
import type { ArchiveEdges, PlacedEdgeFact } from '../model/facts.ts';
import type { UnknownCall, WrittenFunction } from '../model/pin.ts';
import { packageOfSymbol } from '../object/package-of-symbol.ts';
import type { CallReader } from './call-reader.ts';
import type { LocatedUnit } from './units.ts';

/** A pin to be proven. */
export interface ProofTarget {
  readonly package: string;
  readonly function: WrittenFunction;
  readonly isStrict: boolean;
  readonly isAssumed: (call: UnknownCall) => boolean;
}

/** Finds the compiled bodies of a function, by their names in the graph. Symbols are gone through once: of a module with many pins that is most of what they cost. */
export function createBodies(known: readonly { unit: LocatedUnit; edges: ArchiveEdges }[]): (target: ProofTarget) => string[] {
  const byLast = new Map<string, { readonly symbol: string; readonly own: string }[]>();
  for (const { unit, edges } of known) {
    for (const symbol of edges.functions) {
      const last = lastPart(symbol);
      const list = byLast.get(last);
      const one = { symbol, own: unit.package };
      if (list) list.push(one);
      else byLast.set(last, [one]);
    }
  }
  return ({ package: path, function: { name } }) => {
    const found = (byLast.get(lastPart(name)) ?? []).filter(({ symbol, own }) => isOf(symbol, own, path, name));
    return [...new Set(found.map(({ symbol, own }) => qualify(symbol, own)))];
  };
}

/** What stands behind the last dot, type arguments left out: they may hold dots and brackets, `F[go.shape.[]ex.com/m.T]`. */
function lastPart(name: string): string {
  let depth = 0;
  let end = name.length;
  let rest = '';
  for (let at = name.length - 1; at >= 0; at--) {
    const sign = name[at];
    if (sign === ']') {
      if (depth++ === 0) rest = name.slice(at + 1, end) + rest;
    } else if (sign === '[') {
      if (--depth === 0) end = at;
    } else if (sign === '.' && depth === 0) return name.slice(at + 1, end) + rest;
  }
  return name.slice(0, end) + rest;
}

function isOf(symbol: string, own: string, path: string, name: string): boolean {
  return packageOfSymbol(symbol, own) === path && writtenName(symbol).replaceAll('[...]', '') === name;
}

/** Ends the name of an inlined copy in the graph: no symbol has this form. */
export const copyMark: RegExp = / \(in .*\)$/s;

export interface Copies {
  /** Adds to the graph what the copies in one archive can call, each as a function of its own. */
  find(reader: CallReader, unit: LocatedUnit, file: string, targets: readonly ProofTarget[], graph: CallGraph): Promise<void>;
  /** Names in the graph of the copies of a target. */
  of(target: ProofTarget): readonly string[];
  readonly places: ReadonlyMap<string, readonly PlacedEdgeFact[]>;
}

/** Copies of pinned functions that were inlined into others, as the compiler said of the units that it did. */
export function createCopies(units: readonly LocatedUnit[]): Copies {
  const inlined = new Map<ProofTarget, ReadonlySet<number>>();
  const inlinedOn = createInlinedLines(units);
  // A function may come along with another one, so that the call stands in another unit's text.
  const linesOf = (target: ProofTarget): ReadonlySet<number> => {
    const lines = inlined.get(target) ?? inlinedOn(target.function.name);
    inlined.set(target, lines);
    return lines;
  };
  const names = new Map<ProofTarget, string[]>();
  const places = new Map<string, readonly PlacedEdgeFact[]>();
  return {
    places,
    of: (target) => names.get(target) ?? [],
    async find(reader, unit, file, targets, graph) {
      const here = targets.filter((target) => linesOf(target).size > 0);
      if (here.length === 0) return;
      const edges = await reader.placed(file, unit.package, { inlinedOn: new Set(here.flatMap((target) => [...linesOf(target)])) });
      for (const target of here) {
        const isTarget = remember((symbol) => isOf(symbol, unit.package, target.package, target.function.name));
        const byHolder = new Map<string, PlacedEdgeFact[]>();
        for (const edge of edges) {
          // The last frame is the function's own body.
          if (!edge.inline.some(({ function: symbol }, index) => index < edge.inline.length - 1 && isTarget(symbol))) continue;
          const known = byHolder.get(edge.function) ?? [];
          byHolder.set(edge.function, known);
          known.push({ ...edge, to: edge.to && qualify(edge.to, unit.package) });
        }
        for (const [holder, found] of byHolder) {
          const name = `${target.package}.${target.function.name} (in ${qualify(holder, unit.package)}${unit.variant ?? ''})`;
          names.set(target, [...(names.get(target) ?? []), name]);
          places.set(name, found);
          graph.add(unit.package, edgesOf(name, found));
        }
      }
    },
  };
}

/** Lines with calls of functions of a name that were inlined: `F`, `pkg.F`, `pkg.(*T[int]).M`. Calls are gone through once, by the last part of their names. */
function createInlinedLines(units: readonly LocatedUnit[]): (name: string) => ReadonlySet<number> {
  const byLast = new Map<string, { readonly callee: string; readonly line: number }[]>();
  for (const { texts } of units)
    for (const { inlinedCalls } of texts)
      for (const call of inlinedCalls) {
        const last = lastPart(call.callee);
        const list = byLast.get(last);
        if (list) list.push(call);
        else byLast.set(last, [call]);
      }
  return (name) => {
    const isOfName = remember((callee) => {
      const plain = callee.includes('[') ? writtenName(`p.${callee}`).replaceAll('[...]', '') : callee;
      return plain === name || plain.endsWith(`.${name}`);
    });
    return new Set((byLast.get(lastPart(name)) ?? []).flatMap(({ callee, line }) => (isOfName(callee) ? [line] : [])));
  };
}

function remember(ask: (symbol: string) => boolean): (symbol: string) => boolean {
  const answers = new Map<string, boolean>();
  return (symbol) => {
    const known = answers.get(symbol);
    if (known !== undefined) return known;
    const answer = ask(symbol);
    answers.set(symbol, answer);
    return answer;
  };
}

function edgesOf(name: string, places: readonly PlacedEdgeFact[]): ArchiveEdges {
  const indirect = places.filter(({ how }) => how === 'indirect').length;
  return {
    functions: [name],
    edges: places.flatMap(({ how, to, count }) => (how === 'indirect' ? [] : [{ from: name, to, how, count }])),
    indirect: new Map(indirect === 0 ? [] : [[name, indirect]]),
    deferred: new Map(),
    // What an architecture hides is told by the function that holds the copy.
    indirectCallsVisible: true,
  };
}
