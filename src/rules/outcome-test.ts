import type { SiteTest } from '../query/match-query.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { FieldName, Query } from '../query/query.ts';

/** Fields that say what becomes of a site: a query with one of them chooses itself. */
const outcomeFields: readonly FieldName[] = ['outcome', 'paper', 'why'];

/**
 * What a query means where it does not speak of outcomes: sites that allocate in the built code. A verdict on paper costs nothing, and objecting to it
 * is how gates on the compiler's text lose their users.
 */
export function outcomeTest(where: string | undefined): SiteTest {
  return where !== undefined && asksOutcome(parseQuery(where)) ? () => true : (site) => site.outcome === 'allocates';
}

function asksOutcome(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.terms.some(asksOutcome);
    case 'not':
      return asksOutcome(query.term);
    case 'is':
    case 'compare':
      return outcomeFields.includes(query.field);
    case 'text':
      return false;
    default:
      return query satisfies never;
  }
}
