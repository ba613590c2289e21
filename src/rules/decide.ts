import type { Site } from '../model/site.ts';
import { siteTest, type SiteTest } from '../query/match-query.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { QueryContext } from '../query/query.ts';
import type { Entry } from './rule.ts';

/**
 * The entry that decides about a site: the last one that means it, so that later entries make exceptions of earlier ones and the user's
 * of a preset's. Undefined where none does. Queries are prepared once.
 */
export function deciderOf<One extends Entry>(
  entries: readonly One[],
  context: QueryContext,
  also?: (entry: One) => SiteTest,
): (site: Site) => One | undefined {
  const tests = entries.map((entry) => {
    const isMeant = entry.where === undefined ? () => true : siteTest(parseQuery(entry.where), context);
    const more = also?.(entry);
    return { entry, test: more ? (site: Site) => more(site) && isMeant(site) : isMeant };
  });
  return (site) => tests.findLast(({ test }) => test(site))?.entry;
}
