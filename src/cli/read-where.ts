import type { Query } from '../query/query.ts';
import type { Asked } from './parse.ts';

/** What of `--where` can be wrong is found before anything is built. Throws the UserErrors of `parseQuery`, which is loaded only for it. */
export async function readWhere(asked: Asked): Promise<Query | undefined> {
  const where = asked.texts.get('where');
  if (where === undefined) return undefined;
  const { parseQuery } = await import('../query/parse-query.ts');
  return parseQuery(where);
}
