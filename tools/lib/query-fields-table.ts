import { fields } from '../../src/query/fields.ts';
import { fieldNames } from '../../src/query/query.ts';
import { code, table } from './markdown.ts';

const matches = {
  choice: 'one of: ',
  name: 'the whole, or its end',
  package: 'Go package pattern',
  contained: 'a part',
  beginning: 'the beginning',
  number: 'number',
  bytes: 'number of bytes',
} as const;

/** The table of fields in docs/query.md, from the one table of the code. */
export function queryFieldsTable(): string {
  const rows = fieldNames.map((name) => {
    const row = fields[name];
    const values = row.kind === 'choice' ? matches.choice + row.values.map(code).join(' ') : matches[row.kind];
    return [[name, ...row.aliases].map(code).join(', '), row.doc, values, code(row.example)];
  });
  return table(['field', 'of a site', 'value', 'example'], rows);
}
