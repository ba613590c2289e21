import { compareBy, compareText } from '../base/order.ts';
import { dirname, inside } from '../base/posix-path.ts';
import { whens, type CallFact, type Frame, type TextFacts, type VerdictFact, type When } from '../model/facts.ts';
import type { Place, Site, TypeRef, Unit, Verdict, What } from '../model/report.ts';

export interface GroupOptions {
  /** The package whose source holds a file, for the files of the named packages. */
  readonly ownerOf: (file: string) => string | undefined;
  /** `isSingle`: the call makes exactly one object of its type. */
  readonly describe: (call: CallFact) => { readonly what: What; readonly of: TypeRef['of']; readonly isSingle: boolean };
  /** Bytes that the runtime charges for one object. */
  readonly charged: (size: number, hasPointers: boolean) => number | undefined;
  readonly loopAt?: (file: string, line: number) => number | undefined;
  /** The name of the function that is written at a line, given the one that the symbol tells. */
  readonly functionAt?: (file: string, line: number, symbol: string) => string;
}

/**
 * Groups calls by the place where they are written: the innermost frame inside the module that is compiled, else the outermost.
 * Inlined copies, instantiations and variants become places of one site. Verdicts are those on the line of the last frame: they
 * are shown beside the call, not joined with it.
 */
export function groupSites(units: readonly Unit[], options: GroupOptions): Site[] {
  const sites = new Map<string, SiteDraft>();
  for (const unit of units) {
    const verdictsAt = indexVerdicts(unit.texts);
    for (const call of unit.archive?.calls ?? []) {
      const anchor = anchorOf(call, unit);
      const owner = options.ownerOf(anchor.file) ?? packageAround(anchor, unit);
      const { what, of, isSingle } = options.describe(call);
      const named = writtenName(anchor.function);
      const written = options.functionAt?.(anchor.file, anchor.line, named) ?? named;
      const key = [owner, anchor.file, anchor.line, written, what, call.type ?? ''].join('\0');
      let draft = sites.get(key);
      if (!draft) {
        draft = { package: owner, function: written, anchor, what, of, isSingle, call, calls: new Map() };
        sites.set(key, draft);
      }
      addCall(draft, unit, call, verdictsAt);
    }
  }
  return [...sites.values()].map((draft) => finish(draft, options)).toSorted(bySource);
}

interface SiteDraft {
  readonly package: string;
  readonly function: string;
  readonly anchor: Frame;
  readonly what: What;
  readonly of: TypeRef['of'];
  readonly isSingle: boolean;
  /** The first call: all of a site share its type. */
  readonly call: CallFact;
  readonly calls: Map<string, { -readonly [K in keyof Place]: K extends 'calls' ? Place['calls'][number][] : Place[K] }>;
}

const bySource = compareBy<Site>(
  (a, b) => compareText(a.package, b.package),
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => compareText(a.what, b.what),
  (a, b) => compareText(a.type?.name ?? '', b.type?.name ?? ''),
  (a, b) => compareText(a.function, b.function),
);

function anchorOf(call: CallFact, unit: Unit): Frame {
  const own = call.inline.find((frame) => isInModule(frame, unit));
  const last = call.inline.at(-1);
  if (!last) throw new Error(`a call without frames: ${call.function} calls ${call.allocator}`);
  return own ?? last;
}

function isInModule(frame: Frame, unit: Unit): boolean {
  if (frame.file.startsWith('$') || frame.file.startsWith('<') || frame.file === '') return false;
  return unit.moduleDir === '.' ? !frame.file.startsWith('../') : inside(unit.moduleDir, frame.file) !== undefined;
}

/** The package of a place in a file that no named package lists: another package of the module, std, or a dependency. */
function packageAround(anchor: Frame, unit: Unit): string {
  if (!isInModule(anchor, unit)) return packageOfFile(anchor.file) ?? anchor.package;
  if (anchor.package !== unit.package && anchor.package !== 'main') return anchor.package;
  // A closure's copy carries the name of the package that it was compiled into; its file tells where it is written.
  const folder = dirname(anchor.file);
  const { module, dir } = unit.listed;
  if (folder === '.' || folder === dir || module === '') return unit.package;
  const below = unit.moduleDir === '.' ? folder : (inside(unit.moduleDir, folder) ?? folder);
  return below === '' ? module : `${module}/${below}`;
}

/**
 * The package that a file of std or of the module cache belongs to. Not always that of the symbol: a closure of `net/http` is compiled
 * into the package that its function was inlined into, under that package's name. An upper-case letter is `!` and the lower-case one
 * in the module cache (golang.org/x/mod/module, EscapePath).
 */
export function packageOfFile(file: string): string | undefined {
  const std = /^\$GOROOT\/src\/(.+)\/[^/]+$/.exec(file);
  if (std) return std[1];
  const cached = /^\$GOMODCACHE\/([^@]+)@[^/]+((?:\/[^/]+)*)\/[^/]+$/.exec(file);
  return cached ? `${cached[1]}${cached[2]}`.replaceAll(/!([a-z])/g, (_, letter: string) => letter.toUpperCase()) : undefined;
}

/** A symbol as the function is written: without its package, and `F[...]` for each instantiation, since all are copies of one place. */
export function writtenName(symbol: string): string {
  // A method of an unnamed type belongs to no package: `go.shape.struct { … }.M`.
  if (symbol.startsWith('go.shape.') || symbol.startsWith('struct {')) return symbol;
  const head = symbol.search(/[[(]/);
  const slash = symbol.lastIndexOf('/', head < 0 ? undefined : head);
  const name = symbol.slice(symbol.indexOf('.', slash + 1) + 1);
  if (!name.includes('[')) return name;
  let depth = 0;
  let out = '';
  for (const char of name) {
    if (char === '[' && depth++ === 0) out += '[...]';
    else if (char === ']') depth--;
    else if (depth === 0) out += char;
  }
  return out;
}

function addCall(draft: SiteDraft, unit: Unit, call: CallFact, verdictsAt: (frame: Frame) => readonly Verdict[]): void {
  const last = call.inline.at(-1) as Frame;
  const key = JSON.stringify([unit.package, unit.variant, call.function, call.inline]);
  const one = { allocator: call.allocator, when: call.when, count: call.count };
  const place = draft.calls.get(key);
  if (place) {
    place.calls.push(one);
    return;
  }
  draft.calls.set(key, {
    package: unit.package,
    ...(unit.variant === undefined ? {} : { variant: unit.variant }),
    function: call.function,
    inline: call.inline,
    calls: [one],
    verdicts: verdictsAt(last),
    joined: 'alone',
  });
}

function indexVerdicts(texts: readonly TextFacts[]): (frame: Frame) => readonly Verdict[] {
  const byLine = new Map<string, VerdictFact[]>();
  for (const text of texts) {
    for (const verdict of text.verdicts) {
      if (verdict.line === 0 || !saysWhere(verdict)) continue;
      const key = `${verdict.file}:${verdict.line}`;
      const list = byLine.get(key);
      if (list) list.push(verdict);
      else byLine.set(key, [verdict]);
    }
  }
  return (frame) =>
    (byLine.get(`${frame.file}:${frame.line}`) ?? []).map(({ kind, subject, column, count }) => ({
      kind,
      subject,
      ...(column === undefined ? {} : { column }),
      count,
    }));
}

/** Leaks speak of parameters: they are reasons of callers, never of an allocation on this line. */
function saysWhere(verdict: VerdictFact): boolean {
  return !verdict.kind.startsWith('leaking') && verdict.kind !== 'self-assignment';
}

function finish(draft: SiteDraft, options: GroupOptions): Site {
  const { anchor, call } = draft;
  const places = [...draft.calls.values()];
  const conditions = new Set<When>(places.flatMap((place) => place.calls.flatMap((one) => one.when)));
  const loop = options.loopAt?.(anchor.file, anchor.line);
  return {
    id: '',
    outcome: 'allocates',
    said: 'nothing',
    cause: { code: 'unknown', args: {} },
    package: draft.package,
    function: draft.function,
    at: { file: anchor.file, line: anchor.line },
    what: draft.what,
    ...(call.type === undefined ? {} : { type: typeRef(call, draft, options) }),
    when: whens.filter((when) => conditions.has(when)),
    places,
    ...(loop === undefined ? {} : { loop }),
  };
}

/** A map or channel type's own size is that of a pointer and says nothing of what is allocated. */
function isHandle(what: What): boolean {
  return what === 'map' || what === 'map-growth' || what === 'chan';
}

function typeRef(call: CallFact, draft: SiteDraft, options: GroupOptions): TypeRef {
  const name = call.type ?? '';
  const charged = call.size === undefined || !draft.isSingle ? undefined : options.charged(call.size, (call.pointerBytes ?? 0) > 0);
  return {
    name,
    ...(call.size === undefined || isHandle(draft.what) ? {} : { size: call.size }),
    ...(charged === undefined ? {} : { charged }),
    of: draft.of,
    known: 'operand',
  };
}
