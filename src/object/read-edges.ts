import { compareBy, compareText } from '../base/order.ts';
import type { ArchiveEdges, EdgeFact } from '../model/facts.ts';
import { architectureOf } from './architectures.ts';
import { looksLikeFunction, visitEdges } from './function-edges.ts';
import { symbolKind, symbolName } from './go-object.ts';
import { indexSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReleaseSource } from './open-archive.ts';

/**
 * Reads the edges of the call graph. A function value is the address of a function, or of the record `F·f` that holds it (`defer`, `go`, method
 * values, closures that are passed on); calls through tables in data are indirect calls. Whether the address of a symbol that is defined
 * elsewhere is that of a function does not stand in the archive: `isFunction` tells it by name. Over the 278 archives of a large module only
 * wrappers of method values are loaded so, and symbols of the runtime's and reflect's assembly.
 * @throws UserError with an `ArchiveErrorCode`
 */
export function readEdges(
  bytes: Uint8Array,
  source: ReleaseSource,
  isFunction: (name: string) => boolean = looksLikeFunction,
): ArchiveEdges {
  const archive = openArchive(bytes);
  const release = releaseIndexOf(archive.header, source);
  const architecture = architectureOf(archive.header.goarch);
  const functions = new Set<string>();
  const counts = new Map<string, Map<string, { call: number; value: number }>>();
  const indirect = new Map<string, number>();
  const deferred = new Map<string, number>();
  for (const object of archive.objects) {
    const symbols = indexSymbols(object, release);
    for (let symbol = 0; symbol < object.definedCount; symbol++) {
      if (release.isText[symbolKind(object, symbol)] !== 1) continue;
      const from = symbolName(object, symbol);
      functions.add(from);
      const targets = counts.get(from) ?? new Map<string, { call: number; value: number }>();
      counts.set(from, targets);
      let isValueKnown = false;
      visitEdges(
        object,
        symbol,
        { symbols, release, architecture, isFunction },
        {
          edge(to, how) {
            const count = targets.get(to) ?? { call: 0, value: 0 };
            count[how]++;
            targets.set(to, count);
            if (to === deferOnStack && !isValueKnown) deferred.set(from, (deferred.get(from) ?? 0) + 1);
            isValueKnown = how === 'value';
          },
          indirect: () => void indirect.set(from, (indirect.get(from) ?? 0) + 1),
        },
      );
    }
  }
  const edges: EdgeFact[] = [];
  for (const [from, targets] of counts) {
    for (const [to, { call, value }] of targets) {
      if (call > 0) edges.push({ from, to, how: 'call', count: call });
      if (value > 0) edges.push({ from, to, how: 'value', count: value });
    }
  }
  return {
    functions: [...functions].sort(compareText),
    edges: edges.sort(byEnds),
    indirect: byName(indirect),
    deferred: byName(deferred),
    indirectCallsVisible: architecture.indirectCallsVisible,
  };
}

function byName(counts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  return new Map([...counts].sort(([a], [b]) => compareText(a, b)));
}

/**
 * Begins a `defer` whose record is on the stack. The function value is loaded right before; only `defer f()` of a variable has no closure of
 * its own (`normalizeGoDeferCall` in `cmd/compile/internal/typecheck/stmt.go`). Other records of `defer`, and `go`, allocate in any case.
 */
export const deferOnStack = 'runtime.deferprocStack';

const byEnds = compareBy<EdgeFact>(
  (a, b) => compareText(a.from, b.from),
  (a, b) => compareText(a.to, b.to),
  (a, b) => compareText(a.how, b.how),
);
