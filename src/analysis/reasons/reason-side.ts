/**
 * Why a written place differs between two builds: from the evidence of both to reasons, each of which names what it was read from. Nothing here builds, reads
 * or knows a Go release by heart: known changes of a release are rows of `model/tables/release-facts.ts`, and each has a test of the pair.
 */
import { positionKey } from '../../model/position.ts';
import type { CauseFact } from '../../model/causes.ts';
import type { InlineFact, NoteFact, VerdictFact } from '../../model/facts.ts';
import type { Build } from '../../model/report.ts';
import type { Site, SiteId } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import type { Unit } from '../../model/unit.ts';
import type { FunctionLines } from '../join/unit-join.ts';
import { bareCallee } from './callee-names.ts';

/** One of the two builds of a step, as reasons are read from it. */
export interface ReasonSide {
  readonly build: Build;
  readonly units: readonly Unit[];
  readonly sites: readonly Site[];
  /** Lines of a file by its shown name, those of other modules too; undefined where it cannot be had. */
  readonly lines: (file: string) => readonly string[] | undefined;
  /** Its declared functions. */
  readonly functions: (file: string) => readonly FunctionLines[];
}

/** Calls of one function on a line, with its name as the compiler writes it. */
export interface InlinedCalls {
  readonly callee: string;
  readonly count: number;
}

export interface LineCalls {
  readonly allocators: ReadonlySet<string>;
  readonly symbols: ReadonlySet<string>;
}

/** A side with its evidence by line. Lines are those of the outermost frame, where the compiler's lines stand. */
export interface ReasonIndex {
  readonly side: ReasonSide;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly verdictsAt: (at: Span) => readonly VerdictFact[];
  readonly causesAt: (at: Span) => readonly CauseFact[];
  /** Allocators that are called from a line, and the symbols of the functions that do. */
  readonly callsAt: (at: Span) => LineCalls;
  readonly notesAt: (at: Span) => readonly NoteFact[];
  /** Functions whose calls are inlined there: by their bare names. */
  readonly inlinedAt: (at: Span) => ReadonlyMap<string, InlinedCalls>;
  /** Where calls of a function are inlined, by its bare name. */
  readonly usesOf: (callee: string) => readonly Span[];
  /** What the compiler decided on functions of a bare name. */
  readonly decisions: (callee: string) => readonly (InlineFact & { readonly package: string })[];
  /** What the compiler says of parameters of the module's own functions of a bare name; undefined where there is none. */
  readonly parameters: (callee: string) => readonly VerdictFact[] | undefined;
  /** How often each allocator is called in the function of a symbol. */
  readonly callsIn: (symbol: string) => ReadonlyMap<string, number>;
  readonly isOwnFile: (file: string) => boolean;
  /** A file of the module cache as this build has it, in whatever version. */
  readonly sameFile: (file: string) => string;
}

/** Indexes a side, once for all steps that it is in. */
export function indexReasonSide(side: ReasonSide): ReasonIndex {
  const verdicts = new Lists<VerdictFact>();
  const causes = new Lists<CauseFact>();
  const calls = new Map<string, { readonly allocators: Set<string>; readonly symbols: Set<string> }>();
  const notes = new Lists<NoteFact>();
  const inlined = new Map<string, Map<string, InlinedCalls>>();
  const uses = new Lists<Span>();
  const decisions = new Lists<InlineFact & { readonly package: string }>();
  const inFile = new Lists<VerdictFact>();
  const inSymbol = new Map<string, Map<string, number>>();
  const own = new Set<string>();
  const versions = new Map<string, string>();
  let declared: Lists<Head> | undefined;
  for (const unit of side.units) {
    for (const file of unit.listed.files) own.add(file);
    for (const cause of unit.causes ?? []) causes.add(lineKey(cause), cause);
    for (const call of unit.archive?.calls ?? []) {
      const { function: symbol, allocator } = call;
      const counts = inSymbol.get(symbol) ?? new Map<string, number>();
      inSymbol.set(symbol, counts.set(allocator, (counts.get(allocator) ?? 0) + call.count));
      const outer = call.inline.at(-1);
      const key = outer && lineKey(outer);
      if (key !== undefined) {
        const line = calls.get(key) ?? { allocators: new Set<string>(), symbols: new Set<string>() };
        line.allocators.add(allocator);
        line.symbols.add(symbol);
        calls.set(key, line);
      }
      for (const { file } of call.inline) {
        const [, module, version] = versioned.exec(file) ?? [];
        if (module !== undefined && version !== undefined) versions.set(module, version);
      }
    }
    for (const text of unit.texts) {
      for (const note of text.notes) notes.add(lineKey(note), note);
      for (const fact of text.inlining) decisions.add(bareCallee(fact.function), { ...fact, package: unit.package });
      for (const { file, line, callee, count } of text.inlinedCalls) {
        const bare = bareCallee(callee);
        const key = lineKey({ file, line });
        const names = inlined.get(key) ?? new Map<string, InlinedCalls>();
        if (!names.has(bare)) uses.add(bare, { file, line });
        inlined.set(key, names.set(bare, { callee, count: count + (names.get(bare)?.count ?? 0) }));
      }
      for (const verdict of text.verdicts) {
        verdicts.add(lineKey(verdict), verdict);
        if (verdict.kind.startsWith('leaking-param') || verdict.kind === 'does-not-escape') inFile.add(verdict.file, verdict);
      }
    }
  }
  return {
    side,
    sites: new Map(side.sites.map((site) => [site.id, site])),
    verdictsAt: (at) => verdicts.get(lineKey(at)),
    causesAt: (at) => causes.get(lineKey(at)),
    callsAt: (at) => calls.get(lineKey(at)) ?? noCalls,
    notesAt: (at) => notes.get(lineKey(at)),
    inlinedAt: (at) => inlined.get(lineKey(at)) ?? none,
    usesOf: (callee) => uses.get(callee),
    decisions: (callee) => decisions.get(callee),
    parameters(callee) {
      const heads = (declared ??= listDeclared(side, own)).get(callee);
      if (heads.length === 0) return undefined;
      return heads.flatMap(({ file, line, endLine }) => inFile.get(file).filter((one) => one.line >= line && one.line <= endLine));
    },
    callsIn: (symbol) => inSymbol.get(symbol) ?? noCounts,
    isOwnFile: (file) => own.has(file),
    sameFile(file) {
      const [whole = '', module = ''] = versioned.exec(file) ?? [];
      const version = versions.get(module);
      return version === undefined ? file : `${module}@${version}${file.slice(whole.length)}`;
    },
  };
}

/** A module and its version, at the start of the name of a file. */
const versioned = /^(\$GOMODCACHE\/[^@]+)@([^/]+)/;

/** Lines from `func` to `{`. */
type Head = Span & { readonly endLine: number };

function listDeclared(side: ReasonSide, files: ReadonlySet<string>): Lists<Head> {
  const heads = new Lists<Head>();
  for (const file of files)
    for (const { name, line, bodyLine = line } of side.functions(file)) heads.add(bareCallee(name), { file, line, endLine: bodyLine });
  return heads;
}

const none: ReadonlyMap<string, InlinedCalls> = new Map();
const noCalls: LineCalls = { allocators: new Set(), symbols: new Set() };
const noCounts: ReadonlyMap<string, number> = new Map();

function lineKey({ file, line }: Span): string {
  return positionKey({ file, line });
}

/** Lists by key. */
class Lists<T> {
  readonly #map = new Map<string, T[]>();
  add(key: string, value: T): void {
    const list = this.#map.get(key);
    if (list) list.push(value);
    else this.#map.set(key, [value]);
  }
  get(key: string): readonly T[] {
    return this.#map.get(key) ?? [];
  }
}
