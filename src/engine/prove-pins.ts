import { createCallGraph, qualify, type CallGraph, type GraphNode } from '../analysis/callees/call-graph.ts';
import { proveNoalloc, type Excuse, type ProofAnswer } from '../analysis/pins/prove-noalloc.ts';
import { writtenName } from '../analysis/sites/written-place.ts';
import type { Host } from '../host/host.ts';
import type { ArchiveEdges, Frame, PlacedEdgeFact } from '../model/facts.ts';
import type { UnknownCall } from '../model/pin.ts';
import type { Problem } from '../model/report.ts';
import type { Span } from '../model/span.ts';
import { allocatorsOf } from '../model/tables/index.ts';
import { packageOfSymbol } from '../object/package-of-symbol.ts';
import type { ListedPackage } from '../toolchain/listed-package.ts';
import { createArchiveStore } from './archive-store.ts';
import { createCallReader, type CallReader } from './call-reader.ts';
import type { CalleesMemory } from './callees-memory.ts';
import { createLoader, groupByBuild, guarded, stopIf } from './complete-graph.ts';
import type { Plan } from './gather.ts';
import { describeModule } from './module-text.ts';
import { createMethodNames, methodsOnLine, type MethodNames } from './name-unknown.ts';
import { exportsOf } from './read-archives.ts';
import { chooseTables } from './release-tables.ts';
import { copyMark, createBodies, createCopies, type ProofTarget } from './pinned-code.ts';
import { isDeferredCall } from './deferred-call.ts';
import type { LocatedUnit } from './units.ts';

export interface ProveInput {
  readonly plan: Plan;
  readonly listed: readonly ListedPackage[];
  readonly units: readonly LocatedUnit[];
  readonly memory: CalleesMemory;
  /** Whether a line makes the value of a panic. */
  readonly isPanic: (file: string, line: number) => boolean;
  /** A line of source; undefined where the file is not there. */
  readonly lineAt: (file: string, line: number) => string | undefined;
  readonly hasAllows: boolean;
  /** The `allow` that accepts what a line does. */
  readonly allowAt: (file: string, line: number) => Span | undefined;
}

/** One violation with its places: frames from the pinned function down to the call that allocates. */
export interface Proven extends ProofAnswer {
  readonly bodies: number;
  readonly copies: number;
  /** Of the violation, outermost first; the last is the call of the allocator. */
  readonly way: readonly Frame[];
  /** The function that holds the inlined copy that violates it. */
  readonly inCopy?: string;
}

/**
 * Proves `noalloc` of functions: of all bodies (instantiations, variants) and of the copies that were inlined into functions of the named packages. One
 * answer for each target and build (see {@link groupByBuild}); none where no build has code of it.
 */
export async function provePins(
  host: Host,
  input: ProveInput,
  targets: readonly ProofTarget[],
): Promise<{ readonly answers: readonly (readonly Proven[])[]; readonly problems: readonly Problem[] }> {
  const { plan, listed, memory } = input;
  const tables = await chooseTables(host, plan.go);
  const rows = allocatorsOf(tables.release);
  const module = describeModule(listed, plan.nameFile);
  const store = createArchiveStore(host);
  const files = exportsOf(listed);
  const methods = createMethodNames(store, tables.source, (pkg) => files.get(pkg) ?? []);
  const reader = createCallReader({
    store,
    listed,
    source: tables.source,
    nameFile: plan.nameFile,
    memory,
    insideKey: '',
    isWanted: () => false,
  });
  const problems: Problem[] = [];
  const answers = targets.map((): Proven[] => []);
  const units = input.units.filter(({ listed: { dependency } }) => dependency !== true);
  for (const [variant, group] of groupByBuild(units, listed, module)) {
    const graph = createCallGraph(rows);
    const copies = createCopies(group);
    const known: { unit: LocatedUnit; edges: ArchiveEdges }[] = [];
    for (const unit of group) {
      stopIf(plan.call.signal);
      const { archiveFile } = unit;
      if (archiveFile === undefined) continue;
      const edges = await guarded(unit.package, problems, () => reader.edges(archiveFile));
      if (edges === undefined) continue;
      graph.add(unit.package, edges);
      known.push({ unit, edges });
      await guarded(unit.package, problems, () => copies.find(reader, unit, archiveFile, targets, graph));
    }
    const bodiesOf = createBodies(known);
    const roots = targets.map((target) => [...bodiesOf(target), ...copies.of(target)]);
    const load = createLoader(graph, { variant, reader, problems, group, signal: plan.call.signal });
    const own = new Set(group.map((unit) => unit.package));
    const places = createPlaces({ reader, group, variant, made: copies.places });
    for (const [index, target] of targets.entries()) {
      const names = roots[index] ?? [];
      if (names.length === 0) continue;
      const made = copies.of(target);
      answers[index]?.push(await prove(target, graph, { names, copies: made, places, input, methods, load, isOwn: (pkg) => own.has(pkg) }));
    }
  }
  return { answers, problems };
}

interface Ground {
  readonly names: readonly string[];
  readonly copies: readonly string[];
  readonly places: Places;
  readonly input: ProveInput;
  readonly methods: MethodNames;
  readonly load: (symbols: readonly string[]) => Promise<boolean>;
  /** Whether a package is one of those that may hold an `allow`. */
  readonly isOwn: (pkg: string) => boolean;
}

async function prove(target: ProofTarget, graph: CallGraph, ground: Ground): Promise<Proven> {
  const { names, copies, places, input } = ground;
  const excused = (place: PlacedEdgeFact): Excuse | undefined => {
    for (const { file, line } of place.inline) {
      const at = input.allowAt(file, line);
      if (at) return { by: 'allow', at: [at] };
    }
    return place.inline.some(({ file, line }) => input.isPanic(file, line)) ? { by: 'panic' } : undefined;
  };
  const answer = await proveNoalloc({
    roots: names.flatMap((name) => graph.find(name) ?? []),
    isStrict: target.isStrict,
    isAssumed: target.isAssumed,
    load: async (nodes) => void (await ground.load(nodes.map((node) => node.name))),
    async excuse(step) {
      // Where neither can be, no archive is asked for places.
      if (!(input.hasAllows && step.from.definedBy.some(ground.isOwn)) && !step.from.calls.some(({ name }) => name === makesPanic))
        return undefined;
      const found = (await places.of(step.from)).filter(({ how, to }) => how === step.how && to === step.to.name);
      const excuses = found.map(excused);
      if (excuses.length === 0 || excuses.includes(undefined)) return undefined;
      const allowed = excuses.flatMap((excuse) => (excuse?.by === 'allow' ? excuse.at : []));
      return allowed.length === 0 ? { by: 'panic' } : { by: 'allow', at: allowed };
    },
    async unknownIn(node) {
      const all = await places.of(node);
      const unknown = all.filter((place) => place.how === 'indirect' && !excused(place) && !isDeferredCall(place, all, input.lineAt));
      return nameUnknown(node, unknown, ground);
    },
    async unknownAt(step) {
      const place = (await places.of(step.from)).find(({ how, to }) => how === step.how && to === step.to.name);
      return { name: shown(step.to.name), in: shown(step.from.name), at: positionOf(place?.inline[0]) };
    },
  });
  const way: Frame[] = [];
  for (const step of answer.violation?.path ?? []) {
    const found = (await places.of(step.from)).filter(({ how, to }) => how === step.how && to === step.to.name);
    way.push(...((found.find((place) => !excused(place)) ?? found[0])?.inline.toReversed() ?? []));
  }
  const first = answer.violation?.path[0]?.from.name;
  const inCopy = first !== undefined && copies.includes(first) ? way[0]?.function : undefined;
  return {
    ...answer,
    bodies: names.length - copies.length,
    copies: copies.length,
    way,
    ...(inCopy === undefined ? {} : { inCopy: shown(inCopy) }),
  };
}

/** What a statement `panic(…)` calls. */
const makesPanic = 'runtime.gopanic';

/** The unknown calls of a function, line by line: as methods where that is certain, else by the function. */
async function nameUnknown(node: GraphNode, calls: readonly PlacedEdgeFact[], { methods, input }: Ground): Promise<UnknownCall[]> {
  const lines = new Map<string, PlacedEdgeFact[]>();
  for (const call of calls) {
    const key = `${call.file}:${call.line}`;
    lines.set(key, [...(lines.get(key) ?? []), call]);
  }
  const found: UnknownCall[] = [];
  for (const [one, ...more] of lines.values()) {
    if (!one) continue;
    const written = input.lineAt(one.file, one.line);
    const noted = await methods.of(one, packageOfSymbol(node.name, ''));
    const count = [one, ...more].reduce((sum, call) => sum + call.count, 0);
    const named = written === undefined ? undefined : methodsOnLine(written, count, noted);
    const at = positionOf(one.inline[0]);
    for (const name of new Set(named ?? [shown(node.name)])) found.push({ name, in: shown(node.name), at });
  }
  return found;
}

function positionOf(frame: Frame | undefined): Span {
  return frame ? { file: frame.file, line: frame.line } : { file: '', line: 0 };
}

/** A symbol as stack traces name it: the path of its package, `[...]` for type arguments. */
export function traced(symbol: string): string {
  const pkg = packageOfSymbol(symbol, '');
  return pkg === '' ? symbol : `${pkg}.${writtenName(symbol)}`;
}

/** … and without the brackets, as `assume=` takes it. */
function shown(symbol: string): string {
  return traced(symbol.replace(copyMark, '')).replaceAll('[...]', '');
}

/** The symbols that have a name in the graph; see {@link qualify}. */
function symbolsOf(name: string, pkg: string): ReadonlySet<string> {
  return new Set(name.startsWith(`${pkg}.`) ? [name, `main.${name.slice(pkg.length + 1)}`] : [name]);
}

interface Places {
  /** The edges of a function with their places, those of all archives that define it; callees by their names in the graph. */
  of(node: GraphNode): Promise<readonly PlacedEdgeFact[]>;
}

function createPlaces(context: {
  readonly reader: CallReader;
  readonly group: readonly LocatedUnit[];
  readonly variant: string;
  readonly made: ReadonlyMap<string, readonly PlacedEdgeFact[]>;
}): Places {
  const { reader, group, variant, made } = context;
  const known = new Map<GraphNode, Promise<readonly PlacedEdgeFact[]>>();
  const read = async (node: GraphNode): Promise<readonly PlacedEdgeFact[]> => {
    const places: PlacedEdgeFact[] = [];
    for (const pkg of new Set(node.definedBy)) {
      const own = group.flatMap((unit) => (unit.package === pkg && unit.archiveFile !== undefined ? [unit.archiveFile] : []));
      const other = own.length === 0 ? reader.fileOf(pkg, variant) : undefined;
      for (const file of other === undefined ? own : [other]) {
        const edges = await reader.placed(file, pkg, { functions: symbolsOf(node.name, pkg) });
        places.push(...edges.map((edge) => (edge.to === '' ? edge : { ...edge, to: qualify(edge.to, pkg) })));
      }
    }
    return places;
  };
  return {
    of(node) {
      const copy = made.get(node.name);
      if (copy) return Promise.resolve(copy);
      let places = known.get(node);
      if (places === undefined) known.set(node, (places = read(node)));
      return places;
    },
  };
}
