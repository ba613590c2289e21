import type { PlaceMap } from '../../analysis/difference/place-map.ts';
import type { ChainStep } from '../../model/chains.ts';
import type { Because, ChangeCause, ComparedPlace } from '../../model/comparison.ts';
import type { InlinedUse } from '../../model/outline.ts';
import { isForeignFile } from '../../model/position.ts';
import type { Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import type { Evidence } from '../explain-evidence.ts';
import { findFunctions, type KnownFunction } from '../explain-functions.ts';

export interface BecauseContext {
  readonly evidence: Evidence;
  readonly map: PlaceMap;
  readonly causes: readonly ChangeCause[];
  readonly inlined: readonly InlinedUse[];
  readonly functions: readonly KnownFunction[];
}

/** The change elsewhere that brought a place. Undefined where the place itself was edited, which speaks for itself, and where nothing is found. */
export function findBecause(place: ComparedPlace, site: Site, context: BecauseContext): Because | undefined {
  const { map, causes } = context;
  if (place.how?.includes('larger') && place.base?.type && site.type) return grown(place.base, site, context.evidence);
  if (place.how?.includes('not-inlined')) return uninlined(site, context);
  if (place.broughtAt) return ofOtherModule(site, place.broughtAt, context);
  if (isSame(site.at, map) !== true) return undefined;
  const steps = place.explained?.chain?.steps ?? [];
  // Along the value's way, the end first: what decided is near the heap.
  for (const { at, function: name, package: pkg } of steps.toReversed())
    if (at && isSame(at, map) === false && !isAt(at, site.at)) return changed(name, pkg, at, site);
  const callees = [...steps.toReversed().flatMap((step) => calleesOf(step, context)), ...inlinedAt(site.at, site.package, context)];
  for (const callee of callees) {
    const edit = firstEdit(callee.at, map);
    if (edit) return changed(callee.name, callee.package, edit, site);
  }
  for (const { at, function: name, package: pkg } of steps.toReversed()) {
    const edit = at && firstEdit(at, map);
    if (edit && name !== site.function) return changed(name, pkg, edit, site);
  }
  const own = firstEdit(site.at, map);
  if (own) return changed(site.function, site.package, own, site);
  const [cause] = causes;
  return cause && { code: 'only', cause };
}

/** A place in the text of another module: that module, where its version changed; else what changed around the lines that have it inlined. An edited line speaks for itself. */
function ofOtherModule({ package: pkg }: Site, broughtAt: readonly Span[], { map, causes }: BecauseContext): Because | undefined {
  if (broughtAt.some((at) => isSame(at, map) === false)) return undefined;
  const dependency = causes.find(({ kind, name }) => kind === 'dependency' && (pkg === name || pkg.startsWith(`${name}/`)));
  if (dependency) return { code: 'only', cause: dependency };
  for (const at of broughtAt) {
    const edit = firstEdit(at, map);
    if (edit) return { code: 'edited', at: edit };
  }
  const [cause] = causes;
  return cause && { code: 'only', cause };
}

/** The functions that a step hands its value to, as far as their text is known: what is inlined stands at its call. */
function calleesOf({ callee, package: pkg, at }: ChainStep, context: BecauseContext): readonly KnownFunction[] {
  const named = callee === undefined ? [] : namedFrom(callee, pkg, context);
  return [...named, ...(at ? inlinedAt(at, pkg, context) : [])];
}

function inlinedAt({ file, line }: Span, pkg: string, context: BecauseContext): readonly KnownFunction[] {
  return context.inlined.filter((use) => use.file === file && use.line === line).flatMap(({ callee }) => namedFrom(callee, pkg, context));
}

function namedFrom(callee: string, pkg: string, { functions }: BecauseContext): readonly KnownFunction[] {
  const found = findFunctions(functions, callee);
  const own = found.filter((one) => one.package === pkg);
  return own.length > 0 ? own : found;
}

function changed(name: string, pkg: string, { file, line, column }: Span, site: Site): Because {
  const at = { file, line, ...(column === undefined ? {} : { column }) };
  return name === site.function && pkg === site.package ? { code: 'edited', at } : { code: 'callee-changed', callee: name, at };
}

function grown({ type: before }: Site, { type: now }: Site, evidence: Evidence): Because {
  const at = typeDeclaration(now?.name ?? '', evidence);
  const sizeOf = (type: Site['type']): number => type?.charged ?? type?.size ?? 0;
  return { code: 'type-grown', type: now?.name ?? '', from: sizeOf(before), to: sizeOf(now), ...(at ? { at } : {}) };
}

function uninlined(site: Site, { functions, map }: BecauseContext): Because {
  const known = functions.find((one) => one.package === site.package && one.name === site.function);
  const at = known && (firstEdit(known.at, map) ?? { file: known.at.file, line: known.at.line });
  const fact = known?.facts.find(({ can }) => !can);
  return {
    code: 'inlining-lost',
    callee: site.function,
    ...(at ? { at } : {}),
    ...(fact?.cost === undefined ? {} : { cost: fact.cost }),
    ...(fact?.budget === undefined ? {} : { budget: fact.budget }),
  };
}

/** Whether the base has the line with the same text; undefined where that cannot be said. */
function isSame({ file, line }: Span, map: PlaceMap): boolean | undefined {
  return isForeignFile(file) || map.text('head', file, line) === undefined ? undefined : map.before(file, line)?.isSame === true;
}

/** The first line of the function around a line that the base does not have. */
function firstEdit({ file, line: within }: Span, map: PlaceMap): Span | undefined {
  const around = isForeignFile(file) ? undefined : map.declaredAt('head', file, within);
  for (let line = around?.line ?? 1; line <= (around?.endLine ?? 0); line++)
    if ((map.text('head', file, line)?.line ?? 0) !== 0 && isSame({ file, line }, map) === false) return { file, line };
  return undefined;
}

/** `ex.com/m/store.Order` → where `type Order struct` stands, in the sources that are at hand. */
function typeDeclaration(name: string, { units, lineAt }: Evidence): Span | undefined {
  const [, pkg, type] = /^(?:noalg\.)?(.*)\.([A-Za-z_]\w*)$/.exec(name) ?? [];
  if (pkg === undefined || type === undefined) return undefined;
  const pattern = new RegExp(`^\\s*(?:type\\s+)?${type}\\b.*\\bstruct\\b`);
  for (const unit of units.filter((one) => one.package === pkg || one.listed.name === pkg)) {
    for (const file of unit.listed.files) {
      for (let line = 1, text = lineAt(file, line); text !== undefined; text = lineAt(file, ++line))
        if (pattern.test(text)) return { file, line };
    }
  }
  return undefined;
}

function isAt(one: Span, other: Span): boolean {
  return one.file === other.file && one.line === other.line;
}
