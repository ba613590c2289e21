import { fields } from '../../src/query/fields.ts';
import { fieldNames } from '../../src/query/query.ts';

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
function queryFieldsTable(): string {
  const rows = fieldNames.map((name) => {
    const row = fields[name];
    const values = row.kind === 'choice' ? matches.choice + row.values.map((value) => `\`${value}\``).join(' ') : matches[row.kind];
    const names = [name, ...row.aliases].map((one) => `\`${one}\``).join(', ');
    return `| ${names} | ${row.doc} | ${values} | \`${row.example}\` |`;
  });
  return ['| field | of a site | value | example |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** Puts the table between the marks of the page. */
export function withFieldsTable(page: string): string {
  const [before, rest = ''] = page.split('<!-- fields: made by tools/make-query-docs.mjs -->\n');
  const after = rest.slice(rest.indexOf('<!-- end of fields -->'));
  return `${before}<!-- fields: made by tools/make-query-docs.mjs -->\n${queryFieldsTable()}\n${after}`;
}
