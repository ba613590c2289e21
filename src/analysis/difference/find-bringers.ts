import { compareBy, compareText } from '../../base/order.ts';
import { isForeignFile } from '../../model/position.ts';
import type { InlinedUse } from '../../model/outline.ts';
import type { Place, Site } from '../../model/site.ts';
import type { Span } from '../../model/span.ts';
import { lastName } from './find-uninlined.ts';
import type { PlaceMap } from './place-map.ts';

/**
 * Own lines that bring a place which stands in the text of another module: where the copy was inlined, and where the function was inlined that makes the closure in which it stands.
 * Empty where no own line is known, as for instances of generic functions that are called.
 */
export function findBringers(site: Site, inlined: readonly InlinedUse[], map: PlaceMap): readonly Span[] {
  const found = new Map<string, Span>();
  for (const place of site.places)
    for (const { file, line } of [...ownFrames(place), ...makersOf(place, site, inlined, map)])
      found.set(`${file}\0${line}`, { file, line });
  return [...found.values()].toSorted(bySource);
}

/** The outermost frame is where the compiler's lines stand. */
function ownFrames({ inline }: Place): readonly Span[] {
  const last = inline.findLast(({ file }) => !isForeignFile(file));
  return last ? [{ file: last.file, line: last.line }] : [];
}

/** `StripPrefix.func1.StripPrefix.1`: a closure that `http.StripPrefix` makes where it is inlined into `StripPrefix.func1`. */
function makersOf(
  { package: pkg, function: symbol }: Place,
  site: Site,
  inlined: readonly InlinedUse[],
  map: PlaceMap,
): readonly InlinedUse[] {
  if (!symbol.startsWith(`${pkg}.`)) return [];
  const name = symbol.slice(pkg.length + 1);
  const qualifier = site.package.slice(site.package.lastIndexOf('/') + 1);
  const makers = inlined.filter(({ file, line, callee }) => {
    const owner = map.declaredAt('head', file, line);
    if (owner ? owner.package !== pkg || !name.startsWith(`${owner.name}.`) : !name.startsWith('init.')) return false;
    return name.slice(owner?.name.length ?? 4).includes(`.${lastName(callee)}.`);
  });
  const named = makers.filter(({ callee }) => callee.replace(/^\(?\*?/, '').startsWith(`${qualifier}.`));
  return named.length > 0 ? named : makers;
}

const bySource = compareBy<Span>(
  (a, b) => compareText(a.file, b.file),
  (a, b) => a.line - b.line,
);
