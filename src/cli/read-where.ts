import { UserError } from '../base/user-error.ts';
import type { FieldName, Query } from '../query/query.ts';
import type { Asked } from './parse.ts';

/**
 * What of `--where` can be wrong is found before anything is built. Throws the UserErrors of `parseQuery`, which is loaded only for it, and `missing-argument` where `check` is asked for what
 * nothing measures: that no site matches would look like an answer.
 */
export async function readWhere(asked: Asked): Promise<Query | undefined> {
  const where = asked.texts.get('where');
  if (where === undefined) return undefined;
  const { parseQuery } = await import('../query/parse-query.ts');
  const query = parseQuery(where);
  if (asked.command === 'check') refuseUnmeasured(query, asked);
  return query;
}

const costFields: readonly FieldName[] = ['alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space', 'samples'];

function refuseUnmeasured(query: Query, { lists, command }: Asked): void {
  const fields = fieldsOf(query);
  const cost = fields.find((field) => costFields.includes(field));
  if (cost !== undefined && !lists.has('profile'))
    throw new UserError('missing-argument', { argument: `--profile FILE beside --where ${cost}`, command });
  if (fields.includes('executed') && !lists.has('cover'))
    throw new UserError('missing-argument', { argument: '--cover PATH beside --where executed', command });
}

function fieldsOf(query: Query): readonly FieldName[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.terms.flatMap(fieldsOf);
    case 'not':
      return fieldsOf(query.term);
    case 'is':
    case 'compare':
      return [query.field];
    case 'text':
      return [];
    default:
      return query satisfies never;
  }
}
