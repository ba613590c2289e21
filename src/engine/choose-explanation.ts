import type { Explanation } from '../model/facts.ts';
import type { Place, Site, Verdict } from '../model/site.ts';
import type { Evidence } from './explain-evidence.ts';

/**
 * Which of several explanations of a line is that of a site: all have the verdict's subject. A value that is put into an interface where it is
 * made has the text of its copy there, and all appends of an inlined body share one position.
 */
export function chooseExplanation(
  told: readonly Explanation[],
  { what, at }: Pick<Site, 'what' | 'at'>,
  { column }: Verdict,
  place: Pick<Place, 'package' | 'function'>,
  lineAt: Evidence['lineAt'],
): Explanation | undefined {
  // Several functions hold copies of an inlined closure, under the same positions.
  const isOwn = ({ function: name }: Explanation): boolean => name !== undefined && isFunctionOf(place, name);
  const inPlace = told.some(isOwn) ? told.filter(isOwn) : told;
  const here = inPlace.filter((explanation) => explanation.column === column);
  const boxed = inPlace.filter(isBoxedItself);
  const twins = boxed.flatMap((one) => inPlace.filter((other) => !boxed.includes(other) && other.subject === one.subject));
  const own = (what === 'box' ? here : [...here, ...boxed]).filter((one) => !(what === 'box' ? boxed : twins).includes(one));
  const written = squeeze(lineAt(at.file, at.line) ?? '');
  const candidates = own.length > 0 ? own : here;
  return candidates.find((one) => written.includes(squeeze(one.subject))) ?? candidates[0];
}

/** `{storage for x} ← &{storage for x}`: it flows into the copy of itself that an interface holds. */
function isBoxedItself({ subject, steps }: Explanation): boolean {
  return steps.length === 1 && steps[0]?.destination === `{storage for ${subject}}` && steps[0].source === `{storage for ${subject}}`;
}

/** Whether a place is the compiled copy of this function; names of the object code have the package in front. */
export function isFunctionOf({ package: pkg, function: name }: Pick<Place, 'package' | 'function'>, functionName: string): boolean {
  return plain(name.startsWith(`${pkg}.`) ? name.slice(pkg.length + 1) : name) === plain(functionName);
}

/** Without type arguments, which the linker writes in another way. */
function plain(name: string): string {
  return name.replace(/\[.*\]/s, '');
}

function squeeze(text: string): string {
  return text.replaceAll(/\s/g, '');
}
