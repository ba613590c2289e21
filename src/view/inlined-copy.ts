import type { Place, Site } from '../model/site.ts';

/**
 * Whether a place is a copy that stands elsewhere: its function was inlined there. A site inside std that is inlined into the written line is
 * none, nor is a call that stands on another line than its expression.
 */
export function isInlinedCopy({ inline }: Pick<Place, 'inline'>, { at }: Pick<Site, 'at'>): boolean {
  const last = inline.at(-1);
  return inline.length > 1 && (last?.line !== at.line || last.file !== at.file);
}
