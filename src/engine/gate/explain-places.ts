import type { PlaceMap } from '../../analysis/difference/place-map.ts';
import { nearest } from '../../base/nearest.ts';
import type { Because, ChangeCause, ComparedPlace } from '../../model/comparison.ts';
import type { InlineFact } from '../../model/facts.ts';
import type { Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { explain } from '../explain.ts';
import type { Evidence } from '../explain-evidence.ts';

/** So many places are explained; all are judged. */
const explainedMost = 500;

export interface ExplainContext {
  readonly evidence: Evidence;
  readonly map: PlaceMap;
  readonly causes: readonly ChangeCause[];
  /** Whether any Go file of the module was edited. */
  readonly isEdited: boolean;
}

/** New and worse places with the way of their value to the heap, and the change that put it there where that stands elsewhere. */
export async function explainPlaces(places: readonly ComparedPlace[], context: ExplainContext): Promise<ComparedPlace[]> {
  const wanted = places.filter(({ state, head }) => head && (state === 'new' || state === 'worse')).slice(0, explainedMost);
  const ids = wanted.flatMap(({ head }) => (head ? [head.id] : []));
  const { answers } = await explain(context.evidence, ids, { raw: false, nearest });
  const explained = new Map<ComparedPlace, ComparedPlace>();
  for (const [index, place] of wanted.entries()) {
    const answer = answers[index];
    const found = answer?.answer === 'place' ? [...answer.sites, ...answer.puts].find(({ site }) => site.id === place.head?.id) : undefined;
    const { site: _, ...more } = found ?? { site: undefined, columns: [] };
    const because = place.head && findBecause({ ...place, explained: more }, place.head, context);
    explained.set(place, { ...place, ...(found ? { explained: more } : {}), ...(because ? { because } : {}) });
  }
  return places.map((place) => explained.get(place) ?? place);
}

/** Undefined where the place itself was edited: then it speaks for itself. */
function findBecause(place: ComparedPlace, site: Site, { evidence, map, causes, isEdited }: ExplainContext): Because | undefined {
  if (place.how?.includes('larger') && place.base?.type && site.type) {
    const [from, to] = [place.base.type.charged ?? place.base.type.size ?? 0, site.type.charged ?? site.type.size ?? 0];
    const at = typeDeclaration(site.type.name, evidence);
    return { code: 'type-grown', type: site.type.name, from, to, ...(at ? { at } : {}) };
  }
  if (place.how?.includes('not-inlined')) {
    const inlining = inliningOf(site, evidence);
    return {
      code: 'inlining-lost',
      callee: site.function,
      at: firstEdit({ file: site.at.file, line: inlining?.line ?? site.at.line }, map) ?? {
        file: site.at.file,
        line: inlining?.line ?? site.at.line,
      },
      ...(inlining?.cost === undefined ? {} : { cost: inlining.cost }),
      ...(inlining?.budget === undefined ? {} : { budget: inlining.budget }),
    };
  }
  if (map.before(site.at.file, site.at.line)?.isSame !== true) return undefined;
  const steps = place.explained?.chain?.steps ?? [];
  // The line that was edited, on the value's way; the nearest to the heap decided.
  for (const step of steps.toReversed()) {
    if (!step.at || isForeign(step.at.file) || isAt(step.at, site.at)) continue;
    if (map.before(step.at.file, step.at.line)?.isSame !== true) return changed(step, step.at, site);
  }
  for (const step of steps.toReversed()) {
    const edit = step.at && !isForeign(step.at.file) ? firstEdit(step.at, map) : undefined;
    if (edit && (step.function !== site.function || step.package !== site.package)) return changed(step, edit, site);
  }
  const callee = place.explained?.callee;
  const edit = callee && firstEdit(callee.at, map);
  if (callee && edit) return changed({ function: callee.name, package: callee.package }, edit, site);
  const own = firstEdit(site.at, map);
  if (own) return undefined;
  const [cause] = causes;
  return cause && (!isEdited || steps.every(({ at }) => !at || isForeign(at.file) || firstEdit(at, map) === undefined))
    ? { code: 'only', cause }
    : undefined;
}

function changed(step: { readonly function: string; readonly package: string }, { file, line, column }: Span, site: Site): Because {
  const at = { file, line, ...(column === undefined ? {} : { column }) };
  return step.function === site.function && step.package === site.package
    ? { code: 'edited', at }
    : { code: 'callee-changed', callee: step.function, at };
}

/** The first line of the function around a line that the base does not have. */
function firstEdit(at: Span, map: PlaceMap): Span | undefined {
  const around = map.declaredAt('head', at.file, at.line);
  if (!around) return undefined;
  for (let line = around.line; line <= around.endLine; line++) {
    if ((map.text('head', at.file, line)?.line ?? 0) !== 0 && map.before(at.file, line)?.isSame !== true) return { file: at.file, line };
  }
  return undefined;
}

function inliningOf(site: Site, { units }: Evidence): InlineFact | undefined {
  const facts = units.filter((unit) => unit.package === site.package).flatMap((unit) => unit.texts.flatMap(({ inlining }) => inlining));
  return facts.find((one) => one.function.replaceAll(/\[.*\]/g, '') === site.function && one.file === site.at.file && !one.can);
}

/** `ex.com/m/store.Order` → where `type Order` stands, in the sources that are at hand. */
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

function isForeign(file: string): boolean {
  return file === '' || /^[$<]/.test(file);
}

function isAt(one: Span, other: Span): boolean {
  return one.file === other.file && one.line === other.line;
}
