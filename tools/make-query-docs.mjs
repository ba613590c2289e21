// Writes the table of fields into docs/query.md: `node --import tsx tools/make-query-docs.mjs`. A test fails while it is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withFieldsTable } from './lib/query-fields-table.ts';
import { root } from './lib/root.ts';

const file = path.join(root, 'docs/query.md');
writeFileSync(file, withFieldsTable(readFileSync(file, 'utf8')));
