import { compareBy, compareText } from '../base/order.ts';
import type { ArchiveEdges, EdgeFact } from '../model/facts.ts';
import { corrupt } from './archive-error.ts';
import { architectureOf } from './architectures.ts';
import type { Architecture } from './architectures.ts';
import { auxKind, auxSymbol, dataRange, fileName, relocationSize, symbolKind, symbolName, symbolOf, u16, u32 } from './go-object.ts';
import type { GoObject } from './go-object.ts';
import { indexSymbols } from './object-symbols.ts';
import type { ObjectSymbols } from './object-symbols.ts';
import { openArchive, releaseIndexOf } from './open-archive.ts';
import type { ReleaseSource } from './open-archive.ts';
import type { ReleaseIndex } from './release-index.ts';
import { relocationKind } from './relocation-kinds.ts';

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
      const calls = readFunction(object, symbol, { symbols, release, architecture, isFunction }, (to, how) => {
        const count = targets.get(to) ?? { call: 0, value: 0 };
        count[how]++;
        targets.set(to, count);
        if (to === deferOnStack && !isValueKnown) deferred.set(from, (deferred.get(from) ?? 0) + 1);
        isValueKnown = how === 'value';
      });
      if (calls > 0) indirect.set(from, (indirect.get(from) ?? 0) + calls);
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
const deferOnStack = 'runtime.deferprocStack';

const byEnds = compareBy<EdgeFact>(
  (a, b) => compareText(a.from, b.from),
  (a, b) => compareText(a.to, b.to),
  (a, b) => compareText(a.how, b.how),
);

/** Ends the name of the record that a function value points to (`ir.FuncSymName` in `cmd/compile/internal/ir/name.go`). */
const valueSuffix = '·f';

/** Method values and function literals: `net/http.(*Server).Serve-fm`, `p.F.func1.2`. */
function looksLikeFunction(name: string): boolean {
  return /-fm$|\.func\d+(\.\d+)*$/.test(name);
}

interface EdgeContext {
  readonly symbols: ObjectSymbols;
  readonly release: ReleaseIndex;
  readonly architecture: Architecture;
  readonly isFunction: (name: string) => boolean;
}

/** Emits the edges of one function and returns its calls through a register. */
function readFunction(object: GoObject, symbol: number, context: EdgeContext, emit: (to: string, how: 'call' | 'value') => void): number {
  const { bytes } = object;
  const { symbols, release, architecture } = context;
  const first = u32(bytes, object.relocationIndex + 4 * symbol);
  const end = u32(bytes, object.relocationIndex + 4 * symbol + 4);
  if (first > end || end > object.relocationCount) throw corrupt('relocation index', object.relocationIndex + 4 * symbol);
  let indirect = 0;
  let namesMethod = false;
  // wasm: a return address was pushed, and no call has followed yet.
  let isPending = false;
  for (let n = first, at = object.relocations + first * relocationSize; n < end; n++, at += relocationSize) {
    const type = u16(bytes, at + 5);
    const kind = release.kinds[type]!;
    namesMethod ||= type === release.interfaceMethod;
    if (kind === relocationKind.marker) continue;
    if (kind === relocationKind.indirect) {
      indirect++;
      continue;
    }
    const pkg = u32(bytes, at + 15);
    const target = u32(bytes, at + 19);
    const place = symbolOf(object, pkg, target);
    if (isPending && kind !== relocationKind.call) indirect++;
    isPending = false;
    if (kind === relocationKind.address) {
      // An address inside the function is where a call returns to: wasm pushes it, the relocation of a direct call comes next.
      isPending = architecture.code === 'wasm' && place === symbol && u32(bytes, at + 7) !== 0;
      const to = isPending ? undefined : functionValue(object, place, pkg, target, context);
      if (to !== undefined) emit(to, 'value');
      continue;
    }
    if (kind === relocationKind.jump && place === symbol) continue;
    const to = symbols.nameOf(pkg, target);
    if (to !== undefined) emit(to, 'call');
  }
  if (isPending) indirect++;
  // From Go 1.27 on, wrappers of embedded interfaces jump to the method through a register: that leaves only the linker's note of the method.
  if (indirect === 0 && namesMethod && isGenerated(object, symbol)) return 1;
  return indirect;
}

function functionValue(object: GoObject, place: number, pkg: number, target: number, context: EdgeContext): string | undefined {
  const name = context.symbols.nameOf(pkg, target);
  if (name?.endsWith(valueSuffix)) return name.slice(0, -valueSuffix.length);
  const isDefined = place >= 0 && place < object.definedCount;
  const isHere = isDefined && context.release.isText[symbolKind(object, place)] === 1;
  return isHere || (!isDefined && name !== undefined && context.isFunction(name)) ? name : undefined;
}

/** Whether a function stands in `<autogenerated>`: the first file in its table of files. */
function isGenerated(object: GoObject, symbol: number): boolean {
  const info = auxSymbol(object, symbol, auxKind.funcInfo);
  if (info < 0) return false;
  const [from, to] = dataRange(object, info);
  // FuncInfo: args, locals, id and flags, start line, number of files, files.
  if (to - from < 24 || u32(object.bytes, from + 16) !== 1) return false;
  return fileName(object, u32(object.bytes, from + 20)) === '<autogenerated>';
}
