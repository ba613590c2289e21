/**
 * Why a written place differs between two builds: from the evidence of both to reasons, each of which names what it was read from. Nothing here builds, reads
 * or knows a Go release by heart: known changes of a release are rows of `model/tables/release-facts.ts`, and each has a test of the pair.
 */
import { positionKey } from '../../model/position.ts';
import type { CauseFact } from '../../model/causes.ts';
import type { CallFact, InlineFact, NoteFact, VerdictFact } from '../../model/facts.ts';
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

/** A side with its evidence by line. Lines are those of the outermost frame, where the compiler's lines stand. */
export interface ReasonIndex {
  readonly side: ReasonSide;
  readonly sites: ReadonlyMap<SiteId, Site>;
  readonly verdictsAt: (at: Span) => readonly VerdictFact[];
  readonly causesAt: (at: Span) => readonly CauseFact[];
  readonly callsAt: (at: Span) => readonly CallFact[];
  readonly notesAt: (at: Span) => readonly NoteFact[];
  /** Names of functions whose calls are inlined there, bare. */
  readonly inlinedAt: (at: Span) => ReadonlySet<string>;
  /** Where calls of a function are inlined, by its bare name. */
  readonly usesOf: (callee: string) => readonly Span[];
  /** What the compiler decided on functions of a bare name. */
  readonly decisions: (callee: string) => readonly (InlineFact & { readonly package: string })[];
  /** Parameters that leak, of the function around a line of the verdict. */
  readonly leaks: (callee: string) => readonly VerdictFact[];
  /** Symbols of all functions that hold calls of allocators, with these calls. */
  readonly callsIn: (symbol: string) => readonly CallFact[];
  readonly isOwnFile: (file: string) => boolean;
}

/** Indexes a side, once for all steps that it is in. */
export function indexReasonSide(side: ReasonSide): ReasonIndex {
  const verdicts = new Lists<VerdictFact>();
  const causes = new Lists<CauseFact>();
  const calls = new Lists<CallFact>();
  const notes = new Lists<NoteFact>();
  const inlined = new Map<string, Set<string>>();
  const uses = new Lists<Span>();
  const decisions = new Lists<InlineFact & { readonly package: string }>();
  const leaks = new Lists<VerdictFact>();
  const inSymbol = new Lists<CallFact>();
  const own = new Set<string>();
  for (const unit of side.units) {
    for (const file of unit.listed.files) own.add(file);
    for (const cause of unit.causes ?? []) causes.add(lineKey(cause), cause);
    for (const call of unit.archive?.calls ?? []) {
      inSymbol.add(call.function, call);
      const outer = call.inline.at(-1);
      if (outer) calls.add(lineKey(outer), call);
    }
    for (const text of unit.texts) {
      for (const note of text.notes) notes.add(lineKey(note), note);
      for (const fact of text.inlining) decisions.add(bareCallee(fact.function), { ...fact, package: unit.package });
      for (const { file, line, callee } of text.inlinedCalls) {
        const bare = bareCallee(callee);
        const key = lineKey({ file, line });
        const set = inlined.get(key) ?? new Set<string>();
        if (!set.has(bare)) uses.add(bare, { file, line });
        inlined.set(key, set.add(bare));
      }
      for (const verdict of text.verdicts) {
        verdicts.add(lineKey(verdict), verdict);
        if (verdict.kind.startsWith('leaking-param')) leaks.add(verdict.file, verdict);
      }
    }
  }
  return {
    side,
    sites: new Map(side.sites.map((site) => [site.id, site])),
    verdictsAt: (at) => verdicts.get(lineKey(at)),
    causesAt: (at) => causes.get(lineKey(at)),
    callsAt: (at) => calls.get(lineKey(at)),
    notesAt: (at) => notes.get(lineKey(at)),
    inlinedAt: (at) => inlined.get(lineKey(at)) ?? none,
    usesOf: (callee) => uses.get(callee),
    decisions: (callee) => decisions.get(callee),
    leaks(callee) {
      return decisions.get(callee).flatMap(({ file, line }) => {
        const end = side.functions(file).find((one) => one.line === line)?.bodyLine ?? line;
        return leaks.get(file).filter((verdict) => verdict.line >= line && verdict.line <= end);
      });
    },
    callsIn: (symbol) => inSymbol.get(symbol),
    isOwnFile: (file) => own.has(file),
  };
}

const none: ReadonlySet<string> = new Set();

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
