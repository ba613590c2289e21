import { compareBy, compareText } from '../../base/order.ts';
import type { SiteBase, SiteId } from '../../model/site.ts';

export type Identified = Pick<SiteBase, 'package' | 'function' | 'what' | 'type' | 'subject' | 'at'>;

/**
 * Names sites: a digest of package, function (closures as ordinals in source order), what, and type, else subject; then the ordinal in source order
 * among equals. Never lines, flows, outcome, or what the compiler said: those change without the code changing. Gives ids in the order of
 * `sites`. `digest` gives at least 16 hexadecimal digits.
 */
export function identifySites(sites: readonly Identified[], digest: (...parts: string[]) => string): SiteId[] {
  const order = sites.map((_, index) => index).sort((a, b) => bySource(at(a), at(b)));
  const seen = new Map<string, number>();
  const ids: SiteId[] = new Array<SiteId>(sites.length);
  for (const index of order) {
    const site = at(index);
    const key = [site.package, site.function, site.what, nameOfValue(site)];
    const equal = key.join('\0');
    const ordinal = seen.get(equal) ?? 0;
    seen.set(equal, ordinal + 1);
    ids[index] = digest('stackward/site/1', ...key, String(ordinal)).slice(0, 16);
  }
  return ids;

  function at(index: number): Identified {
    return sites[index] as Identified;
  }
}

const bySource = compareBy<Identified>(
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => (a.at.column ?? 0) - (b.at.column ?? 0),
  (a, b) => compareText(a.type?.name ?? '', b.type?.name ?? ''),
  (a, b) => compareText(a.subject ?? '', b.subject ?? ''),
);

/**
 * Its type, else the compiler's expression, without what the compiler numbers: types that are declared in functions, temporaries. In generic
 * functions both may be those of one instantiation, and another one may come.
 */
function nameOfValue({ function: written, type, subject }: Identified): string {
  if (type && !type.name.includes('go.shape.')) return type.name.replaceAll(/·\d+/g, '');
  return written.includes('[...]') ? '' : (subject ?? '').replaceAll(/\.autotmp_\d+/g, '.autotmp');
}
